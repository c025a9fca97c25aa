"""Taking what a device tells of its till: never refused, never taken twice."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from logging import getLogger
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_if_absent
from theriac.core.idempotency.context import fingerprint
from theriac.core.ids import new_id, parse_id
from theriac.domains.customer_returns.counter_notes.entry import book_told
from theriac.domains.customer_returns.counter_notes.note import CreditNoteTold
from theriac.domains.organisation.queries.selling_point import SellingPoint
from theriac.domains.tills.documents import (
    CashMoveTold,
    TillClosing,
    TillDocument,
    TillOpening,
    hash_of,
    read_document,
    session_of,
)
from theriac.domains.tills.judgement import WhyHeld, known_as, whys_of
from theriac.domains.tills.models import HeldTillDocument, TillSession
from theriac.domains.tills.rows import add_move, begin_session, close_session, locked_session

logger = getLogger(__name__)
RECORD = "tills.held"
LONGEST_KEPT = 20_000
NAMED = ("opening", "cash_in", "cash_out", "safe_drop", "return", "closing")


class TillDocumentState(StrEnum):
    """What became of a document."""

    TAKEN = "taken"
    HELD = "held"


def take_till_document(
    *,
    actor: Actor,
    branch_id: UUID,
    point: SellingPoint,
    wire: Mapping[str, Any],
    is_signed: bool = True,
) -> TillDocumentState | None:
    """Take an opening, a move or a closing as its device made it; the same again changes nothing.

    What its device should have signed and didn't (``is_signed``), a revoked terminal's, and what
    can't be taken as it is, is held until a person decides. ``taken`` or ``held``; None without an
    id, which no device leaves out. Two deliveries at the same moment are taken once.
    """
    if _id(wire.get("id")) is None:
        return None
    given: dict[str, Any] = {"actor": actor, "branch_id": branch_id, "point": point, "wire": wire}
    for _delivery in range(2):
        try:
            return _take(**given, is_signed=is_signed)
        except IntegrityError as problem:
            logger.warning("a till document met another one", exc_info=problem)
    return _hold(**given, reason=WhyHeld.USED)


def is_known_document(wire: Mapping[str, Any]) -> bool:
    """Whether the very same document was taken before."""
    document = read_document(wire)
    return document is not None and known_as(document) == hash_of(document)


@command(name="tills._take", done=_("Received a till document"))
def _take(
    *,
    actor: Actor,
    branch_id: UUID,
    point: SellingPoint,
    wire: Mapping[str, Any],
    is_signed: bool,
) -> TillDocumentState:
    document = read_document(wire)
    if document is None:
        return hold_document(point, wire, WhyHeld.MALFORMED)
    held = _held_before(document)
    if known_as(document) == hash_of(document):
        return TillDocumentState.TAKEN
    if held and held.decision == HeldTillDocument.Decision.DISMISSED:
        return TillDocumentState.HELD
    why = _why_not_heard(point, is_signed=is_signed) or _take_fit(branch_id, point, document)
    if why:
        return hold_document(point, wire, why)
    if held and held.decided_at is None:
        decide(held, HeldTillDocument.Decision.TAKEN, point.terminal_id)
    return TillDocumentState.TAKEN


def _why_not_heard(point: SellingPoint, *, is_signed: bool) -> WhyHeld | None:
    if not is_signed:
        return WhyHeld.UNSIGNED
    return WhyHeld.REVOKED if point.terminal_revoked else None


def _take_fit(branch_id: UUID, point: SellingPoint, document: TillDocument) -> WhyHeld | None:
    """Take it in where nothing speaks against it; else why not."""
    session = locked_session(branch_id, session_of(document))
    why = next(iter(whys_of(point, document, session, clock.now())), None)
    return why or take_in(point, document, session)


def _held_before(document: TillDocument) -> HeldTillDocument | None:
    """The same document as it was held before, locked: who decides on it now comes first."""
    rows = HeldTillDocument.objects.select_for_update()
    held: HeldTillDocument | None = rows.filter(
        document_id=document.id, content_hash=hash_of(document)
    ).first()
    return held


@command(name="tills._hold", done=_("Put a till document on hold"))
def _hold(
    *, actor: Actor, branch_id: UUID, point: SellingPoint, wire: Mapping[str, Any], reason: str
) -> TillDocumentState:
    return hold_document(point, wire, reason)


def take_in(
    point: SellingPoint,
    document: TillDocument,
    session: TillSession | None,
    *,
    decided: bool = False,
) -> WhyHeld | None:
    """Write a document that nothing speaks against; what waited for its session follows it.

    A credit note that disagrees with its sale isn't written: why is the answer, unless somebody
    ``decided`` what may be.
    """
    if isinstance(document, CreditNoteTold):
        why = book_told(point, document, hash_of(document), decided=decided)
        return WhyHeld(why) if why else None
    if isinstance(document, TillOpening):
        begun = begin_session(point, document)
        for held, waited in _waiting_for(point, begun):
            take_waiting(point, held, waited, begun)
    elif session is not None and isinstance(document, CashMoveTold):
        add_move(session, document)
    elif session is not None and isinstance(document, TillClosing):
        close_session(session, document)
    return None


def take_waiting(
    point: SellingPoint,
    held: HeldTillDocument,
    document: TillDocument,
    session: TillSession | None,
) -> None:
    """Take in what was held for what came now, or keep why it is held still; inside a command.

    It is judged anew, after what was taken before it.
    """
    against = next(iter(whys_of(point, document, session, held.received_at)), None)
    why = against or take_in(point, document, session)
    if why is None:
        decide(held, HeldTillDocument.Decision.TAKEN, point.terminal_id)
    elif why != held.reason:
        facts = {"before": {"reason": held.reason}, "after": {"reason": why}}
        held.reason = why
        held.save()
        current_unit().record(RECORD, held.id, facts=facts, branch_id=held.branch_id)


def _waiting_for(
    point: SellingPoint, session: TillSession
) -> list[tuple[HeldTillDocument, TillDocument]]:
    """What came before its session, and was signed; moves before the closing."""
    rows = HeldTillDocument.objects.filter(
        session_id=session.id,
        terminal_id=point.terminal_id,
        reason=WhyHeld.SESSION,
        decided_at=None,
    ).order_by("received_at", "id")
    read = [(row, read_document(row.content)) for row in rows]
    found = [(row, document) for row, document in read if document]
    return sorted(found, key=lambda one: isinstance(one[1], TillClosing))


def hold_document(point: SellingPoint, wire: Mapping[str, Any], reason: str) -> TillDocumentState:
    """Keep it as it was sent, once; inside a command."""
    document = read_document(wire)
    kind = wire.get("kind")
    content = dict(wire) if document else {"raw": repr(wire)[:LONGEST_KEPT]}
    held = HeldTillDocument(
        id=new_id(),
        document_id=_id(wire.get("id")) or new_id(),
        session_id=session_of(document) if document else _id(wire.get("session_id")),
        kind=kind if kind in NAMED else "",
        terminal_id=point.terminal_id,
        branch_id=point.branch_id,
        reason=reason,
        content=content,
        content_hash=hash_of(document) if document else fingerprint(content),
        received_at=clock.now(),
    )
    if insert_if_absent(HeldTillDocument, held):
        current_unit().record(RECORD, held.id, reason=reason, branch_id=point.branch_id)
    return TillDocumentState.HELD


def _id(value: Any) -> UUID | None:
    return parse_id(value) if isinstance(value, str) else None


def decide(held: HeldTillDocument, decision: str, person_id: UUID, note: str = "") -> None:
    """Keep what became of a held document, and that somebody decided it; inside a command."""
    held.decided_at, held.decided_by = clock.now(), person_id
    held.decision, held.note = decision, note
    held.save()
    facts = {"before": {"decision": ""}, "after": {"decision": decision}}
    current_unit().record(RECORD, held.id, reason=note, facts=facts, branch_id=held.branch_id)
