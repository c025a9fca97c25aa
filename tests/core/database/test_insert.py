"""Set-wise inserts write what the ORM would, on every database."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import DataError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.support.shop import add_medicine, open_shop
from theriac.core.audit.models import AuditRecord
from theriac.core.database.counters import Contended, change_guarded, lock_rows
from theriac.core.database.insert import (
    insert_absent,
    insert_if_absent,
    insert_rows,
)
from theriac.core.database.together import write_together
from theriac.core.ids import new_id
from theriac.domains.catalog.models import Category
from theriac.domains.stock.models import Balance, Batch, Place

pytestmark = pytest.mark.django_db


def record(**changes: object) -> AuditRecord:
    values: dict[str, object] = {
        "id": new_id(),
        "recorded_at": datetime(2026, 11, 20, 3, 42, 10, 123456, tzinfo=UTC),
        "command": "a.b",
        "actor_kind": "person",
        "actor_id": new_id(),
        "branch_id": None,
        "terminal_id": None,
        "object_kind": "x",
        "object_id": new_id(),
        "reason": "it's \"quoted\", 'naughty' {} \\ ✓ \U0001f33f",
        "facts": {"a": [1, None, "ü", {"b": '\\"{}'}]},
        "request_id": "",
    }
    return AuditRecord(**{**values, **changes})


@pytest.mark.parametrize("count", [1, 3])
def test_rows_come_back_as_they_were(count: int) -> None:
    rows = [record() for _ in range(count)]

    insert_rows(AuditRecord, rows)

    for row in rows:
        kept = AuditRecord.objects.get(id=row.id)
        assert {f.attname: getattr(kept, f.attname) for f in AuditRecord._meta.concrete_fields} == {
            f.attname: getattr(row, f.attname) for f in AuditRecord._meta.concrete_fields
        }


def test_rows_of_several_tables_come_back_as_they_were() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    batch = Batch(
        id=new_id(),
        product_id=medicine.id,
        number="B1",
        expires_on=date(2027, 1, 31),
        received_on=date(2026, 1, 1),
    )
    place = Place(id=new_id(), branch_id=shop.branch_id, kind=Place.Kind.QUARANTINE, name="Q")
    balance = Balance(
        id=new_id(),
        branch_id=shop.branch_id,
        product_id=medicine.id,
        batch_id=batch.id,
        place_id=place.id,
        quantity=2**40,
    )

    with CaptureQueriesContext(connection) as captured:
        write_together([(Place, [place]), (Batch, [batch]), (Category, []), (Balance, [balance])])

    assert len(captured) == (1 if connection.vendor == "postgresql" else 3)
    kept = Balance.objects.select_related("batch").get(id=balance.id)
    assert (kept.quantity, kept.place_id, kept.batch.expires_on) == (
        2**40,
        place.id,
        batch.expires_on,
    )


def test_many_rows_take_few_statements() -> None:
    with CaptureQueriesContext(connection) as captured:
        insert_rows(AuditRecord, [record() for _ in range(400)])

    assert len(captured) == 1
    assert AuditRecord.objects.count() == 400


def test_an_absent_row_is_inserted_and_a_taken_key_is_left() -> None:
    assert insert_if_absent(Category, Category(id=new_id(), name="A"))
    assert not insert_if_absent(Category, Category(id=new_id(), name="A"))
    assert Category.objects.count() == 1


def test_of_several_rows_those_whose_key_is_taken_are_left() -> None:
    insert_if_absent(Category, Category(id=new_id(), name="B"))

    rows = [Category(id=new_id(), name=name) for name in ("A", "B", "C")]

    assert insert_absent(Category, []) == 0
    assert insert_absent(Category, rows) == 2
    assert insert_absent(Category, rows) == 0
    assert list(Category.objects.values_list("name", flat=True)) == ["A", "B", "C"]


def insert_checked(row: Balance | Category) -> None:
    with transaction.atomic():
        insert_if_absent(type(row), row)
        connection.check_constraints()


@pytest.mark.on_each
def test_what_refers_to_nothing_isnt_taken_for_a_row_that_is_there() -> None:
    """MariaDB's IGNORE would leave it out without a word."""
    ids = {name: new_id() for name in ("id", "batch_id", "place_id", "product_id", "branch_id")}
    with pytest.raises(IntegrityError):
        insert_checked(Balance(**ids, quantity=1))
    assert not Balance.objects.exists()


@pytest.mark.databases("postgresql", "mariadb")
def test_what_is_too_long_is_refused() -> None:
    """MariaDB's IGNORE would shorten it without a word; SQLite keeps any length."""
    with pytest.raises(DataError):
        insert_checked(Category(id=new_id(), name="x" * 500))
    assert not Category.objects.exists()


def balances(count: int) -> list[Balance]:
    shop = open_shop()
    medicine = add_medicine(shop)
    shelf = Place.objects.get(branch_id=shop.branch_id, kind="shelf")
    rows = []
    for _ in range(count):
        batch = Batch.objects.create(product_id=medicine.id, received_on=date(2026, 1, 1))
        rows.append(
            Balance.objects.create(
                batch=batch,
                place=shelf,
                product_id=medicine.id,
                branch_id=shop.branch_id,
                quantity=10,
            )
        )
    return rows


def test_guarded_changes_are_all_or_none() -> None:
    first, second = balances(2)

    change_guarded(Balance, "quantity", {first.id: -10, second.id: 5})
    assert lock_rows(Balance, "quantity", sorted([first.id, second.id])) == {
        first.id: 0,
        second.id: 15,
    }
    with pytest.raises(Contended):
        change_guarded(Balance, "quantity", {first.id: -1, second.id: -1})
