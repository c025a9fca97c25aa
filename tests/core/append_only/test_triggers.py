"""Append-only tables refuse every change on every database, and the triggers come back."""

from __future__ import annotations

import pytest
from django.core.management.sql import emit_post_migrate_signal
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.support.shop import open_shop
from tests.support.triggers import lifted
from theriac.core.append_only.checks import no_cascades, triggers_in_place
from theriac.core.append_only.installation import (
    install_triggers,
    missing_triggers,
    triggers_of,
)
from theriac.core.append_only.models import append_only_models
from theriac.core.append_only.triggers import drop_statement
from theriac.core.audit.models import AuditRecord

pytestmark = pytest.mark.django_db


def run(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.rows("STK-03", "SAL-33")
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE core_audit_record SET reason = 'changed'",
        "DELETE FROM core_audit_record",
    ],
)
def test_update_and_delete_are_refused(sql: str) -> None:
    open_shop()
    before = list(AuditRecord.objects.order_by("id").values())

    with pytest.raises(DatabaseError, match="append-only"):
        run(sql)

    assert list(AuditRecord.objects.order_by("id").values()) == before


@pytest.mark.databases("sqlite", "mariadb")
def test_replace_is_refused() -> None:
    open_shop()
    columns = ", ".join(
        "'changed'" if field.column == "reason" else str(field.column)
        for field in AuditRecord._meta.concrete_fields
    )

    with pytest.raises(DatabaseError, match="append-only"):
        run(f"REPLACE INTO core_audit_record SELECT {columns} FROM core_audit_record")


@pytest.mark.databases("sqlite")
def test_replace_is_refused_even_without_recursive_triggers() -> None:
    open_shop()
    before = AuditRecord.objects.count()
    run("PRAGMA recursive_triggers = 0")
    try:
        with pytest.raises(DatabaseError, match="append-only"):
            run("REPLACE INTO core_audit_record SELECT * FROM core_audit_record")
    finally:
        run("PRAGMA recursive_triggers = 1")
    assert AuditRecord.objects.count() == before


@pytest.mark.databases("postgresql")
def test_truncate_is_refused() -> None:
    with pytest.raises(DatabaseError, match="append-only"):
        run("TRUNCATE core_audit_record")


def test_every_append_only_table_is_guarded_and_no_cascade_reaches_one() -> None:
    assert len(append_only_models()) >= 8
    assert missing_triggers(connection) == []
    assert triggers_in_place(["default"]) == []
    assert no_cascades() == []


@pytest.mark.django_db(transaction=True)
def test_a_lost_trigger_is_reported_and_put_back() -> None:
    lost = triggers_of(connection, AuditRecord)[0]
    run(drop_statement(connection.vendor, lost))

    assert [trigger.name for trigger in missing_triggers(connection)] == [lost.name]
    assert [error.id for error in triggers_in_place(["default"])] == ["theriac.E002"]
    install_triggers(connection)
    assert missing_triggers(connection) == []


EMPTY = {
    "sqlite": 'CREATE TRIGGER {name} BEFORE UPDATE ON "{table}" BEGIN SELECT 1; END',
    "postgresql": (
        'CREATE TRIGGER {name} BEFORE DELETE OR UPDATE ON "{table}" FOR EACH ROW '
        "WHEN (false) EXECUTE FUNCTION theriac_refuse_change()"
    ),
    "mysql": "CREATE TRIGGER {name} BEFORE UPDATE ON `{table}` FOR EACH ROW SET @nothing = 1",
}


@pytest.mark.on_each
@pytest.mark.django_db(transaction=True)
def test_the_end_of_a_migration_puts_back_what_is_lost_and_looks_once() -> None:
    trigger = triggers_of(connection, AuditRecord)[0]
    with connection.cursor() as cursor:
        cursor.execute(drop_statement(connection.vendor, trigger))

    with CaptureQueriesContext(connection) as captured:
        emit_post_migrate_signal(verbosity=0, interactive=False, db="default")

    assert missing_triggers(connection) == []
    listed = [one for one in captured if "trigger" in one["sql"] and "SELECT" in one["sql"][:6]]
    assert len(listed) == 1


@pytest.mark.on_each
@pytest.mark.django_db(transaction=True)
def test_a_trigger_that_does_nothing_any_more_is_reported_and_put_right() -> None:
    open_shop()
    emptied = triggers_of(connection, AuditRecord)[0]
    run(drop_statement(connection.vendor, emptied))
    run(EMPTY[connection.vendor].format(name=emptied.name, table=emptied.table))
    run("UPDATE core_audit_record SET reason = 'changed'")

    assert [trigger.name for trigger in missing_triggers(connection)] == [emptied.name]
    install_triggers(connection)
    assert missing_triggers(connection) == []
    with pytest.raises(DatabaseError, match="append-only"):
        run("UPDATE core_audit_record SET reason = 'again'")


@pytest.mark.databases("postgresql")
@pytest.mark.django_db(transaction=True)
def test_a_function_that_refuses_nothing_any_more_opens_no_table_unseen() -> None:
    run(
        "CREATE OR REPLACE FUNCTION theriac_refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RETURN NEW; END $$"
    )
    assert {trigger.table for trigger in missing_triggers(connection)} >= {
        model._meta.db_table for model in append_only_models()
    }
    install_triggers(connection)
    assert missing_triggers(connection) == []


@pytest.mark.django_db(transaction=True)
def test_lifting_holds_inside_the_block_only() -> None:
    open_shop()

    with lifted(connection, only=[AuditRecord]):
        run("UPDATE core_audit_record SET reason = 'changed'")

    assert set(AuditRecord.objects.values_list("reason", flat=True)) == {"changed"}
    with pytest.raises(DatabaseError, match="append-only"):
        run("UPDATE core_audit_record SET reason = 'again'")
