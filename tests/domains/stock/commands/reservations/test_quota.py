"""Quotas of counters: shared out once all know of one another, drawn on, given back, ended."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.reservations import reserve, shelf
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from tests.surfaces.other_branch import shop_there
from theriac.core.actor import SYSTEM, Actor, ActorKind
from theriac.core.verification.registry import run_checks
from theriac.domains.organisation.commands.terminals import register_terminal
from theriac.domains.organisation.ids import TerminalId
from theriac.domains.sales.models import DiscrepancyCase
from theriac.domains.stock.commands.reservations.quota import (
    QuotaContact,
    Quotas,
    refresh_quotas,
    standing_quotas,
)
from theriac.domains.stock.models import QuotaLease, Reservation

pytestmark = pytest.mark.django_db


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


@pytest.fixture
def other(shop: Shop) -> TerminalId:
    return register_terminal(
        actor=SYSTEM, branch_id=shop.branch_id, code="K2", name="Kasir 2", kind="counter"
    )


def contact(shop: Shop, terminal_id: TerminalId, *, limited: bool = True, **said: object) -> Quotas:
    actor = Actor(
        kind=ActorKind.TERMINAL,
        id=terminal_id,
        name="Kasir",
        branch_id=shop.branch_id,
        terminal_id=terminal_id,
    )
    return refresh_quotas(
        actor=actor,
        branch_id=shop.branch_id,
        terminal_id=terminal_id,
        pairing=f"{terminal_id}:1",
        contact=QuotaContact(limited=limited, **said),  # type: ignore[arg-type]
    )


def told(answer: Quotas) -> list[tuple[int, int | None]]:
    return [(one.quantity, one.lower_to) for one in answer.quotas]


def both(shop: Shop, other: TerminalId) -> tuple[Quotas, Quotas]:
    """Each heard of the other, said so, and has its share."""
    for _round in range(2):
        contact(shop, shop.terminal_id)
        contact(shop, other)
    return contact(shop, shop.terminal_id), contact(shop, other)


def clean() -> bool:
    return [v.sentence for result in run_checks() for v in result.violations] == []


def test_a_counter_alone_sells_all_and_nothing_is_reserved(shop: Shop, medicine: Medicine) -> None:
    stock_up(shop, medicine, 7)
    first = contact(shop, shop.terminal_id, limited=False)
    assert (first.limited, first.quotas, first.next) == (False, [], None)
    assert Reservation.objects.count() == 0


@pytest.mark.rows("OFF-05")
def test_nobody_gets_a_share_before_all_others_know_that_they_arent_alone(
    shop: Shop, medicine: Medicine, other: TerminalId
) -> None:
    stock_up(shop, medicine, 7)
    contact(shop, shop.terminal_id, limited=False)
    second = contact(shop, other, limited=False)
    assert (second.limited, told(second)) == (True, [(0, None)])
    assert told(contact(shop, other)) == [(0, None)]
    knows = dict(QuotaLease.objects.values_list("terminal_id", "is_limited"))
    assert knows == {shop.terminal_id: False, other: True}
    assert contact(shop, shop.terminal_id, limited=False).limited is True
    assert told(contact(shop, other)) == [(0, None)]
    assert told(contact(shop, shop.terminal_id)) == [(2, None)]
    assert told(contact(shop, other)) == [(2, None)]
    assert shelf() == {"B1": (7, 4)}
    assert clean()


def test_a_sale_takes_what_is_free_first_and_then_its_own_quota(
    shop: Shop, medicine: Medicine, other: TerminalId
) -> None:
    batch = stock_up(shop, medicine, 7)
    both(shop, other)
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 4)])], 1))
    assert shelf() == {"B1": (3, 3)}
    [quota] = standing_quotas(f"{shop.terminal_id}:1", [medicine.id])
    assert quota.quantity == 1
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 2)])], 2))
    assert DiscrepancyCase.objects.get(kind="stock_short").quantity == 1
    assert shelf() == {"B1": (2, 2)}
    assert clean()


def test_another_batch_than_its_quota_s_costs_the_other_counter_nothing(
    shop: Shop, medicine: Medicine, other: TerminalId
) -> None:
    first = stock_up(shop, medicine, 2, days=30, batch_number="A")
    stock_up(shop, medicine, 2, days=60, batch_number="B")
    stock_up(shop, medicine, 2, days=90, batch_number="C")
    both(shop, other)
    assert shelf() == {"A": (2, 2), "B": (2, 2), "C": (2, 0)}
    reserve(shop, medicine, 2)
    held = Reservation.objects.get(holder_id__in=_leases(other))
    sale = pushed_line(shop, medicine, [(_batch(held, first), 2)])
    push(shop, pushed_sale(shop, [sale], 1))
    assert DiscrepancyCase.objects.count() == 0
    assert Reservation.objects.get(id=held.id).quantity == 2
    assert [one.quantity for one in standing_quotas(f"{shop.terminal_id}:1", [medicine.id])] == [0]
    assert clean()


def test_raising_one_quota_writes_no_other_reservation(
    shop: Shop, medicine: Medicine, other: TerminalId
) -> None:
    """What changes one at that very moment isn't overwritten."""
    stock_up(shop, medicine, 9)
    both(shop, other)
    kept = reserve(shop, medicine, 1)
    stock_up(shop, medicine, 60, batch_number="B2")
    with CaptureQueriesContext(connection) as seen:
        [raised] = contact(shop, other).quotas
    written = [one["sql"] for one in seen if one["sql"].startswith("UPDATE")]
    assert raised.quantity > 3
    assert written
    assert not any(kept.hex in sql.replace("-", "") for sql in written)


