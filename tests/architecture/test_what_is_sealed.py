"""Each table is sealed, kept change by change, or says why it is neither."""

from __future__ import annotations

from pathlib import Path

from django.apps import apps

from theriac.core.changes.models import RowChange
from theriac.core.changes.registry import deciding_tables
from theriac.core.seal.registry import sealed_kinds

UNSEALED = Path(__file__).with_name("unsealed_tables.txt")


def sealed() -> set[str]:
    kinds = sealed_kinds()
    parts = {part.model for kind in kinds for part in kind.parts}
    return {model._meta.db_table for model in {*(kind.model for kind in kinds), *parts}}


def neither() -> dict[str, str]:
    lines = UNSEALED.read_text("utf-8").splitlines()
    told = [line.partition(" ") for line in lines if not line.startswith("#")]
    return {table: why for table, _blank, why in told}


def test_each_table_is_sealed_or_kept_or_says_why_it_is_neither() -> None:
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    kept = {table.table for table in deciding_tables()}
    told = neither()
    assert all(told.values())
    assert sorted(told) == list(told)
    assert sorted(tables - sealed() - kept - set(told)) == []
    assert sorted((sealed() | kept) & set(told)) == []
    assert sorted(set(told) - tables) == []
    assert sealed() & kept == set()
    assert RowChange._meta.db_table in sealed()


def test_each_column_of_a_deciding_table_is_declared_once() -> None:
    for table in deciding_tables():
        declared = [*table.columns, *table.hashed, *table.left_out]
        columns = {str(field.column) for field in table.model._meta.concrete_fields} - {table.key}
        assert sorted(declared) == sorted(columns), table.table
