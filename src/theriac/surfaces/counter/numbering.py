"""The series that a paired device numbers its sales in, opened ahead of each new year."""

from __future__ import annotations

from datetime import date, timedelta

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.countries.base import CountryProfile
from theriac.countries.registry import profile_for
from theriac.domains.organisation.commands.series import open_series
from theriac.domains.organisation.queries.selling_point import SellingPoint
from theriac.domains.organisation.queries.terminals import find_open_series, list_series
from theriac.surfaces.counter.wire.pairing import SeriesOut

KIND = "sale"
AHEAD = timedelta(days=60)
"""So long before a new fiscal year its series is open, for devices that go without a network."""


def periods(point: SellingPoint) -> list[date]:
    """A day of each fiscal year whose numbers a device of this branch needs now."""
    today = clock.today(point.time_zone)
    next_year = profile_for(point.country).fiscal_year(today).ends_on + timedelta(days=1)
    return [today, next_year] if next_year - today <= AHEAD else [today]


def open_needed(actor: Actor, point: SellingPoint, *, anew: bool = False) -> list[SeriesOut]:
    """Open what is missing; ``anew`` opens further generations, so that no number comes twice.

    A re-paired, wiped or restored device doesn't know how far the one before it came.
    """
    profile = profile_for(point.country)
    opened = []
    for day in periods(point):
        newest = find_open_series(point.terminal_id, KIND, profile.fiscal_year(day).label)
        generation = newest.generation if newest else 0
        if newest is None or anew:
            generation += 1
            open_series(
                actor=actor,
                terminal_id=point.terminal_id,
                kind=KIND,
                prefix=profile.series_prefix(
                    point.branch_code, point.terminal_code, day, generation
                ),
                period=profile.fiscal_year(day).label,
                generation=generation,
            )
        opened.append(_series(point, profile, day))
    return opened


def open_now(point: SellingPoint) -> list[SeriesOut]:
    """The newest generation of each open series that a device needs now; opens none."""
    profile = profile_for(point.country)
    known = {one.period for one in list_series(point.terminal_id) if one.kind == KIND}
    days = [day for day in periods(point) if profile.fiscal_year(day).label in known]
    return [_series(point, profile, day) for day in days]


def _series(point: SellingPoint, profile: CountryProfile, day: date) -> SeriesOut:
    year = profile.fiscal_year(day)
    series = find_open_series(point.terminal_id, KIND, year.label)
    if series is None:
        raise LookupError(f"no series of {point.terminal_code} for {year.label}")
    return SeriesOut(
        id=series.id,
        prefix=series.prefix,
        starts_on=year.starts_on,
        ends_on=year.ends_on,
        generation=series.generation,
        next=1,
    )
