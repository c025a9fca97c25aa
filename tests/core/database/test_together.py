"""Rows of several tables and a guarded change: one statement on PostgreSQL, all or nothing."""

from __future__ import annotations

from contextlib import nullcontext
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.support.shop import Shop, add_medicine, open_shop, stock_up
from theriac.core.actor import SYSTEM
from theriac.core.audit.models import AuditRecord
from theriac.core.command import command, current_unit
from theriac.core.database.counters import Contended, GuardedChange
from theriac.core.database.together import Writes, write_together
from theriac.core.ids import new_id
from theriac.core.problems import Busy
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.sales.models import Sale
from theriac.domains.stock.models import Balance, Movement

pytestmark = pytest.mark.django_db


def movement() -> Movement:
    found = Movement.objects.order_by("id").first()
    assert found is not None
    found.id = new_id()
    return found


def lying(quantity: int) -> Balance:
    shop = open_shop()
    stock_up(shop, add_medicine(shop), quantity)
    return Balance.objects.get()


def taken(balance: Balance, units: int, **more: str) -> GuardedChange:
    return GuardedChange(Balance, "quantity", {balance.id: -units}, **more)


def left(balance_id: UUID) -> int:
    return Balance.objects.get(id=balance_id).quantity


def test_a_change_and_rows_are_one_statement_where_the_database_takes_it() -> None:
    balance = lying(10)
    row = movement()
    with CaptureQueriesContext(connection) as captured:
        write_together([(Movement, [row])], taken(balance, 4))

    assert len(captured) == (1 if connection.vendor == "postgresql" else 2)
    assert left(balance.id) == 6
    assert Movement.objects.filter(id=row.id).exists()


@pytest.mark.parametrize(
    "more", [{}, {"floor": "reserved"}, {"only_where": "quantity = 0"}], ids=str
)
def test_what_cant_change_leaves_nothing(more: dict[str, str]) -> None:
    balance = lying(10)
    row = movement()
    units = 1 if "only_where" in more else 11
    with pytest.raises(Contended), transaction.atomic():
        write_together([(Movement, [row])], taken(balance, units, **more))

    assert left(balance.id) == 10
    assert not Movement.objects.filter(id=row.id).exists()


def test_a_second_change_sends_the_first_so_that_each_is_made() -> None:
    balance = lying(10)
    writes = Writes(gathers=True)
    writes.add([], taken(balance, 4))
    writes.add([(Movement, [movement()])], taken(balance, 6))
    writes.send()

    assert left(balance.id) == 0


def test_more_rows_than_a_statement_takes_are_sent_in_parts() -> None:
    balance = lying(10)
    rows = [movement() for _ in range(1_100)]
    write_together([(Movement, rows)], taken(balance, 1))

    assert Movement.objects.filter(id__in=[row.id for row in rows]).count() == 1_100


@command(name="test_together.sell_and_look", done="Sample")
def sell_and_look(*, actor: object, shop: Shop, draft: SaleDraft) -> tuple[int, int, int]:
    """Sell within another command, and read what that did."""
    complete_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=draft,
    )
    current_unit().record("sample", current_unit().effect_id)
    return Sale.objects.count(), Movement.objects.filter(kind="sale").count(), left_of(draft)


def left_of(draft: SaleDraft) -> int:
    return Balance.objects.get(product_id=draft.items[0].product_id).quantity


def test_a_sale_within_another_command_is_there_to_be_read_at_once() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10)
    draft = SaleDraft(items=[SaleItem(product_id=medicine.id, quantity=3)])

    assert sell_and_look(actor=SYSTEM, shop=shop, draft=draft) == (1, 1, 7)
    assert AuditRecord.objects.filter(object_kind__in=["sales.sale", "sample"]).count() == 2


tried: list[int] = []


@command(name="test_together.take", done="Sample", written_at_once=True)
def take(*, actor: object, balance: Balance, wanted: list[int]) -> None:
    """Write as a sale does, so many units at each try."""
    units = wanted[len(tried)]
    tried.append(units)
    current_unit().writes.add([(Movement, [movement()])], taken(balance, units))


@pytest.mark.parametrize("how", ["committed", "within"])
@pytest.mark.django_db(transaction=True)
def test_a_change_that_isnt_possible_at_the_end_is_tried_again_with_all_of_it(how: str) -> None:
    balance = lying(10)
    before = Movement.objects.count()
    tried.clear()
    with transaction.atomic() if how == "within" else nullcontext():
        take(actor=SYSTEM, balance=balance, wanted=[11, 11, 4])

    assert (tried, left(balance.id)) == ([11, 11, 4], 6)
    assert Movement.objects.count() == before + 1
    assert AuditRecord.objects.filter(command="test_together.take").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_never_possible_leaves_nothing_and_says_busy() -> None:
    balance = lying(10)
    before = Movement.objects.count()
    tried.clear()
    with pytest.raises(Busy):
        take(actor=SYSTEM, balance=balance, wanted=[11, 11, 11])

    assert (left(balance.id), Movement.objects.count()) == (10, before)
    assert not AuditRecord.objects.filter(command="test_together.take").exists()
