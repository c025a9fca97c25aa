"""A program's own till: one open session, moves, and a closing under the next Z number."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from tests.support.shop import Medicine, Shop, add_medicine, add_staff, stock_up
from tests.support.tills import begin, posted_variance, the_session
from theriac.core.audit.models import AuditRecord
from theriac.core.ids import new_id
from theriac.core.problems import AsksFirst, NotPermitted, Problem
from theriac.core.verification.registry import run_checks
from theriac.domains.books.models import Posting
from theriac.domains.organisation.models import DocumentSeries
from theriac.domains.pricing.rules.payments import PaymentMethod
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem, TenderGiven
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.sales.models import Sale
from theriac.domains.sales.problems import TillUnfit
from theriac.domains.tills.commands.run_till import (
    CashMoveNew,
    TillCount,
    close_till,
    move_cash,
    open_till,
)
from theriac.domains.tills.documents import CashPieces
from theriac.domains.tills.ids import TillSessionId
from theriac.domains.tills.models import CashMovement, TillSession
from theriac.domains.tills.queries.sessions import missing_z, till_report
from theriac.domains.tills.rules import MoveKind

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-23")]


def opened(shop: Shop, cash: int = 50_000) -> TillSessionId:
    return open_till(
        actor=shop.owner, branch_id=shop.branch_id, terminal_id=shop.api_terminal_id, cash=cash
    )


def counted(pieces: dict[int, int], **more: Any) -> TillCount:
    cash = [CashPieces(value=value, pieces=count) for value, count in pieces.items()]
    return TillCount(cash=tuple(cash), **more)


def closed(shop: Shop, session: TillSessionId, pieces: dict[int, int], **more: Any) -> int:
    return close_till(
        actor=shop.owner,
        branch_id=shop.branch_id,
        session_id=session,
        count=counted(pieces, **more),
    )


def moved(shop: Shop, session: TillSessionId, kind: str, reason: str, amount: int) -> None:
    move_cash(
        actor=shop.owner,
        branch_id=shop.branch_id,
        session_id=session,
        move=CashMoveNew(kind=MoveKind(kind), reason=reason, amount=amount),
    )


def between(debit: str, credit: str) -> int:
    rows = Posting.objects.filter(debit=debit, credit=credit)
    return sum(rows.values_list("amount", flat=True))


def sold(shop: Shop, medicine: Medicine, session: UUID) -> Sale:
    draft = SaleDraft(
        items=[SaleItem(product_id=medicine.id, quantity=10)],
        tenders=[TenderGiven(method=PaymentMethod.CASH, amount=10_000)],
        till_session_id=session,
    )
    return complete_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=draft,
    ).sale


def test_a_day_at_the_till(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100)
    session = opened(shop)
    sale = sold(shop, medicine, session)
    paid = sale.total
    moved(shop, session, "cash_in", "change", 20_000)
    moved(shop, session, "cash_out", "expense", 5_000)
    moved(shop, session, "cash_out", "refund", 2_000)
    moved(shop, session, "safe_drop", "safe", 30_000)
    report = till_report(actor=shop.owner, branch_id=shop.branch_id, session_id=session)
    assert report is not None
    lines = report.expected
    assert (lines.opening, lines.received, lines.change) == (50_000, 10_000, 10_000 - paid)
    assert (lines.put_in, lines.taken_out, lines.refunds, lines.dropped) == (
        20_000,
        5_000,
        2_000,
        30_000,
    )
    assert lines.total == 33_000 + paid
    assert [(one.method, one.amount) for one in report.sales.payments] == [("cash", paid)]
    assert (report.sales.count, report.sales.total, report.sales.tax) == (1, paid, sale.tax)
    closed(shop, session, {1: 33_000 + paid - 5}, why="change", to_safe=20_000)
    found = the_session(session)
    assert (found.state, found.variance, found.z_sequence) == ("settled", -5, 1)
    assert found.z_number.endswith("Z26-0001")
    assert posted_variance(session) == -5
    assert between("till_differences", "cash") == 5
    assert between("safe", "cash") == 50_000
    assert between("cash", "safe") == 20_000
    assert between("other_expenses", "cash") == 5_000
    assert between("customer_credit", "cash") == 2_000
    assert [one.name for one in run_checks() if one.violations] == []


def test_a_sale_names_no_till_but_the_open_one_of_its_terminal(shop: Shop) -> None:
    """Else its cash lies in a drawer that nobody counts it in."""
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100)
    of_a_counter = UUID(begin(shop))
    session = opened(shop, 0)
    closed(shop, session, {})
    opened(shop, 0)
    for other in (of_a_counter, session, new_id()):
        with pytest.raises(TillUnfit) as refused:
            sold(shop, medicine, other)
        assert refused.value.field == "till_session_id"
    assert Sale.objects.count() == 0


def test_z_numbers_have_no_gap(shop: Shop) -> None:
    for number in range(1, 4):
        session = opened(shop, 0)
        closed(shop, session, {})
        assert the_session(session).z_sequence == number
    assert missing_z(actor=shop.owner, branch_id=shop.branch_id) == []
    assert DocumentSeries.objects.filter(kind="z").count() == 1


def test_one_session_is_open(shop: Shop) -> None:
    session = opened(shop)
    with pytest.raises(Problem) as refused:
        opened(shop)
    assert (refused.value.type, refused.value.facts) == ("tills.open", {"session_id": session})


def test_the_float_is_compared_with_what_was_left(shop: Shop) -> None:
    first = opened(shop, 50_000)
    assert Posting.objects.filter(document_kind="till_opening").count() == 0
    closed(shop, first, {50_000: 1}, to_safe=10_000)
    second = opened(shop, 60_000)
    assert between("cash", "safe") == 20_000
    closed(shop, second, {20_000: 3})
    opened(shop, 59_000)
    assert between("till_differences", "cash") == 1_000


def test_what_does_not_fit_is_refused(shop: Shop) -> None:
    session = opened(shop)
    with pytest.raises(Problem, match="Choose a reason"):
        moved(shop, session, "cash_in", "expense", 5)
    for more in ({"to_safe": 60_000}, {"why": "theft"}):
        with pytest.raises(Problem) as refused:
            closed(shop, session, {50_000: 1}, **more)
        assert refused.value.type == "tills.refused"
    closed(shop, session, {50_000: 1})
    with pytest.raises(Problem) as refused:
        moved(shop, session, "cash_in", "change", 5)
    assert refused.value.type == "tills.wrong_state"


def test_a_counter_runs_its_own_till(shop: Shop) -> None:
    with pytest.raises(Problem) as refused:
        open_till(actor=shop.owner, branch_id=shop.branch_id, terminal_id=shop.terminal_id, cash=0)
    assert refused.value.type == "tills.unknown"


@pytest.mark.rows("SAL-24")
def test_who_counts_does_not_see_what_is_expected(shop: Shop) -> None:
    session = opened(shop)
    cashier = add_staff("cashier", shop.branch_id)
    with pytest.raises(NotPermitted):
        till_report(actor=cashier, branch_id=shop.branch_id, session_id=session)


def asked(act: Callable[..., Any], **more: Any) -> list[str]:
    """The codes of what it asks first; it does nothing then, nor with a yes to something else."""
    with pytest.raises(AsksFirst) as told:
        act(**more)
    with pytest.raises(AsksFirst):
        act(**more, confirmed=["till_far:another"])
    return [one.code for one in told.value.questions]


def test_a_sum_that_hardly_any_till_has_is_asked_about(shop: Shop) -> None:
    at = {"actor": shop.owner, "branch_id": shop.branch_id}
    begin = partial(open_till, **at, terminal_id=shop.api_terminal_id)
    codes = asked(begin, cash=8_991_234_567)
    assert codes == [f"till_far:{shop.api_terminal_id.hex}:8991234567"]
    assert not TillSession.objects.exists()
    session = begin(cash=2_000_000)  # twenty of the largest notes, of a till that holds nothing

    move = CashMoveNew(kind=MoveKind.CASH_OUT, reason="expense", amount=12_000_001)
    codes = asked(move_cash, **at, session_id=session, move=move)
    assert not CashMovement.objects.exists()
    move_cash(**at, session_id=session, move=move, confirmed=codes)

    count = counted({100_000: 8991})
    codes = asked(close_till, **at, session_id=session, count=count)
    close_till(**at, session_id=session, count=count, confirmed=codes)
    assert the_session(session).counted == 899_100_000
    told = AuditRecord.objects.filter(facts__has_key="confirmed").order_by("id")
    assert [one.command for one in told] == ["tills.move", "tills.close"]
