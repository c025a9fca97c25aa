"""Why a till document isn't taken as it came, and what is asked first about a sum."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.problems import AskedFirst
from theriac.countries.charts.cash import denominations_of
from theriac.domains.accounts.queries.actors import actors_of
from theriac.domains.customer_returns.counter_notes.entry import note_content
from theriac.domains.customer_returns.counter_notes.note import CreditNoteTold
from theriac.domains.customer_returns.queries.notes import (
    cash_owed,
    lock_note,
    notes_there,
)
from theriac.domains.organisation.queries.branches import branch_date, money_writer
from theriac.domains.organisation.queries.selling_point import SellingPoint
from theriac.domains.organisation.queries.terminals import generation_of
from theriac.domains.tills.documents import (
    CashMoveTold,
    TillClosing,
    TillDocument,
    TillOpening,
    hash_of,
    is_timely,
)
from theriac.domains.tills.models import CashMovement, TillSession
from theriac.domains.tills.permissions import RUN_TILL
from theriac.domains.tills.rules import (
    MOST_MONEY,
    MOVE_REASONS,
    REFUND,
    WHY_VARIANCE,
    MoveKind,
    is_unlikely,
)
from theriac.domains.tills.settlement import expected_of

MOST_NUMBERS = 10_000
"""Of one series in a session; as many as may be missing before a sale's number."""


class WhyHeld(StrEnum):
    """For what a document waits for a person."""

    UNSIGNED = "unsigned"
    REVOKED = "revoked"
    MALFORMED = "malformed"
    DATE = "date"
    CURRENCY = "currency"
    PERSON = "person"
    SESSION = "session"
    USED = "used"
    REASON = "reason"
    AMOUNT = "amount"
    NUMBERS = "numbers"
    SALE = "sale"
    ELSEWHERE = "elsewhere"
    TOO_MUCH = "too_much"
    GOODS = "goods"
    SUMS = "sums"
    APPROVAL = "approval"
    PAID = "paid"


BY_PERSON = frozenset(
    {WhyHeld.UNSIGNED, WhyHeld.REVOKED, WhyHeld.DATE, WhyHeld.PERSON, WhyHeld.PAID}
)
"""What a person may let pass: the document can be taken all the same."""


def known_as(document: TillDocument) -> str | None:
    """The content that is taken under the document's id already; None where none is."""
    if isinstance(document, CashMoveTold):
        moves = CashMovement.objects.filter(id=document.id)
        return moves.values_list("content_hash", flat=True).first()
    if isinstance(document, CreditNoteTold):
        return note_content(document.id)
    if isinstance(document, TillOpening):
        begun = TillSession.objects.filter(id=document.id)
        return begun.values_list("content_hash", flat=True).first()
    closed = TillSession.objects.filter(id=document.session_id).exclude(closing_hash="")
    return closed.values_list("closing_hash", flat=True).first()


def whys_of(
    point: SellingPoint, document: TillDocument, session: TillSession | None, now: datetime
) -> Iterable[WhyHeld]:
    """Everything that speaks against taking it; ``session`` is the one that it names.

    Whether a credit note agrees with its sale, its booking tells.
    """
    known = known_as(document)
    if known is not None and known != hash_of(document):
        yield WhyHeld.USED
    if not is_timely(document, now):
        yield WhyHeld.DATE
    if isinstance(document, CreditNoteTold):
        if document.session_id and not _is_of(point, session):
            yield WhyHeld.SESSION
        return
    if not _may_run(document.person_id, point.branch_id):
        yield WhyHeld.PERSON
    if isinstance(document, TillOpening):
        yield from [WhyHeld.CURRENCY] if document.currency != point.currency else []
        return
    if not _is_of(point, session):
        yield WhyHeld.SESSION
    yield from (
        _of_closing(point, document)
        if isinstance(document, TillClosing)
        else _of_move(point.branch_id, document)
    )


def _is_of(point: SellingPoint, session: TillSession | None) -> bool:
    return session is not None and session.terminal_id == point.terminal_id


def _of_move(branch_id: UUID, told: CashMoveTold) -> Iterable[WhyHeld]:
    if told.reason not in MOVE_REASONS[MoveKind(told.kind)]:
        yield WhyHeld.REASON
    if told.return_id is not None:
        yield from refund_whys(branch_id, told, told.return_id)


def refund_whys(branch_id: UUID, told: CashMoveTold, return_id: UUID) -> Iterable[WhyHeld]:
    """A note is paid at its branch, once and whole; one that hasn't come yet is believed."""
    lock_note(return_id)
    owed = cash_owed(branch_id, return_id)
    is_elsewhere = owed is None and bool(notes_there([return_id]))
    if told.reason != REFUND or is_elsewhere or owed not in (None, told.amount):
        yield WhyHeld.AMOUNT
    if CashMovement.objects.filter(return_id=return_id).exclude(id=told.id).exists():
        yield WhyHeld.PAID


def _of_closing(point: SellingPoint, told: TillClosing) -> Iterable[WhyHeld]:
    if told.why and told.why not in WHY_VARIANCE:
        yield WhyHeld.REASON
    if told.counted > MOST_MONEY or told.to_safe > told.counted or _twice(told):
        yield WhyHeld.AMOUNT
    series = {one.series_id for one in told.numbers} | {told.z_series_id}
    if (
        any(generation_of(point.terminal_id, one) is None for one in series)
        or any(not 0 <= one.last - one.first < MOST_NUMBERS for one in told.numbers)
        or len({one.series_id for one in told.numbers}) < len(told.numbers)
        or _number_taken(told)
    ):
        yield WhyHeld.NUMBERS


def _twice(told: TillClosing) -> bool:
    return len({one.value for one in told.cash}) < len(told.cash)


def _number_taken(told: TillClosing) -> bool:
    rows = TillSession.objects.filter(z_series_id=told.z_series_id, z_sequence=told.z_sequence)
    return rows.exclude(id=told.session_id).exists()


def _may_run(person_id: UUID, branch_id: UUID) -> bool:
    person: Actor | None = actors_of([person_id]).get(person_id)
    return person is not None and person.may(RUN_TILL, branch_id)


def doubts(
    till: UUID, branch_id: UUID, currency: str, amount: int, held: Callable[[], int]
) -> list[AskedFirst]:
    """The question about a sum that hardly any till has; none about a likely one.

    ``held`` says what the till should hold, in minor units, and is asked at need alone. ``till`` is
    the session, or the terminal that begins one: a yes is for this sum at this till.
    """
    largest = max(denominations_of(currency, branch_date(branch_id)))
    if not is_unlikely(amount, 0, largest) or not is_unlikely(amount, held(), largest):
        return []
    words = _("%(amount)s is far more than this till should hold.")
    told = words % {"amount": money_writer()(amount)}
    return [AskedFirst(f"till_far:{till.hex}:{amount}", told, _("The amount is correct"))]


def session_doubts(session: TillSession, amount: int) -> list[AskedFirst]:
    """The question about such a sum in the till of this session."""
    return doubts(
        session.id,
        session.branch_id,
        session.currency,
        amount,
        lambda: expected_of([session])[session.id].total,
    )
