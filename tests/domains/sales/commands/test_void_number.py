"""Numbers without a sale are declared void, by a person or by their device."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.pushing import (
    point_of,
    push,
    pushed_line,
    pushed_sale,
    series_of,
    terminal_actor,
)
from tests.support.shop import Shop, add_medicine, add_staff, stock_up
from theriac.core.audit.models import AuditRecord
from theriac.core.ids import new_id
from theriac.core.problems import Conflict, NotFound, NotPermitted, Unprocessable
from theriac.core.verification.registry import declared_checks, run_checks
from theriac.domains.organisation.commands.terminals import revoke_terminal
from theriac.domains.sales.commands.book_pushed import PushState
from theriac.domains.sales.commands.decide_push import book_held_push
from theriac.domains.sales.commands.void_number import (
    VoidState,
    take_void,
    void_number,
    void_numbers,
)
from theriac.domains.sales.models import DiscrepancyCase, HeldPush, Sale, VoidedNumber

pytestmark = pytest.mark.django_db
OURS = [name for name, _check in declared_checks() if not name.startswith("changes.")]
"""All but the checks of who changed a row: the tests here change some by themselves."""


@pytest.fixture
def sell(shop: Shop) -> Callable[[int], None]:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 100)

    def push_one(sequence: int) -> None:
        push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 1)])], sequence))

    return push_one


def void(shop: Shop, sequence: int, reason: str = "paper jam") -> None:
    void_number(
        actor=shop.owner,
        branch_id=shop.branch_id,
        series_id=series_of(shop).id,
        sequence=sequence,
        reason=reason,
    )


def void_span(shop: Shop, first: int, last: int, reason: str = "device lost") -> int:
    return void_numbers(
        actor=shop.owner,
        branch_id=shop.branch_id,
        series_id=series_of(shop).id,
        first=first,
        last=last,
        reason=reason,
    )


def say_void(shop: Shop, sequence: int, **changes: object) -> VoidState:
    told = {
        "actor": terminal_actor(shop),
        "branch_id": shop.branch_id,
        "point": point_of(shop),
        "series_id": series_of(shop).id,
        "sequence": sequence,
        "reason": "test print",
        **changes,
    }
    return take_void(**told)  # type: ignore[arg-type]


def violations() -> list[str]:
    return [v.sentence for result in run_checks(OURS) for v in result.violations]


def voided() -> list[tuple[int, str]]:
    return list(VoidedNumber.objects.order_by("sequence").values_list("sequence", "reason"))


@pytest.mark.rows("SAL-33")
def test_a_gap_shows_until_its_number_is_declared_void(
    shop: Shop, sell: Callable[[int], None]
) -> None:
    sell(1)
    sell(3)

    prefix = series_of(shop).prefix
    assert violations() == [f"Series {prefix}: numbers 2 to 2 are missing."]
    void(shop, 2)
    assert violations() == []
    record = AuditRecord.objects.get(object_kind="sales.voided_number")
    assert (record.object_id, record.reason) == (VoidedNumber.objects.get().id, "paper jam")
    with pytest.raises(Conflict):
        void(shop, 2)


@pytest.mark.rows("SAL-33")
def test_a_number_with_a_sale_is_never_void(shop: Shop, sell: Callable[[int], None]) -> None:
    sell(1)

    with pytest.raises(Conflict):
        void(shop, 1)
    with pytest.raises(Unprocessable):
        void(shop, 2, reason=" ")
    with pytest.raises(NotFound):
        void(shop, 0)
    assert VoidedNumber.objects.count() == 0


def test_a_whole_gap_is_void_at_once_or_not_at_all(shop: Shop, sell: Callable[[int], None]) -> None:
    sell(1)
    sell(6)

    with pytest.raises(Conflict, match="Number 6 belongs to a sale"):
        void_span(shop, 2, 6)
    assert voided() == []
    assert void_span(shop, 2, 5) == 4
    assert voided() == [(number, "device lost") for number in (2, 3, 4, 5)]
    assert violations() == []
    record = AuditRecord.objects.get(object_kind="sales.voided_number")
    assert (record.reason, record.facts) == ("device lost", {"first": 2, "last": 5})


def test_an_empty_and_an_endless_range_are_refused(shop: Shop) -> None:
    with pytest.raises(Unprocessable):
        void_span(shop, 5, 4)
    with pytest.raises(Unprocessable):
        void_span(shop, 1, 501)
    assert voided() == []


def test_a_number_that_a_held_sale_has_waits_for_its_decision(
    shop: Shop, sell: Callable[[int], None]
) -> None:
    revoke_terminal(
        actor=shop.owner, branch_id=shop.branch_id, terminal_id=shop.terminal_id, reason="lost"
    )
    sell(1)

    with pytest.raises(Conflict, match="A sale on hold has number 1"):
        void(shop, 1)


def test_who_may_not_settle_declares_nothing(shop: Shop) -> None:
    cashier = add_staff("cashier", shop.branch_id)
    with pytest.raises(NotPermitted):
        void_numbers(
            actor=cashier,
            branch_id=shop.branch_id,
            series_id=series_of(shop).id,
            first=1,
            last=1,
            reason="x",
        )


def test_a_devices_word_is_taken_once(shop: Shop) -> None:
    assert [say_void(shop, 1), say_void(shop, 1)] == [VoidState.VOID, VoidState.VOID]

    assert voided() == [(1, "test print")]
    assert VoidedNumber.objects.get().declared_by == shop.terminal_id
    assert AuditRecord.objects.filter(object_kind="sales.voided_number").count() == 1


def test_a_device_cant_void_what_was_sold_or_is_anothers(
    shop: Shop, sell: Callable[[int], None]
) -> None:
    sell(1)

    assert say_void(shop, 1) is VoidState.HAS_SALE
    assert say_void(shop, 1, series_id=new_id()) is VoidState.REFUSED
    revoke_terminal(
        actor=shop.owner, branch_id=shop.branch_id, terminal_id=shop.terminal_id, reason="lost"
    )
    assert say_void(shop, 2) is VoidState.REFUSED
    assert voided() == []


def test_a_sale_that_arrives_after_all_is_booked_with_its_case(shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 10)
    void(shop, 1)

    sale = pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 1)])], 1)

    assert push(shop, sale).state is PushState.BOOKED
    assert Sale.objects.get().number == sale.number
    case = DiscrepancyCase.objects.get()
    assert (case.kind, case.facts) == ("number", {"number": sale.number, "why": "void"})
    assert violations() == []
    DiscrepancyCase.objects.all().delete()
    assert violations() == [
        f"Number {sale.number} is declared void but has a sale, and no discrepancy was recorded."
    ]


def test_a_held_sale_of_a_void_number_is_booked_with_its_case(shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 10)
    void(shop, 1)
    revoke_terminal(
        actor=shop.owner, branch_id=shop.branch_id, terminal_id=shop.terminal_id, reason="lost"
    )
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 1)])], 1))
    held = HeldPush.objects.get()

    book_held_push(actor=shop.owner, branch_id=shop.branch_id, held_id=held.id, note="it was sold")

    assert [case.kind for case in DiscrepancyCase.objects.all()] == ["number"]
    assert violations() == []
