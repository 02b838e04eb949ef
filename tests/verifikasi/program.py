"""The program verifikasi.py as a module: it is data to the product, not a part of it."""

from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType

from lkj.reference import VERIFIERS

PROGRAM = VERIFIERS / "verifikasi.py"


def loaded() -> ModuleType:
    """Load it."""
    spec = spec_from_file_location("verifikasi", PROGRAM)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


VERIFIER = loaded()