def test_counters_and_goods_of_another_branch_count_for_nothing(
    shop: Shop, medicine: Medicine
) -> None:
    there = shop_there(shop)
    second = register_terminal(
        actor=SYSTEM, branch_id=there.branch_id, code="K9", name="Kasir 9", kind="counter"
    )
    stock_up(there, medicine, 30)
    assert [told(one) for one in both(there, second)] == [[(10, None)], [(10, None)]]
    stock_up(there, add_medicine(shop, "Zinc"), 30)
    batch = stock_up(shop, medicine, 9)

    alone = contact(shop, shop.terminal_id, limited=False)
    assert (alone.limited, told(alone)) == (False, [])
    other = register_terminal(
        actor=SYSTEM, branch_id=shop.branch_id, code="K2", name="Kasir 2", kind="counter"
    )
    assert [told(one) for one in both(shop, other)] == [[(3, None)], [(3, None)]]
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 5)])], 1))
    assert [one.quantity for one in standing_quotas(f"{shop.terminal_id}:1", [medicine.id])] == [1]
    assert told(contact(there, second))[0] == (10, None)
    assert clean()


def _leases(terminal_id: TerminalId) -> list[UUID]:
    return list(QuotaLease.objects.filter(terminal_id=terminal_id).values_list("id", flat=True))


def _batch(row: Reservation, _first: UUID) -> UUID:
    return row.batches.get(quantity__gt=0).batch_id


def test_what_is_sold_elsewhere_is_asked_back_and_an_old_word_frees_nothing(
    shop: Shop, medicine: Medicine, other: TerminalId
) -> None:
    batch = stock_up(shop, medicine, 30)
    both(shop, other)
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 15)])], 1))
    [mine] = contact(shop, other).quotas
    assert (mine.quantity, mine.lower_to) == (10, 5)
    stale = {medicine.id: (5, mine.version + 7)}
    assert told(contact(shop, other, kept=stale)) == [(10, 5)]
    assert told(contact(shop, other, kept={medicine.id: (5, mine.version)})) == [(5, None)]
    assert clean()


def test_an_idle_contact_writes_nothing(
    shop: Shop, medicine: Medicine, other: TerminalId, django_assert_max_num_queries: object
) -> None:
    stock_up(shop, medicine, 9)
    both(shop, other)
    with django_assert_max_num_queries(12) as seen:  # type: ignore[operator]
        contact(shop, other)
    assert not [one for one in seen.captured_queries if not one["sql"].startswith("SELECT")]
