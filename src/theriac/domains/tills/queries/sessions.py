"""Sessions of tills as people and programs read them, their reports, and what waits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import branches_seen, query
from theriac.domains.books.till_money import OtherMoney
from theriac.domains.credit.queries.statement import payments_at_till
from theriac.domains.gift_cards.queries import money_for_cards
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.sales.queries.till_sales import (
    LateSale,
    SessionNamed,
    TillSales,
    came_after,
    sessions_named,
    sold_in_session,
)
from theriac.domains.sales.rules import find_gaps
from theriac.domains.tills.models import (
    CashMovement,
    CountedCash,
    HeldTillDocument,
    TillCorrection,
    TillSession,
)
from theriac.domains.tills.permissions import RUN_TILL, SETTLE_TILL, VIEW_TILLS
from theriac.domains.tills.rules import LARGE, ExpectedCash, needs_another
from theriac.domains.tills.settlement import corrected, expected_of, lacking_of, variance_of

State = TillSession.State
LOOKED_BACK = timedelta(days=62)
"""So far back sales are looked through for sessions that don't fit them."""
TILL_SESSIONS: Listing[TillSession] = Listing(
    name="tills.sessions",
    sorts={"opened_at": SortFields(("opened_at",))},
    default_sort="-opened_at",
    filters={
        "state": lambda rows, value: rows.filter(state=value),
        "terminal_id": lambda rows, value: rows.filter(terminal_id=value),
    },
)
HELD_DOCUMENTS: Listing[HeldTillDocument] = Listing(
    name="tills.held",
    sorts={"received_at": SortFields(("received_at",))},
    default_sort="-received_at",
    filters={"reason": lambda rows, value: rows.filter(reason=value)},
)


@dataclass(frozen=True, slots=True)
class TillReport:
    """An X or Z report: what a session sold, what is expected line by line, what was counted.

    ``other_money`` came for accounts and gift cards by other means than cash.
    """

    session: TillSession
    sales: TillSales
    other_money: Sequence[OtherMoney]
    expected: ExpectedCash
    moves: Sequence[CashMovement]
    cash: Sequence[CountedCash]
    variance: int | None
    lacking: int
    late: Sequence[LateSale]
    corrections: Sequence[TillCorrection]


@dataclass(frozen=True, slots=True)
class SessionWaits:
    """What a session waits for: ``sales`` (so many ``lacking``), ``count``, ``reason``, ``limit``.

    ``soon``: for nothing; it settles by itself.
    """

    reason: str
    lacking: int = 0


@dataclass(frozen=True, slots=True)
class MissingZ:
    """Z numbers of a series that no closing has, ``first`` to ``last``."""

    terminal_id: UUID
    first: int
    last: int


def has_open_till(branch_id: UUID) -> bool:
    """Whether a till of the branch is open; for returns of customers."""
    return TillSession.objects.filter(branch_id=branch_id, state=State.OPEN).exists()


@query(permission=VIEW_TILLS)
def list_till_sessions(*, actor: Actor, branch_id: UUID) -> QuerySet[TillSession]:
    """The branch's sessions with their terminal, in no order."""
    return TillSession.objects.filter(branch_id=branch_id).select_related("terminal").order_by()


@query(permission=VIEW_TILLS)
def till_report(
    *, actor: Actor, session_id: UUID, branch_id: UUID | None = None
) -> TillReport | None:
    """A session's report as it is now; None for no session of the branch, or of those seen."""
    seen = branches_seen(actor, VIEW_TILLS, branch_id)
    rows = TillSession.objects.filter(id=session_id, **seen)
    session = rows.select_related("terminal").first()
    if session is None:
        return None
    expected = expected_of([session])[session.id]
    settled = session.settled_at
    return TillReport(
        session=session,
        sales=sold_in_session(session.id, session.terminal_id),
        other_money=[
            *payments_at_till(session.id, session.terminal_id),
            *money_for_cards(session.id, session.terminal_id),
        ],
        expected=expected,
        moves=list(CashMovement.objects.filter(session=session).order_by("moved_at", "id")),
        cash=list(CountedCash.objects.filter(session=session)),
        variance=None if session.counted is None else session.counted - expected.total,
        lacking=lacking_of(session.id),
        late=came_after(session.id, session.terminal_id, settled) if settled else (),
        corrections=list(TillCorrection.objects.filter(session=session).order_by("posted_at")),
    )


@query(permission=RUN_TILL)
def till_session_told(*, actor: Actor, branch_id: UUID, session_id: UUID) -> TillSession | None:
    """A session without what is expected of it, for who runs it; None for none of the branch."""
    return TillSession.objects.filter(id=session_id, branch_id=branch_id).first()


@query(permission=RUN_TILL)
def cash_move_told(*, actor: Actor, branch_id: UUID, move_id: UUID) -> CashMovement | None:
    """A move of a session of the branch, for who runs it."""
    return CashMovement.objects.filter(id=move_id, session__branch_id=branch_id).first()


