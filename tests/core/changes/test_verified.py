"""Whatever decides, changed by SQL: ``verify`` names it, with the triggers standing or not."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.support.books import intruder, seal_violations, sealed_shop
from tests.support.triggers import unkept
from theriac.core.changes.models import RowChange
from theriac.core.changes.verification import changed
from theriac.core.verification.registry import run_checks
from theriac.domains.accounts.models import Assignment, Role
from theriac.domains.organisation.models import PharmacySettings
from theriac.domains.stock.commands.batches import hold_batch
from theriac.domains.stock.models import Batch

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.on_each]


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Path) -> None:
    settings.SEAL_STORE, settings.SEAL_KEY = tmp_path / "store", "07" * 32


def found() -> list[tuple[str, dict[str, Any]]]:
    checks = ("changes.chain", "changes.rows")
    return [(one.code, dict(one.facts)) for done in run_checks(checks) for one in done.violations]


def put_expiry_later() -> tuple[Any, str]:
    batch = Batch.objects.get()
    Batch.objects.update(expires_on=date(2031, 1, 31))
    return batch, f"expires_on {batch.expires_on} → 2031-01-31"


def make_everybody_an_owner() -> tuple[Any, str]:
    cashier, owner = (Role.objects.get(code=code) for code in ("cashier", "owner"))
    Role.objects.filter(id=cashier.id).update(permissions=owner.permissions)
    return cashier, "permissions "


def put_a_limit_up() -> tuple[Any, str]:
    row = PharmacySettings.objects.get()
    PharmacySettings.objects.update(recount_value=999_999_999)
    return row, f"recount_value {row.recount_value} → 999999999"


CHANGES = [put_expiry_later, make_everybody_an_owner, put_a_limit_up]


@pytest.mark.rows("AUD-02", "AUD-10")
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("stands", [True, False], ids=["kept", "unkept"])
def test_a_change_by_sql_is_named(change: Callable[[], tuple[Any, str]], *, stands: bool) -> None:
    sealed_shop(1)
    assert found() == []
    with nullcontext() if stands else unkept(connection):
        row, told = change()
    ((code, facts),) = found()
    assert code == ("changes.unexplained" if stands else "changes.differs")
    assert (facts["table"], facts["row"]) == (row._meta.db_table, str(row.id))
    assert str(facts["change"]).startswith(told)


@pytest.mark.rows("AUD-02")
def test_a_row_that_was_put_in_or_removed_is_named() -> None:
    sealed_shop(1)
    given = Assignment.objects.get()
    key = str(given.id)
    with unkept(connection):
        more = Assignment.objects.create(
            user_id=given.user_id, role=Role.objects.get(code="auditor")
        )
        given.delete()
    assert found() == [
        ("changes.unknown", {"table": "accounts_assignment", "row": str(more.id)}),
        ("changes.gone", {"table": "accounts_assignment", "row": key}),
    ]


@pytest.mark.rows("AUD-02")
def test_a_later_command_doesnt_hide_what_was_changed_before() -> None:
    shop = sealed_shop(1)
    with unkept(connection):
        batch, told = put_expiry_later()
    hold_batch(actor=shop.owner, branch_id=shop.branch_id, batch_id=batch.id, reason="Damp")
    last = RowChange.objects.filter(table_name="stock_batch").latest("id").id
    facts = {"table": "stock_batch", "row": str(batch.id), "number": last, "change": told}
    assert found() == [("changes.broken", facts)]


@pytest.mark.rows("AUD-02")
def test_a_change_that_is_rewritten_breaks_the_record_that_it_is_sealed_with() -> None:
    """Who changes a row and what was kept of it still has the leaf of the command's record."""
    sealed_shop(1)
    kept = RowChange.objects.filter(table_name="stock_batch").latest("id")
    with unkept(connection):
        batch, _told = put_expiry_later()
    with intruder("core_row_change") as cursor:
        became = kept.became.replace(str(batch.expires_on), "2031-01-31")
        cursor.execute("UPDATE core_row_change SET became = %s WHERE id = %s", [became, kept.id])
    assert found() == []
    ((code, facts),) = seal_violations()
    assert (code, facts["kind"]) == ("seal.row_changed", "audit.record")
    assert facts["row"] == str(kept.record_id)


def test_a_change_that_names_a_command_which_never_was_is_told() -> None:
    sealed_shop(1)
    batch = Batch.objects.get()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_row_change (table_name, row_key, was, became, record_id, changed_at) "
            "SELECT table_name, row_key, became, became, row_key, changed_at FROM core_row_change "
            "WHERE table_name = 'stock_batch'"
            if connection.vendor != "postgresql"
            else "INSERT INTO core_row_change "
            "(table_name, row_key, was, became, record_id, changed_at) "
            "SELECT table_name, row_key, became, became, row_key::uuid, changed_at "
            "FROM core_row_change WHERE table_name = 'stock_batch'"
        )
    ((code, facts),) = found()
    assert (code, facts["row"], facts["change"]) == ("changes.unexplained", str(batch.id), "")


def test_what_changed_is_told_column_by_column() -> None:
    assert changed("t", '{"a": 1, "b": null}', '{"a": 2, "b": "x"}') == "a 1 → 2, b – → x"
    assert changed("t", "", '{"a": 1}') == "a – → 1"
    assert changed("t", '{"a": 1}', "") == "a 1 → –"
    assert len(changed("t", "", '{"a": "' + "x" * 500 + '"}')) == 200


@pytest.mark.rows("OPS-28")
@pytest.mark.parametrize(
    ("table", "of_sqlite", "of_postgresql"),
    [
        (
            "stock_batch",
            '{"product_id":"01a209ff92b8708787f37e7868277117","is_consigned":0,"mrp_units":1}',
            '{"mrp_units": 1, "product_id": "01a209ff-92b8-7087-87f3-7e7868277117", '
            '"is_consigned": false}',
        ),
        (
            "accounts_role",
            '{"permissions":"[\\"stock.view\\",\\"sales.sell\\"]",'
            '"retired_at":"2026-01-02 03:04:05"}',
            '{"retired_at": "2026-01-02T03:04:05+00:00", '
            '"permissions": ["stock.view", "sales.sell"]}',
        ),
    ],
)
def test_a_row_that_came_from_another_kind_of_database_is_the_same(
    table: str, of_sqlite: str, of_postgresql: str
) -> None:
    assert changed(table, of_sqlite, of_postgresql) == ""
    other = of_postgresql.replace("false", "true").replace("sales.sell", "sales.void")
    assert changed(table, of_sqlite, other) != ""
