"""A manager settles what waits, with a reason; what comes later is corrected for."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

import pytest

from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.tills import (
    begin,
    closed_till,
    closing,
    closing_of_none,
    posted_variance,
    sell_in,
    take,
    the_session,
)
from theriac.core.audit.models import AuditRecord
from theriac.core.outbox.models import OutboxEvent
from theriac.core.problems import AsksFirst, Problem
from theriac.core.verification.registry import run_checks
from theriac.domains.books.accounts import Account
from theriac.domains.books.queries.documents import entered_by_documents
from theriac.domains.tills.commands.settle import Settlement, settle_session
from theriac.domains.tills.entries import OPENING
from theriac.domains.tills.ids import TillSessionId
from theriac.domains.tills.jobs import settle_sessions
from theriac.domains.tills.models import TillSession
from theriac.domains.tills.queries.sessions import large_variances, session_waits_for, till_report
from theriac.domains.tills.reactions import follow_sales

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-24")]


def settled(
    shop: Shop,
    session: TillSession,
    why: str,
    note: str = "asked the cashier",
    counted: int | None = None,
    confirmed: Collection[str] = (),
) -> int:
    return settle_session(
        actor=shop.owner,
        branch_id=shop.branch_id,
        session_id=TillSessionId(session.id),
        version=session.version,
        told=Settlement(why=why, note=note, counted=counted),
        confirmed=confirmed,
    )


def waits(shop: Shop, session: TillSession) -> str:
    found = session_waits_for(actor=shop.owner, branch_id=shop.branch_id, session=session)
    return found.reason


def test_a_variance_without_a_reason_is_settled_with_one(shop: Shop) -> None:
    session = the_session(closed_till(shop, short=5))
    assert waits(shop, session) == "reason"
    with pytest.raises(Problem) as refused:
        settled(shop, session, "")
    assert refused.value.field == "why"
    with pytest.raises(Problem) as refused:
        settled(shop, session, "unknown", " ")
    assert refused.value.field == "note"
    settled(shop, session, "unknown")
    found = the_session(session.id)
    assert (found.state, found.variance, found.why) == ("settled", -5, "unknown")
    assert (found.settled_by, posted_variance(session.id)) == (shop.owner.id, -5)
    with pytest.raises(Problem) as refused:
        settled(shop, found, "unknown")
    assert refused.value.type == "tills.wrong_state"


def test_a_stale_page_settles_nothing(shop: Shop) -> None:
    session = the_session(closed_till(shop, short=5))
    session.version -= 1
    with pytest.raises(Problem) as refused:
        settled(shop, session, "unknown")
    assert refused.value.type == "stale"


def test_above_the_limit_a_reason_is_not_enough(shop: Shop) -> None:
    session = begin(shop)
    take(shop, closing_of_none(shop, session, {}, why="unknown", expected=100_000))
    found = the_session(session)
    assert (found.state, waits(shop, found)) == ("closed", "limit")
    large = large_variances(actor=shop.owner, branch_id=shop.branch_id)
    assert [(one.id, amount) for one, amount in large] == [(found.id, -100_000)]
    settled(shop, found, "unknown")
    assert large_variances(actor=shop.owner, branch_id=shop.branch_id) == []


@pytest.mark.rows("OFF-13")
def test_settled_without_its_sales_they_still_come(shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 100)
    session = begin(shop, 100_000)
    take(shop, closing(shop, session, {107_000: 1}, numbers=(1, 1), expected=107_000))
    found = the_session(session)
    assert (found.state, waits(shop, found)) == ("closed", "sales")
    settled(shop, found, "unrecorded", "the device is lost")
    assert posted_variance(session) == 7_000
    sell_in(shop, session, medicine, batch)
    follow_sales([])
    assert settle_sessions.func() == 0
    follow_sales(list(OutboxEvent.objects.filter(type="theriac.sale.completed.v1")))
    assert posted_variance(session) == 0
    report = till_report(actor=shop.owner, branch_id=shop.branch_id, session_id=found.id)
    assert report is not None
    assert [one.total for one in report.late] == [7_000]
    assert (report.variance, [one.amount for one in report.corrections]) == (0, [-7_000])
    assert [one.name for one in run_checks() if one.violations] == []


def test_the_job_settles_what_nothing_keeps(shop: Shop) -> None:
    session = closed_till(shop)
    TillSession.objects.filter(id=session).update(
        state="closed", variance=None, settled_at=None, settled_by=None
    )
    assert settle_sessions.func() == 1
    assert the_session(session).state == "settled"


@pytest.mark.rows("OFF-13")
def test_a_session_whose_device_is_gone_is_settled_with_the_cash_that_was_there(shop: Shop) -> None:
    lost = begin(shop, 100_000)
    after = begin(shop, 90_000)
    session = the_session(lost)
    assert (session.state, waits(shop, session)) == ("interrupted", "count")
    for counted in (None, -1, 10**12 + 1):
        with pytest.raises(Problem) as refused:
            settled(shop, session, "unknown", counted=counted)
        assert refused.value.field == "counted"

    settled(shop, session, "unknown", counted=95_000)

    found = the_session(lost)
    assert (found.state, found.counted, found.variance) == ("settled", 95_000, -5_000)
    assert posted_variance(lost) == -5_000
    assert -entered_by_documents(OPENING, Account.CASH, [UUID(after)])[UUID(after)] == 5_000
    assert take(shop, closing_of_none(shop, lost, {1_000: 100})) == "held"
    assert [v for result in run_checks() for v in result.violations] == []


@pytest.mark.rows("OFF-13")
def test_cash_that_hardly_any_till_has_is_asked_about(shop: Shop) -> None:
    lost = begin(shop, 100_000)
    begin(shop, 90_000)
    session = the_session(lost)
    with pytest.raises(AsksFirst) as asked:
        settled(shop, session, "counting", counted=95_000_000)
    (question,) = asked.value.questions
    assert question.code == f"till_far:{session.id.hex}:95000000"
    with pytest.raises(AsksFirst):
        settled(shop, session, "counting", counted=96_000_000, confirmed=[question.code])
    settled(shop, session, "counting", counted=95_000_000, confirmed=[question.code])
    told = AuditRecord.objects.get(facts__has_key="confirmed")
    assert (told.command, told.facts["confirmed"]) == ("tills.settle", [question.code])


def test_what_was_counted_is_counted(shop: Shop) -> None:
    session = the_session(closed_till(shop, short=5))
    with pytest.raises(Problem) as refused:
        settled(shop, session, "unknown", counted=100_000)
    assert refused.value.field == "counted"
