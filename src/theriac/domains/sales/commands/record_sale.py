"""Booking a sale that a counter has already made: never refused, never booked twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from logging import getLogger
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import IntegrityError
from django.db.models import DateField, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_if_absent, insert_together
from theriac.core.database.reads import CachedRead
from theriac.core.ids import new_id
from theriac.core.privacy.periods import ready_owner
from theriac.core.sealing.encoding import CantOpen
from theriac.countries.registry import profile_for
from theriac.domains.accounts.queries.actors import actors_of
from theriac.domains.catalog.queries.sale_facts import sale_facts
from theriac.domains.organisation.queries.selling_point import SellingPoint
from theriac.domains.organisation.queries.terminals import prefix_of_series
from theriac.domains.sales.checkout.announcement import announce_sale, open_cases
from theriac.domains.sales.checkout.basket import SaleContext
from theriac.domains.sales.checkout.numbers import SALE_SERIES
from theriac.domains.sales.models import HeldPush, Sale, SeriesClosing, VoidedNumber
from theriac.domains.sales.prescriptions import GROUND_KEYS
from theriac.domains.sales.pushes import disagreements
from theriac.domains.sales.pushes.allocation import allocate, look_further
from theriac.domains.sales.pushes.approval import judge_beyond, judge_discounts
from theriac.domains.sales.pushes.bounds import PushBound, exceeded, is_near, is_timely
from theriac.domains.sales.pushes.disagreements import Disagreement, KnownBooks
from theriac.domains.sales.pushes.facts import is_readable, told_facts
from theriac.domains.sales.pushes.found_goods import counts_asked, take_in
from theriac.domains.sales.pushes.held import kept_content
from theriac.domains.sales.pushes.rows import rows_of, sale_row
from theriac.domains.sales.pushes.sale import PushedSale, batch_ids, person_ids
from theriac.domains.sales.pushes.scanned import keep_scanned
from theriac.domains.sales.pushes.sealed import opened
from theriac.domains.sales.queries.last_number import last_number
from theriac.domains.sales.rules import NumberVerdict, judge_number
from theriac.domains.stock.commands.take import SaleDocument, take_for_sale
from theriac.domains.stock.queries.sellable import named_batches

logger = getLogger(__name__)


class PushState(StrEnum):
    """What became of a pushed sale."""

    BOOKED = "booked"
    REPLAYED = "replayed"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class RecordedPush:
    """The answer to a push: what became of it and how many cases it opened."""

    sale_id: UUID
    state: PushState
    cases: int = 0


def record_sale(*, actor: Actor, point: SellingPoint, pushed: PushedSale) -> RecordedPush:
    """Book a pushed sale whatever disagrees; a repeat of the same content changes nothing.

    A sale beyond the bounds or in another currency, of a revoked terminal, in a series that isn't
    its terminal's, with a used number and other content, of things that the books don't know
    (product, pack), or with something sealed that doesn't open is held unbooked.
    What can't be allocated, and every other disagreement, opens a case. Two deliveries at the same
    moment book once.
    """
    for _delivery in range(2):
        try:
            return _record(actor=actor, branch_id=point.branch_id, point=point, pushed=pushed)
        except IntegrityError as problem:
            logger.warning("a pushed sale met another one or an unknown thing", exc_info=problem)
    return _hold_unreadable(actor=actor, branch_id=point.branch_id, point=point, pushed=pushed)


@command(name="sales._hold_unreadable", done=_("Held a sale that can't be read"))
def _hold_unreadable(
    *, actor: Actor, branch_id: UUID, point: SellingPoint, pushed: PushedSale
) -> RecordedPush:
    return _hold(point, pushed, HeldPush.Reason.UNREADABLE)


@command(name="sales._record", done=_("Sold at the counter"))
def _record(
    *, actor: Actor, branch_id: UUID, point: SellingPoint, pushed: PushedSale
) -> RecordedPush:
    bound = exceeded(pushed)
    if bound is not None:
        return _hold(point, pushed, bound)
    if not is_in_own_series(point, pushed):
        return _hold(point, pushed, HeldPush.Reason.SERIES)
    known = _known(pushed)
    verdict = _verdict(known, pushed)
    if verdict is NumberVerdict.REPLAY:
        return RecordedPush(pushed.id, PushState.REPLAYED)
    if verdict is NumberVerdict.HOLD:
        return _hold(point, pushed, HeldPush.Reason.NUMBER_USED)
    received_at, previous_on = clock.now(), _previous_on(known, pushed)
    reason = _why_held(point, pushed, received_at, previous_on)
    if reason is not None:
        return _hold(point, pushed, reason)
    return book_pushed(
        point,
        pushed,
        previous_on,
        received_at=received_at,
        is_void=any(row[3] == VOID for row in known),
    )


def is_in_own_series(point: SellingPoint, pushed: PushedSale) -> bool:
    """Whether the sale is numbered in a series of sales of its own terminal."""
    return prefix_of_series(point.terminal_id, pushed.series_id, SALE_SERIES) is not None


def _judged(pushed: PushedSale, books: KnownBooks) -> list[Disagreement]:
    return [
        *disagreements.of_lines(pushed, books),
        *disagreements.of_sale(pushed, books),
        *judge_discounts(pushed, books),
        *judge_beyond(pushed, books),
    ]


def business_day(point: SellingPoint, pushed: PushedSale) -> date:
    """The day at the branch when it was sold, whatever the device calls it."""
    return pushed.occurred_at.astimezone(ZoneInfo(point.time_zone)).date()


def _number_of(point: SellingPoint, pushed: PushedSale) -> str:
    """The number that the sale's place in its series has; "" where that isn't its terminal's."""
    prefix = prefix_of_series(point.terminal_id, pushed.series_id, SALE_SERIES)
    return profile_for(point.country).format_number(prefix, pushed.sequence) if prefix else ""


