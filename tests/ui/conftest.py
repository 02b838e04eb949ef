from tests.pages.conftest import fresh

__all__ = ["fresh"]
