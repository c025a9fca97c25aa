"""Booking a sale that a counter has already made: never refused, never booked twice."""

from __future__ import annotations

from datetime import date, datetime
from logging import getLogger
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.db.models import DateField, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.database.reads import CachedRead
from theriac.domains.organisation.queries.selling_point import SellingPoint
from theriac.domains.sales.commands.book_pushed import (
    PushState,
    RecordedPush,
    TooManyCases,
    book_pushed,
    hold,
    is_in_own_series,
    is_near_its_series,
)
from theriac.domains.sales.models import HeldPush, Sale, SeriesClosing, VoidedNumber
from theriac.domains.sales.pushes.bounds import PushBound, exceeded, is_timely
from theriac.domains.sales.pushes.sale import PushedSale
from theriac.domains.sales.rules import NumberVerdict, judge_number

logger = getLogger(__name__)


def record_sale(
    *, actor: Actor, point: SellingPoint, pushed: PushedSale, is_signed: bool = True
) -> RecordedPush:
    """Book a pushed sale whatever disagrees; a repeat of the same content changes nothing.

    A sale that its device should have signed and didn't (``is_signed``), beyond the bounds or in
    another currency, of a revoked terminal, in a series that isn't its terminal's, with a used
    number and other content, of things that the books don't know (product, pack), of registered
    medicines, or with
    something sealed that doesn't open is held unbooked. What can't be allocated, and every other
    disagreement, opens a case; a sale with too many of them is held too. Two deliveries at the same
    moment book once.
    """
    place: dict[str, Any] = {"actor": actor, "branch_id": point.branch_id, "point": point}
    if not is_signed:
        if Sale.objects.filter(id=pushed.id, content_hash=pushed.content_hash).exists():
            return RecordedPush(pushed.id, PushState.REPLAYED)
        return _hold_pushed(**place, pushed=pushed, reason=HeldPush.Reason.UNSIGNED)
    for _delivery in range(2):
        try:
            return _record(**place, pushed=pushed)
        except TooManyCases:
            return _hold_pushed(**place, pushed=pushed, reason=HeldPush.Reason.CASES)
        except IntegrityError as problem:
            logger.warning("a pushed sale met another one or an unknown thing", exc_info=problem)
    return _hold_pushed(**place, pushed=pushed, reason=HeldPush.Reason.UNREADABLE)


@command(name="sales._hold_pushed", done=_("Put a received sale on hold"))
def _hold_pushed(
    *, actor: Actor, branch_id: UUID, point: SellingPoint, pushed: PushedSale, reason: str
) -> RecordedPush:
    return hold(point, pushed, reason)


@command(name="sales._record", done=_("Sold at the counter"), written_at_once=True)
def _record(
    *, actor: Actor, branch_id: UUID, point: SellingPoint, pushed: PushedSale
) -> RecordedPush:
    bound = exceeded(pushed)
    if bound is not None:
        return hold(point, pushed, bound)
    if not is_in_own_series(point, pushed):
        return hold(point, pushed, HeldPush.Reason.SERIES)
    known = _known(pushed)
    verdict = _verdict(known, pushed)
    if verdict is NumberVerdict.REPLAY:
        return RecordedPush(pushed.id, PushState.REPLAYED)
    if verdict is NumberVerdict.HOLD:
        return hold(point, pushed, HeldPush.Reason.NUMBER_USED)
    received_at, previous_on = clock.now(), _previous_on(known, pushed)
    reason = _why_held(point, pushed, received_at, previous_on)
    if reason is not None:
        return hold(point, pushed, reason)
    return book_pushed(
        point,
        pushed,
        previous_on,
        received_at=received_at,
        is_void=any(row[3] == VOID for row in known),
    )


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
    if previous_on is None and not is_near_its_series(pushed):
        return PushBound.SEQUENCE
    return None