@query(permission=VIEW_TILLS)
def waiting_sessions(*, actor: Actor, branch_id: UUID | None = None) -> QuerySet[TillSession]:
    """Sessions that are counted and not settled, or were interrupted without a count.

    Of the branch, or of every one that the actor may see.
    """
    rows = TillSession.objects.filter(
        state__in=[State.CLOSED, State.INTERRUPTED], **branches_seen(actor, VIEW_TILLS, branch_id)
    )
    return rows.select_related("terminal").order_by()


@query(permission=VIEW_TILLS)
def session_waits_for(*, actor: Actor, branch_id: UUID, session: TillSession) -> SessionWaits:
    """Why a session that was loaded of ``waiting_sessions`` isn't settled."""
    if session.state == State.INTERRUPTED:
        return SessionWaits("count")
    if lacking := lacking_of(session.id):
        return SessionWaits("sales", lacking)
    variance = variance_of(session)
    if not needs_another(variance, session.why, session.currency):
        return SessionWaits("soon")
    return SessionWaits("limit" if session.why else "reason")


@query(permission=VIEW_TILLS)
def large_variances(*, actor: Actor, branch_id: UUID) -> Sequence[tuple[TillSession, int]]:
    """Unsettled sessions whose variance is above the limit, with it, the largest first."""
    rows = list(TillSession.objects.filter(branch_id=branch_id, state=State.CLOSED))
    expected = expected_of(rows) if rows else {}
    found = [(one, (one.counted or 0) - expected[one.id].total) for one in rows]
    large = [(one, amount) for one, amount in found if abs(amount) > LARGE[one.currency]]
    return sorted(large, key=lambda row: -abs(row[1]))


@query(permission=VIEW_TILLS, instead=SETTLE_TILL)
def list_held_documents(
    *, actor: Actor, branch_id: UUID | None = None
) -> QuerySet[HeldTillDocument]:
    """Documents of the branch's tills, or of all that the actor sees, that wait for somebody."""
    seen = branches_seen(actor, VIEW_TILLS, branch_id, instead=SETTLE_TILL)
    rows = HeldTillDocument.objects.filter(decided_at=None, **seen)
    return rows.select_related("terminal").order_by()


@query(permission=VIEW_TILLS, instead=SETTLE_TILL)
def find_held_document(
    *, actor: Actor, held_id: UUID, branch_id: UUID | None = None
) -> HeldTillDocument | None:
    """One of the branch's, or of those that the actor may see; decided or not."""
    seen = branches_seen(actor, VIEW_TILLS, branch_id, instead=SETTLE_TILL)
    rows = HeldTillDocument.objects.select_related("terminal")
    return rows.filter(id=held_id, **seen).first()


@query(permission=VIEW_TILLS)
def stray_sales(*, actor: Actor, branch_id: UUID) -> Sequence[SessionNamed]:
    """Sales that name a session of another terminal, or one that isn't known, by session.

    Of the last 62 days. They are booked and counted in no till.
    """
    since = branch_date(branch_id, clock.now() - LOOKED_BACK)
    named = sessions_named(branch_id, since)
    known = dict(
        TillSession.objects.filter(id__in={one.session_id for one in named}).values_list(
            "id", "terminal_id"
        )
    )
    stray = [one for one in named if known.get(one.session_id) != one.terminal_id]
    return sorted(stray, key=lambda one: one.first)


@query(permission=VIEW_TILLS)
def missing_z(*, actor: Actor, branch_id: UUID) -> Sequence[MissingZ]:
    """Z numbers that no closing of the branch has, before the last of their series."""
    rows = TillSession.objects.filter(branch_id=branch_id, z_sequence__isnull=False)
    series: dict[tuple[UUID, UUID], set[int]] = defaultdict(set)
    columns: Iterable[Any] = rows.values_list("terminal_id", "z_series_id", "z_sequence")
    for terminal_id, series_id, sequence in columns:
        series[terminal_id, series_id].add(sequence)
    return [
        MissingZ(terminal_id, gap.first, gap.last)
        for (terminal_id, _series_id), sequences in sorted(series.items())
        for gap in find_gaps(sequences)
    ]


@query(permission=VIEW_TILLS)
def variances_now(
    *, actor: Actor, branch_id: UUID, sessions: Sequence[TillSession]
) -> Mapping[UUID, int]:
    """The variance of each counted session that was loaded: settled ones as posted."""
    settled = corrected(one.id for one in sessions if one.state == State.SETTLED)
    waiting = [one for one in sessions if one.state == State.CLOSED]
    expected = expected_of(waiting) if waiting else {}
    posted = {
        one.id: (one.variance or 0) + settled.get(one.id, 0)
        for one in sessions
        if one.state == State.SETTLED
    }
    return {**posted, **{one.id: (one.counted or 0) - expected[one.id].total for one in waiting}}
