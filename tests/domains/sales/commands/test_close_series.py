"""A series ends by declaration, its gaps are listed, and nothing that arrives later is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.pushing import point_of, push, pushed_line, pushed_sale, series_of
from tests.support.shop import Shop, add_medicine, add_staff, stock_up
from theriac.core.actor import SYSTEM
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import Conflict, NotFound, NotPermitted, Unprocessable
from theriac.core.verification.registry import declared_checks, run_checks
from theriac.domains.organisation.commands.terminals import revoke_terminal
from theriac.domains.organisation.models import DocumentSeries
from theriac.domains.sales.commands.close_series import close_series
from theriac.domains.sales.commands.decide_push import book_held_push
from theriac.domains.sales.models import (
    DiscrepancyCase,
    HeldPush,
    Sale,
    SeriesClosing,
    VoidedNumber,
)
from theriac.domains.sales.queries.series import closed_series, missing_numbers

pytestmark = pytest.mark.django_db
OURS = [name for name, _check in declared_checks() if not name.startswith("changes.")]
"""All but the checks of who changed a row: the tests here change some by themselves."""
Push = Callable[[int], None]


@pytest.fixture
def sell(shop: Shop) -> Push:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 100)

    def push_one(sequence: int) -> None:
        push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 1)])], sequence))

    return push_one


@pytest.fixture
def lost(shop: Shop, sell: Push) -> DocumentSeries:
    """Sales 1, 4 and 6 arrived before a new device took the terminal's place."""
    for sequence in (1, 4, 6):
        sell(sequence)
    old = series_of(shop)
    DocumentSeries.objects.create(
        terminal_id=old.terminal_id,
        kind=old.kind,
        prefix=f"{old.prefix}B-",
        period=old.period,
        generation=2,
        opened_at=old.opened_at,
    )
    return old


def close(shop: Shop, series: DocumentSeries, last: int = 8, reason: str = "device lost") -> None:
    close_series(
        actor=shop.owner,
        branch_id=shop.branch_id,
        series_id=series.id,
        last_number=last,
        reason=reason,
    )


def complaints() -> list[str]:
    return [str(one) for check in run_checks(OURS) for one in check.violations]


@pytest.mark.rows("SAL-17")
def test_its_gaps_become_void_and_stand_in_the_trail(shop: Shop, lost: DocumentSeries) -> None:
    assert len(missing_numbers(actor=shop.owner, branch_id=shop.branch_id)) == 2

    close(shop, lost)

    void = VoidedNumber.objects.filter(series=lost).order_by("sequence")
    assert [one.sequence for one in void] == [2, 3, 5, 7, 8]
    assert {one.reason for one in void} == {"device lost"}
    closing = closed_series([lost.id])[lost.id]
    assert (closing.last_number, closing.closed_by) == (8, shop.owner.id)
    record = AuditRecord.objects.get(object_kind="sales.series_closing")
    assert record.facts["void"] == [[2, 3], [5, 5], [7, 8]]
    assert (record.reason, record.facts["last"]) == ("device lost", 8)
    assert missing_numbers(actor=shop.owner, branch_id=shop.branch_id) == []
    assert complaints() == []


@pytest.mark.parametrize("sequence", [5, 9])
def test_a_sale_that_still_arrives_is_booked_with_a_case(
    shop: Shop, lost: DocumentSeries, sell: Push, sequence: int
) -> None:
    close(shop, lost)
    sell(sequence)
    sale = Sale.objects.get(series=lost, sequence=sequence)
    case = DiscrepancyCase.objects.get(sale=sale)
    assert (case.kind, case.facts["why"]) == (DiscrepancyCase.Kind.NUMBER, "void")
    assert complaints() == []


def test_a_held_sale_beyond_the_end_is_booked_with_a_case(
    shop: Shop, lost: DocumentSeries, sell: Push
) -> None:
    close(shop, lost)
    revoke_terminal(
        actor=shop.owner, branch_id=shop.branch_id, terminal_id=shop.terminal_id, reason="stolen"
    )
    sell(9)
    held = HeldPush.objects.get()
    book_held_push(actor=shop.owner, branch_id=shop.branch_id, held_id=held.id, note="it was sold")
    assert DiscrepancyCase.objects.get().kind == DiscrepancyCase.Kind.NUMBER
    assert complaints() == []


def test_verify_finds_a_closed_series_that_lacks_numbers(shop: Shop, lost: DocumentSeries) -> None:
    SeriesClosing.objects.create(
        series=lost,
        last_number=7,
        closed_at=lost.opened_at,
        closed_by=SYSTEM.id,
        reason="by hand",
    )
    assert len(complaints()) == 3


def test_a_series_in_use_stays_open(shop: Shop, sell: Push) -> None:
    sell(1)
    with pytest.raises(Conflict, match="A device is using this series"):
        close(shop, series_of(shop), 1)
    revoke_terminal(
        actor=shop.owner, branch_id=shop.branch_id, terminal_id=shop.terminal_id, reason="stolen"
    )
    close(shop, series_of(shop), 1)
    assert point_of(shop).terminal_revoked
    with pytest.raises(Conflict, match="This series is already closed"):
        close(shop, series_of(shop), 1)


def test_what_is_held_is_decided_first(shop: Shop, sell: Push) -> None:
    sell(1)
    revoke_terminal(
        actor=shop.owner, branch_id=shop.branch_id, terminal_id=shop.terminal_id, reason="stolen"
    )
    sell(2)
    with pytest.raises(Conflict, match="Some sales of this series are on hold"):
        close(shop, series_of(shop), 2)
    assert SeriesClosing.objects.count() == 0


@pytest.mark.parametrize(
    ("last", "reason", "field"),
    [(5, "lost", "last_number"), (507, "lost", "last_number"), (6, " ", "reason")],
)
def test_what_cannot_be_is_named_at_its_field(
    shop: Shop, lost: DocumentSeries, last: int, reason: str, field: str
) -> None:
    with pytest.raises(Unprocessable) as refused:
        close(shop, lost, last, reason)
    assert refused.value.field == field
    assert VoidedNumber.objects.count() == 0


def test_only_who_settles_cases_may(shop: Shop, lost: DocumentSeries) -> None:
    cashier = add_staff("cashier", shop.branch_id, "dewi")
    with pytest.raises(NotPermitted):
        close_series(
            actor=cashier,
            branch_id=shop.branch_id,
            series_id=lost.id,
            last_number=6,
            reason="lost",
        )
    with pytest.raises(NotFound):
        close_series(
            actor=shop.owner,
            branch_id=shop.branch_id,
            series_id=shop.branch_id,
            last_number=6,
            reason="lost",
        )
