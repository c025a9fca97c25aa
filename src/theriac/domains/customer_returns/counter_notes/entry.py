"""Booking a credit note that a counter wrote, inside a command: exactly, or why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from theriac.core.actor import SYSTEM, Actor
from theriac.core.approval.demand import PersonDay
from theriac.core.problems import Problem
from theriac.countries.base import CashPart
from theriac.countries.documents import SeriesTooLong, credit_note_prefix
from theriac.countries.registry import profile_for
from theriac.domains.accounts.queries.actors import actors_of
from theriac.domains.customer_returns.approval import REFUND, content_of_return, reasons_of_return
from theriac.domains.customer_returns.counter_notes.note import CreditNoteTold
from theriac.domains.customer_returns.credit_note import (
    CreditNote,
    NumberTold,
    lock_sale,
    write_note,
)
from theriac.domains.customer_returns.goods import ReturnedPart, ReturnRules, parts_of
from theriac.domains.customer_returns.models import CustomerReturn
from theriac.domains.customer_returns.permissions import ACCEPT_RETURNS
from theriac.domains.customer_returns.problems import ReturnTooMuch
from theriac.domains.customer_returns.queries.returnable import (
    AnsweredSale,
    answered_sale,
    rules_here,
)
from theriac.domains.customer_returns.refunds import Refund, RefundPart, RefundTerms, total_of
from theriac.domains.customer_returns.rules import CASH, EXCHANGE
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.organisation.queries.selling_point import SellingPoint
from theriac.domains.organisation.queries.terminals import prefix_of_series
from theriac.domains.sales.checkout.numbers import SALE_SERIES
from theriac.domains.sales.pushes.approval import ApprovalWanted, why_not_approved
from theriac.domains.sales.queries.sold_goods import exchange_payment, is_sale


class WhyUnbooked(StrEnum):
    """Why a credit note isn't booked as its device wrote it."""

    PERSON = "person"
    NUMBERS = "numbers"
    SALE = "sale"
    ELSEWHERE = "elsewhere"
    TOO_MUCH = "too_much"
    GOODS = "goods"
    SUMS = "sums"
    APPROVAL = "approval"


BY_DECISION = frozenset({WhyUnbooked.PERSON, WhyUnbooked.TOO_MUCH, WhyUnbooked.APPROVAL})
"""What a person may let pass; of too much, what is left is booked."""


@dataclass(frozen=True, slots=True)
class ToldPlace:
    """Where a credit note was written, and the people whom it names."""

    point: SellingPoint
    people: Mapping[UUID, Actor]


@dataclass(frozen=True, slots=True)
class _Judged:
    """What a credit note comes to by the books, as of its own day."""

    answered: AnsweredSale
    parts: Sequence[ReturnedPart]
    terms: RefundTerms
    refund: Refund
    today: date


def note_content(note_id: UUID) -> str | None:
    """The content that is booked under this id already; None where none is."""
    rows = CustomerReturn.objects.filter(id=note_id).values_list("content_hash", flat=True)
    found: str | None = rows.first()
    return found


def book_told(
    point: SellingPoint, told: CreditNoteTold, content_hash: str, *, decided: bool = False
) -> WhyUnbooked | None:
    """Book it under its own number; None, or why it isn't booked, and then nothing is written.

    ``decided``: somebody lets pass what ``BY_DECISION`` names, and of more than is left only the
    rest is booked. The sale is locked until the command is over. The same again changes nothing.
    """
    why = _why_not_asked(point, told)
    if why:
        return why
    lock_sale(told.sale_id)
    if note_content(told.id) == content_hash:
        return None  # another delivery of it was first
    named = {told.person_id} | ({told.approval.approved_by} if told.approval else set())
    place = ToldPlace(point, actors_of(named))
    if not decided and not _may_accept(place, told):
        return WhyUnbooked.PERSON
    judged = _judged(point, told, decided=decided)
    if isinstance(judged, WhyUnbooked):
        return judged
    asked = None if decided else _wanted(place, told, judged)
    if asked and why_not_approved(told, place, told.approval, asked):
        return WhyUnbooked.APPROVAL
    approval_id = told.approval.id if asked and told.approval else None
    person = place.people.get(told.person_id) or replace(SYSTEM, id=told.person_id)
    write_note(person, _note(point, told, judged, (content_hash, approval_id)))
    return None


def _why_not_asked(point: SellingPoint, told: CreditNoteTold) -> WhyUnbooked | None:
    """What speaks against it before its sale is looked at."""
    if _is_misnumbered(point, told):
        return WhyUnbooked.NUMBERS
    return _exchange_differs(told) if is_sale(told.sale_id) else WhyUnbooked.SALE


def _exchange_differs(told: CreditNoteTold) -> WhyUnbooked | None:
    """The sale that takes the goods' place says the same of what they paid; it comes first."""
    if told.exchange_sale_id is None:
        return WhyUnbooked.SUMS if told.exchanged else None
    paid = exchange_payment(told.exchange_sale_id)
    if paid is None:
        return WhyUnbooked.SALE
    return None if paid == (told.exchanged, str(told.id)) else WhyUnbooked.SUMS


