"""Which tables decide, and which of their columns: marking a model is enough.

    class Batch(Entity):
        deciding = Deciding("product_id number expires_on state", left_out="version")

Columns stand in a change as they are, as SHA-256 (``hashed``: secrets, and texts that are encrypted
or long), or not at all (``left_out``: what people typed, since changes outlive a person who is
erased, and what decides nothing). A test wants every column of a marked model declared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models


@dataclass(frozen=True, slots=True)
class Deciding:
    """The declared columns of a model, by their names in the database with blanks between."""

    columns: str
    hashed: str = ""
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class DecidingTable:
    """One table whose rows decide, as the database has it."""

    table: str
    key: str
    columns: tuple[str, ...]
    hashed: tuple[str, ...]
    left_out: tuple[str, ...]
    model: type[models.Model]
    kinds: Mapping[str, type]
    """The fields' kinds, by column; of what is hashed none."""


@cache
def deciding_tables() -> tuple[DecidingTable, ...]:
    """Every marked table, by name; for when all apps are ready."""
    marked = ((model, vars(model).get("deciding")) for model in apps.get_models())
    found = (_made(model, told) for model, told in marked if isinstance(told, Deciding))
    return tuple(sorted(found, key=lambda table: table.table))


def _made(model: type[models.Model], told: Deciding) -> DecidingTable:
    fields = {str(field.column): field for field in model._meta.concrete_fields}
    return DecidingTable(
        table=model._meta.db_table,
        key=str(model._meta.pk.column),
        columns=tuple(told.columns.split()),
        hashed=tuple(told.hashed.split()),
        left_out=tuple(told.left_out.split()),
        model=model,
        kinds={name: _kind(fields[name]) for name in told.columns.split()},
    )


def _kind(field: Any) -> type:
    return type(field.target_field if field.is_relation else field)