VOID = "void"
"""In place of a content: the number was declared to have no sale."""

Known = list[tuple[UUID, int, date, str, UUID]]


@CachedRead
def _near(sale_id: UUID, series_id: UUID, sequence: int, before: int) -> QuerySet[Any, Any]:
    near = Q(series_id=series_id, sequence__in=[sequence, before])
    columns = ("id", "sequence", "business_on", "content_hash", "series_id")
    sales = Sale.objects.filter(Q(id=sale_id) | near).order_by().values_list(*columns)
    voids = VoidedNumber.objects.filter(series_id=series_id, sequence=sequence).annotate(
        business_on=Cast(Value(None), DateField()), content_hash=Value(VOID)
    )
    # What comes after the declared end of a series is void in the same way.
    ended = SeriesClosing.objects.filter(series_id=series_id, last_number__lt=sequence).annotate(
        sequence=Cast(Value(sequence), IntegerField()),
        business_on=Cast(Value(None), DateField()),
        content_hash=Value(VOID),
    )
    others = [rows.order_by().values_list(*columns) for rows in (voids, ended)]
    return sales.union(*others, all=True)


def _known(pushed: PushedSale) -> Known:
    """The sale, whatever has its number (a declaration that it is void too), and the one before.

    In one read.
    """
    return _near(pushed.id, pushed.series_id, pushed.sequence, pushed.sequence - 1)


def _verdict(known: Known, pushed: PushedSale) -> NumberVerdict:
    own = next((row for row in known if row[0] == pushed.id), None)
    if own is not None:
        return judge_number(own[3], pushed.content_hash)
    number = (pushed.sequence, pushed.series_id)
    taken = any((row[1], row[4]) == number and row[3] != VOID for row in known)
    return judge_number("" if taken else None, pushed.content_hash)


def _previous_on(known: Known, pushed: PushedSale) -> date | None:
    before = (pushed.sequence - 1, pushed.series_id)
    return next((row[2] for row in known if (row[1], row[4]) == before), None)


