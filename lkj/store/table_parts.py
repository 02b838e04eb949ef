"""What every table is made of: one MetaData, and columns that recur."""

from collections.abc import Iterable

from sqlalchemy import CheckConstraint, Column, MetaData, Text

from lkj.store.columns import Flag

metadata = MetaData(
    naming_convention={
        "pk": "%(table_name)s_pk",
        "uq": "%(table_name)s_%(column_0_N_name)s_key",
        "ix": "%(table_name)s_%(column_0_N_name)s_index",
        "fk": "%(table_name)s_%(column_0_name)s_fk",
        "ck": "%(table_name)s_%(constraint_name)s_check",
    }
)


def one_of(column: str, codes: Iterable[str]) -> CheckConstraint:
    """A column that holds one of these codes."""
    listed = ", ".join(f"'{code}'" for code in codes)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def required(name: str) -> Column[str]:
    """A text that is never missing."""
    return Column(name, Text, nullable=False)


def flag(name: str) -> Column[bool]:
    """Yes or no."""
    return Column(name, Flag, CheckConstraint(f"{name} IN (0, 1)", name=name), nullable=False)
