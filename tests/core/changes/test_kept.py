"""Each change of a deciding row is kept, under the audit record of the command that made it."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from tests.support.shop import add_medicine, open_shop, stock_up
from tests.support.triggers import unkept
from theriac.core.actor import SYSTEM, Actor
from theriac.core.append_only.checks import triggers_in_place
from theriac.core.append_only.installation import missing_triggers
from theriac.core.audit.models import AuditRecord
from theriac.core.changes.installation import SOURCE
from theriac.core.changes.models import RowChange
from theriac.core.changes.registry import deciding_tables
from theriac.core.changes.triggers import FUNCTION
from theriac.core.command import command, current_unit
from theriac.domains.stock.models import Place

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.on_each]


@command(name="test_kept.move_places", done="Moved places", system_only=True)
def move_places(*, actor: Actor, fail_at: int = 0) -> None:
    """Change a place, then another within a savepoint that is rolled back, then a third."""
    kinds = ["shelf", "quarantine", "transit"]
    for number, kind in enumerate(kinds, 1):
        if number == fail_at:
            raise RuntimeError("something else broke")
        with transaction.atomic():
            Place.objects.filter(kind=kind).update(kind=f"moved{number}")
            transaction.set_rollback(number == 2)
    unit = current_unit()
    unit.record("stock.place", unit.effect_id, facts={"kind": "moved"})


def kept(table: str) -> list[RowChange]:
    return list(RowChange.objects.filter(table_name=table).order_by("id"))


@pytest.mark.rows("AUD-01", "AUD-02")
def test_what_a_command_makes_and_changes_is_kept_under_its_record() -> None:
    shop = open_shop()
    stock_up(shop, add_medicine(shop), 5)
    (made,) = kept("stock_batch")
    record = AuditRecord.objects.get(id=made.record_id)
    assert (made.was, record.object_kind) == ("", "stock.opening")
    assert '"number"' in made.became
    assert {one.record_id for one in RowChange.objects.all()} <= set(
        AuditRecord.objects.values_list("id", flat=True)
    )


def test_what_is_rolled_back_leaves_nothing_and_the_next_change_its_record() -> None:
    open_shop()
    before = len(kept("stock_place"))
    move_places(actor=SYSTEM)
    record = AuditRecord.objects.get(command="test_kept.move_places")
    after = kept("stock_place")[before:]
    assert [one.record_id for one in after] == [record.id, record.id]
    with pytest.raises(RuntimeError):
        move_places(actor=SYSTEM, fail_at=3)
    assert len(kept("stock_place")) == before + 2


def test_what_comes_after_a_command_isnt_counted_as_its_own() -> None:
    open_shop()
    move_places(actor=SYSTEM)
    Place.objects.filter(kind="moved1").update(kind="shelf")
    assert kept("stock_place")[-1].record_id is None


def test_a_statement_that_changes_nothing_declared_keeps_nothing() -> None:
    shop = open_shop()
    before = RowChange.objects.count()
    Place.objects.filter(branch_id=shop.branch_id).update(name="Elsewhere")
    assert RowChange.objects.count() == before


def test_a_trigger_that_is_gone_or_does_something_else_is_put_back() -> None:
    assert missing_triggers(connection) == []
    with unkept(connection):
        gone = {one.name for one in missing_triggers(connection)}
        assert gone == {one.name for one in SOURCE.wanted(connection)}
        assert len(triggers_in_place(["default"])) == len(gone) > len(deciding_tables()) - 1
    assert missing_triggers(connection) == []


@pytest.mark.databases("postgresql")
def test_a_function_that_does_nothing_any_more_is_found() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS "
            "$$BEGIN RETURN NULL; END$$"
        )
    try:
        assert {one.name for one in missing_triggers(connection)} == {
            one.name for one in SOURCE.wanted(connection)
        }
    finally:
        with connection.cursor() as cursor:
            for statement in SOURCE.preparation(connection.vendor):
                cursor.execute(statement)