def _why_held(
    point: SellingPoint, pushed: PushedSale, received_at: datetime, previous_on: date | None
) -> str | None:
    """Why a sale that the books don't have is held, None where it is booked."""
    if point.terminal_revoked:
        return HeldPush.Reason.REVOKED
    if pushed.currency != point.currency:
        return HeldPush.Reason.CURRENCY
    if not is_timely(pushed, received_at):
        return PushBound.DATE
    if previous_on is None and not _is_near(pushed):
        return PushBound.SEQUENCE
    return None


def _is_near(pushed: PushedSale) -> bool:
    """Whether the number is near its series; asks the books only where it is high."""
    if is_near(pushed.sequence, 0):
        return True
    return is_near(pushed.sequence, last_number(pushed.series_id))


def _hold(point: SellingPoint, pushed: PushedSale, reason: str) -> RecordedPush:
    """Keep it as it was sent, what is sealed in it sealed."""
    moment = clock.now()
    has_place = is_in_own_series(point, pushed) and _is_near(pushed)
    held = HeldPush(
        id=new_id(),
        sale_id=pushed.id,
        terminal_id=point.terminal_id,
        branch_id=point.branch_id,
        reason=reason,
        number=pushed.number,
        series_id=pushed.series_id,
        sequence=pushed.sequence if has_place else 0,
        content_hash=pushed.content_hash,
        content=kept_content(pushed),
        key_id=ready_owner(GROUND_KEYS, moment),
        received_at=moment,
        decided_at=None,
        decided_by=None,
    )
    if insert_if_absent(HeldPush, held):
        current_unit().record("sales.held_push", held.id, reason=reason)
    return RecordedPush(pushed.id, PushState.HELD)


def book_pushed(
    point: SellingPoint,
    pushed: PushedSale,
    previous_on: date | None,
    *,
    received_at: datetime,
    is_void: bool = False,
    even_sealed: bool = False,
    facts: Mapping[str, Any] | None = None,
) -> RecordedPush:
    """Write a sale as its device made it, inside a command; ``facts`` go to its audit record.

    ``is_void``: its number was declared to have no sale. Held instead, when it names things that
    the books don't know, or seals what doesn't open (``even_sealed``: then that is a case).
    """
    told_on = pushed.business_on
    pushed = replace(pushed, business_on=business_day(point, pushed))
    place = SaleContext(point, profile_for(point.country), pushed.occurred_at, pushed.business_on)
    products = sale_facts({line.product_id for line in pushed.lines})
    if not is_readable(pushed, products):
        return _hold(point, pushed, HeldPush.Reason.UNREADABLE)
    try:
        pushed = opened(pushed, point.branch_id)
    except CantOpen as problem:
        logger.warning("what a pushed sale seals doesn't open: %s", problem)
        if not even_sealed:
            return _hold(point, pushed, HeldPush.Reason.SEALED)
    people = actors_of(person_ids(pushed))
    in_hand = take_in(pushed, point.branch_id, people) if pushed.found else []
    books = KnownBooks(
        place=place,
        products=products,
        batches=named_batches(point.branch_id, batch_ids(pushed)),
        people=people,
        client=current_unit().actor,
        received_at=received_at,
        previous_on=previous_on,
        is_void=is_void,
        number=_number_of(point, pushed),
        told_on=told_on,
    )
    takes, short = allocate(pushed, books.batches)
    if short:
        books, takes, short = look_further(point, pushed, books, (takes, short))
    found = [*short, *_judged(pushed, books), *counts_asked(pushed, in_hand)]
    moment = clock.now()
    rows = rows_of(pushed, moment)
    sale = sale_row(point, pushed, moment)
    insert_together([(Sale, [sale]), *rows.in_order()])
    document = SaleDocument(sale.id, point.branch_id, sale.number, sale.occurred_at)
    take_for_sale(document, takes, even_withheld=True)
    found += keep_scanned(document, pushed, point.terminal_id)
    open_cases(sale, found)
    announce_sale(sale, rows.lines, {**told_facts(pushed, books), **(facts or {})})
    return RecordedPush(sale.id, PushState.BOOKED, len(found))
