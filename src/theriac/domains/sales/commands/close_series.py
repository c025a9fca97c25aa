"""Closing a series that no device counts in any more: by declaration, with its gaps listed."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.core.problems import Conflict, NotFound, Unprocessable, require_reason
from theriac.countries.registry import profile_for
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.selling_point import SellingPoint, get_selling_point
from theriac.domains.organisation.queries.terminals import find_open_series, find_series
from theriac.domains.sales.commands.void_number import LONGEST_REASON, MOST_AT_ONCE
from theriac.domains.sales.models import HeldPush, Sale, SeriesClosing, VoidedNumber
from theriac.domains.sales.permissions import SETTLE_CASE
from theriac.domains.sales.rules import find_gaps


@command(
    name="sales.close_series",
    done=gettext_lazy("Closed a number series"),
    permission=SETTLE_CASE,
)
def close_series(
    *, actor: Actor, branch_id: BranchId, series_id: UUID, last_number: int, reason: str
) -> UUID:
    """Declare that the series ends with ``last_number`` and that what it lacks has no sale.

    The gaps become void numbers and stand in the audit record. A sale that still arrives is booked
    with a case. Raises Conflict for a series that is closed, that a device counts in, or that has
    an undecided held sale; Unprocessable for a last number below one that is known, and for more
    than 500 missing numbers.
    """
    series = find_series(series_id, branch_id)
    point = get_selling_point(series.terminal_id) if series else None
    if series is None or point is None:
        raise NotFound(_("This series doesn’t exist. Check its terminal."))
    reason = require_reason(reason)
    if SeriesClosing.objects.filter(series_id=series_id).exists():
        raise Conflict(_("This series is already closed."))
    if is_in_use(series_id, series.kind, series.period, point):
        raise Conflict(_("A device is using this series. Revoke it or pair another device first."))
    if HeldPush.objects.filter(series_id=series_id, decided_at=None).exists():
        raise Conflict(_("Some sales of this series are on hold. Decide on them first."))
    missing = _missing(series_id, last_number)
    closing = SeriesClosing(
        id=current_unit().effect_id,
        series_id=series_id,
        last_number=last_number,
        closed_at=clock.now(),
        closed_by=actor.id,
        reason=reason[:LONGEST_REASON],
    )
    insert_rows(VoidedNumber, [_void(closing, number) for one in missing for number in one])
    insert_rows(SeriesClosing, [closing])
    void = [[one[0], one[-1]] for one in missing]
    facts = {"prefix": series.prefix, "last": last_number, "void": void}
    current_unit().record("sales.series_closing", closing.id, reason=closing.reason, facts=facts)
    return closing.id


def is_in_use(series_id: UUID, kind: str, period: str, point: SellingPoint) -> bool:
    """Whether the terminal's device takes its numbers from this series, now or next year."""
    if point.terminal_revoked:
        return False
    profile, today = profile_for(point.country), clock.today(point.time_zone)
    year = profile.fiscal_year(today)
    current = {year.label, profile.fiscal_year(year.ends_on + timedelta(days=1)).label}
    newest = find_open_series(point.terminal_id, kind, period)
    return period in current and newest is not None and newest.id == series_id


def _missing(series_id: UUID, last_number: int) -> list[range]:
    """The gaps up to the last number. Raises Unprocessable."""
    taken: set[int] = set()
    for model in (Sale, VoidedNumber, HeldPush):
        taken.update(
            model.objects.filter(series_id=series_id).order_by().values_list("sequence", flat=True)
        )
    if last_number < max(taken, default=0):
        raise Unprocessable(
            _("Number %(number)s was already received. The last number can’t be lower.")
            % {"number": max(taken)},
            field="last_number",
        )
    gaps = find_gaps({*taken, last_number + 1})
    if sum(gap.last - gap.first + 1 for gap in gaps) > MOST_AT_ONCE:
        raise Unprocessable(
            _("More than %(most)s numbers are missing. Check the last number.")
            % {"most": MOST_AT_ONCE},
            field="last_number",
        )
    return [range(gap.first, gap.last + 1) for gap in gaps]


def _void(closing: SeriesClosing, number: int) -> VoidedNumber:
    return VoidedNumber(
        id=new_id(),
        series_id=closing.series_id,
        sequence=number,
        declared_at=closing.closed_at,
        declared_by=closing.closed_by,
        reason=closing.reason,
    )
