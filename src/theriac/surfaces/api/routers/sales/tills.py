"""Till sessions: read with their reports; of a program's own terminal opened, moved and closed."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.records import given
from theriac.core.facts.types import Id
from theriac.domains.tills.commands.run_till import close_till, move_cash, open_till
from theriac.domains.tills.commands.settle import Settlement, settle_session
from theriac.domains.tills.ids import TillSessionId
from theriac.domains.tills.permissions import RUN_TILL, SETTLE_TILL, VIEW_TILLS
from theriac.domains.tills.problems import TillSessionUnknown
from theriac.domains.tills.queries.sessions import (
    TILL_SESSIONS,
    cash_move_told,
    list_till_sessions,
    till_report,
    till_session_told,
)
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, changed, edited
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of, terminal_of
from theriac.surfaces.api.schemas.sales.tills import (
    CashMoved,
    CashMovement,
    CountedPieces,
    ExpectedCashLines,
    LateSaleInTill,
    MoneyInTill,
    SoldInTill,
    TillClosed,
    TillOpened,
    TillReport,
    TillSession,
    TillSessionPage,
    TillSessionsWanted,
    TillSettled,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["tills"])
FAR = (
    "A sum that hardly any till has is refused as `asks_first` until it is sent again with the "
    "question's code in `confirmed`."
)


@router.get(
    "/till-sessions",
    **operation(
        "listTillSessions", "List till sessions", answers=TillSessionPage, may=[VIEW_TILLS]
    ),
)
def sessions(request: HttpRequest, wanted: Query[TillSessionsWanted]) -> HttpResponse:
    """A page of the branch's sessions, the newest first."""
    actor = actor_of(request)
    rows = list_till_sessions(actor=actor, branch_id=branch_of(actor, wanted.branch_id))
    page = page_of(TILL_SESSIONS, rows, wanted)
    items = [told(TillSession, row) for row in page.items]
    return respond(request, TillSessionPage(items=items, **edges(page)))


@router.post(
    "/till-sessions",
    **writing(
        "openTill",
        "Open the till of the key's own terminal",
        answers=TillSession,
        may=[RUN_TILL],
        status=201,
        detail=(
            "One session is open at a terminal (`tills.open`). Sales name it by `till_session_id`. "
            f"{FAR}"
        ),
    ),
)
def open_session(request: HttpRequest, body: TillOpened) -> HttpResponse:
    actor = actor_of(request)
    branch_id, terminal_id = terminal_of(actor)
    return added(
        request,
        lambda: open_till(
            actor=actor,
            branch_id=branch_id,
            terminal_id=terminal_id,
            cash=body.cash,
            confirmed=body.confirmed,
        ),
        lambda made: _session(actor, branch_id, made),
    )


@router.get(
    "/till-sessions/{session_id}",
    **operation(
        "readTillSession",
        "Read a till session's report",
        answers=TillReport,
        may=[VIEW_TILLS],
        detail="Its ETag is the version that settling names.",
    ),
)
def read(request: HttpRequest, session_id: Id, here: Query[Here]) -> HttpResponse:
    """Line by line, as it is now."""
    actor = actor_of(request)
    return respond(request, _report(actor, branch_of(actor, here.branch_id), session_id))


@router.post(
    "/till-sessions/{session_id}/moves",
    **writing(
        "moveCash",
        "Record cash in, cash out or a safe drop",
        answers=CashMovement,
        may=[RUN_TILL],
        status=201,
        detail=(
            "Reasons of `cash_in`: change, bank, owner, income; of `cash_out`: refund, expense, "
            f"utilities, salary, owner; of `safe_drop`: safe, bank. {FAR}"
        ),
    ),
)
def move(request: HttpRequest, session_id: Id, here: Query[Here], body: CashMoved) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: move_cash(
            actor=actor,
            branch_id=branch_id,
            session_id=TillSessionId(session_id),
            move=body.move,
            confirmed=body.confirmed,
        ),
        lambda made: _move(actor, branch_id, made),
    )


@router.post(
    "/till-sessions/{session_id}/close",
    **writing(
        "closeTill",
        "Count and close a till session",
        answers=TillSession,
        may=[RUN_TILL],
        detail=(
            "It gets the terminal's next Z number. With a variance and no reason, or one above "
            f"the limit, it stays `closed` until somebody settles it. {FAR}"
        ),
    ),
)
def close(
    request: HttpRequest, session_id: Id, here: Query[Here], body: TillClosed
) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return changed(
        request,
        lambda: close_till(
            actor=actor,
            branch_id=branch_id,
            session_id=TillSessionId(session_id),
            count=body.count,
            confirmed=body.confirmed,
        ),
        lambda: _session(actor, branch_id, session_id),
    )


@router.post(
    "/till-sessions/{session_id}/settle",
    **writing(
        "settleTill",
        "Settle a till session",
        answers=TillReport,
        may=[SETTLE_TILL],
        edits=True,
        detail=f"The variance is posted as it is now; what arrives later is corrected for. {FAR}",
    ),
)
def settle(
    request: HttpRequest, session_id: Id, here: Query[Here], body: TillSettled
) -> HttpResponse:
    return edited(
        request,
        here,
        settle_session,
        lambda actor, branch_id: _report(actor, branch_id, session_id),
        session_id=TillSessionId(session_id),
        told=given(Settlement, why=body.why, note=body.note, counted=body.counted),
        confirmed=body.confirmed,
    )


def _session(actor: Actor, branch_id: UUID, session_id: UUID) -> TillSession:
    found = till_session_told(actor=actor, branch_id=branch_id, session_id=session_id)
    if found is None:
        raise _unknown()
    return told(TillSession, found)


def _move(actor: Actor, branch_id: UUID, move_id: UUID) -> CashMovement:
    found = cash_move_told(actor=actor, branch_id=branch_id, move_id=move_id)
    if found is None:
        raise _unknown()
    return told(CashMovement, found)


def _report(actor: Actor, branch_id: UUID, session_id: UUID) -> TillReport:
    found = till_report(actor=actor, branch_id=branch_id, session_id=session_id)
    if found is None:
        raise _unknown()
    return TillReport(
        session=told(TillSession, found.session),
        sales=SoldInTill.model_validate(found.sales),
        other_money=[told(MoneyInTill, one) for one in found.other_money],
        expected=ExpectedCashLines.model_validate(found.expected),
        moves=[told(CashMovement, one) for one in found.moves],
        cash=[told(CountedPieces, one) for one in found.cash],
        variance=found.variance,
        lacking=found.lacking,
        late=[told(LateSaleInTill, one) for one in found.late],
        corrected=sum(one.amount for one in found.corrections),
        version=found.session.version,
    )


def _unknown() -> TillSessionUnknown:
    return TillSessionUnknown(_("This till session isn’t at this branch. Reload the page."))