def _note(
    point: SellingPoint, told: CreditNoteTold, judged: _Judged, kept: tuple[str, UUID | None]
) -> CreditNote:
    content_hash, approval_id = kept
    return CreditNote(
        id=told.id,
        branch_id=point.branch_id,
        reason=told.reason,
        note=told.note,
        parts=judged.parts,
        refund=judged.refund,
        approval_id=approval_id,
        sale_id=told.sale_id,
        exchange_sale_id=told.exchange_sale_id,
        told=NumberTold(
            series_id=told.series_id,
            sequence=told.sequence,
            number=told.number,
            on=judged.today,
            at_till=told.session_id is not None,
            content_hash=content_hash,
        ),
    )


def _may_accept(place: ToldPlace, told: CreditNoteTold) -> bool:
    person = place.people.get(told.person_id)
    return person is not None and person.may(ACCEPT_RETURNS, place.point.branch_id)


def _judged(point: SellingPoint, told: CreditNoteTold, *, decided: bool) -> _Judged | WhyUnbooked:
    today = branch_date(point.branch_id, told.at)
    rules = replace(rules_here(point.branch_id), today=today)
    answered = answered_sale(SYSTEM, told.sale_id)
    if answered.sale.branch_id != point.branch_id:
        return WhyUnbooked.ELSEWHERE
    try:
        parts = _parts(answered, told, rules, decided=decided)
    except ReturnTooMuch:
        return WhyUnbooked.TOO_MUCH
    except Problem:
        return WhyUnbooked.GOODS
    terms = answered.terms(parts, rules)
    refund = refund_told(parts, told, terms, exact=not decided)
    if refund is None:
        return WhyUnbooked.SUMS
    return _Judged(answered, parts, terms, refund, today)


def _wanted(place: ToldPlace, told: CreditNoteTold, judged: _Judged) -> ApprovalWanted | None:
    """What must have been approved; None where nobody is asked."""
    why = judged.answered.unusual(judged.today, judged.refund, judged.terms)
    whose = PersonDay(told.person_id, judged.today)
    reasons = reasons_of_return(why, judged.refund, place.point.branch_id, whose, counts=True)
    if not reasons:
        return None
    content = content_of_return(reasons, told.sale_id, judged.parts, judged.refund)
    return ApprovalWanted(REFUND, content)


def _is_misnumbered(point: SellingPoint, told: CreditNoteTold) -> bool:
    """Unless the number is the device's own, reads as its series says, and is taken once."""
    prefix = prefix_of_series(point.terminal_id, told.series_id, SALE_SERIES)
    if prefix is None:
        return True
    profile = profile_for(point.country)
    try:
        reads = profile.format_number(credit_note_prefix(prefix), told.sequence)
    except SeriesTooLong:
        return True
    taken = CustomerReturn.objects.filter(series_id=told.series_id, sequence=told.sequence)
    return reads != told.number or taken.exclude(id=told.id).exists()


def _parts(
    answered: AnsweredSale, told: CreditNoteTold, rules: ReturnRules, *, decided: bool
) -> list[ReturnedPart]:
    """What comes back; where somebody decided, what of it is left. Raises as ``parts_of`` does."""
    wanted = told.draft().lines
    if not decided:
        return parts_of(answered.sale, wanted, answered.before, rules)
    kept: list[ReturnedPart] = []
    before = dict(answered.before)
    for one in wanted:
        try:
            found = parts_of(answered.sale, [one], before, rules)
        except ReturnTooMuch as much:
            left = int(much.facts.get("left") or 0)
            if not left:
                continue
            found = parts_of(answered.sale, [replace(one, quantity=left)], before, rules)
        for part in found:
            key = (one.sale_line_id, part.batch_id)
            before[key] = before.get(key, 0) + part.quantity
        kept += found
    if not kept:
        raise ReturnTooMuch("", left=0)
    return kept


def refund_told(
    parts: Sequence[ReturnedPart], told: CreditNoteTold, terms: RefundTerms, *, exact: bool
) -> Refund | None:
    """The refund as it was paid; None where it isn't what these goods come to.

    Shares of a line are rounded by what came back before, of which the device may not have heard;
    within that, the paper stands, and ``rounding`` holds the difference. Where only a part is
    booked (not ``exact``), that part's worth goes back by the same ways.
    """
    amount = sum(one.share.amount for one in parts)
    other = sum(one.amount for one in told.refunds if one.method != CASH)
    in_cash = any(one.method == CASH for one in told.refunds)
    cash = CashPart(other=other + told.exchanged, multiple=terms.multiple) if in_cash else None
    whole = total_of(amount, cash, terms)
    paid = [RefundPart(EXCHANGE, told.exchanged)] if told.exchanged else []
    paid += [RefundPart(one.method, one.amount, one.reference) for one in told.refunds]
    if sum(one.amount for one in paid) != told.total:
        return None
    slack = len(parts) + terms.multiple
    if abs(told.total - whole) <= slack and told.total <= max(whole, terms.rest or 0):
        return Refund(told.total, told.total - amount, paid)
    return (
        None if exact or whole > told.total else Refund(whole, whole - amount, _less(paid, whole))
    )


def _less(paid: list[RefundPart], whole: int) -> list[RefundPart]:
    """The first ways up to ``whole``."""
    found, rest = [], whole
    for one in paid:
        part = min(one.amount, rest)
        if part:
            found.append(replace(one, amount=part))
            rest -= part
    return found
