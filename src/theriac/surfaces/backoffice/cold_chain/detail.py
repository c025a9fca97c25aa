"""One cold place over a period, as an inspector asks: chart, days, silences, excursions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.domains.cold_chain.permissions import MANAGE_COLD, RECORD_COLD
from theriac.domains.cold_chain.queries.sensors import cold_period, list_excursions
from theriac.domains.organisation.queries.branches import get_branch
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.cold_chain.base import SensorScreen, excursion_badge
from theriac.surfaces.backoffice.cold_chain.degrees import degrees
from theriac.surfaces.backoffice.shell.forms.days import day_of
from theriac.surfaces.backoffice.templatetags import theriac as shown

USUAL_DAYS, MOST_DAYS = 7, 366
MOST_POINTS = 240


def thinned(points: Sequence[tuple[datetime, int]]) -> list[tuple[datetime, int]]:
    """At most so many points that the highest and lowest of each stretch are still there."""
    if len(points) <= MOST_POINTS:
        return list(points)
    size = -(-2 * len(points) // MOST_POINTS)
    kept: set[tuple[datetime, int]] = set()
    for start in range(0, len(points), size):
        stretch = points[start : start + size]
        kept.add(min(stretch, key=lambda one: one[1]))
        kept.add(max(stretch, key=lambda one: one[1]))
    return sorted(kept)


class SensorDetail(SensorScreen):
    """What the sensor said in a period, and what came of it."""

    permission = VIEW_STOCK
    template_name = "backoffice/cold_chain/sensor.html"

    @property
    def period(self) -> tuple[date, date]:
        """The days asked for, a week without; the last one is part of it."""
        today = shown.today()
        until = self._day("until") or today
        since = self._day("since") or until - timedelta(days=USUAL_DAYS - 1)
        since = min(since, until)
        return max(since, until - timedelta(days=MOST_DAYS - 1)), until

    def _day(self, name: str) -> date | None:
        day = day_of(self.request.GET.get(name, ""))
        return day if day is not None and 2000 <= day.year < 2200 else None

    def context(self) -> dict[str, Any]:
        """The period in words and as a chart."""
        since, until = self.period
        branch = get_branch(self.branch)
        zone = branch.time_zone if branch else "UTC"
        begin, end = _instant(since, zone), _instant(until + timedelta(days=1), zone)
        found = cold_period(
            actor=self.actor,
            branch_id=self.branch,
            sensor=self.sensor,
            since=begin,
            until=min(end, clock.now()),
            time_zone=zone,
        )
        rows = list_excursions(actor=self.actor, branch_id=self.branch)
        excursions = rows.filter(sensor_id=self.sensor.id, began_at__lt=end, last_at__gte=begin)
        tenths = [one for _moment, one in found.points]
        return {
            "sensor": self.sensor,
            "low": degrees(self.sensor.low),
            "high": degrees(self.sensor.high),
            "since": since,
            "until": until,
            "readings": shown.number(len(tenths)),
            "lowest": degrees(min(tenths)) if tenths else "",
            "highest": degrees(max(tenths)) if tenths else "",
            "days": [(one, degrees(one.lowest), degrees(one.highest)) for one in found.days],
            "silent": found.silent,
            "excursions": [
                (one, excursion_badge(one), degrees(one.lowest), degrees(one.highest))
                for one in excursions.order_by("-began_at")
            ],
            "chart": self._chart(found.points) if tenths else None,
            "may_manage": self.may(MANAGE_COLD),
            "may_record": self.may(RECORD_COLD),
            **history_beside(self, self.sensor.id),
        }

    def _chart(self, points: Sequence[tuple[datetime, int]]) -> dict[str, Any]:
        kept = thinned(points)
        temperatures = [tenths for _moment, tenths in kept]
        words = {"lowest": degrees(min(temperatures)), "highest": degrees(max(temperatures))}
        sets = [
            {"label": _("Temperature"), "data": temperatures, "type": "line", "meaning": "note"},
            *(
                {"label": label, "data": [limit] * len(kept), "type": "line", "meaning": "stop"}
                for label, limit in (
                    (_("Upper limit"), self.sensor.high),
                    (_("Lower limit"), self.sensor.low),
                )
            ),
        ]
        return {
            "label": _("Temperature, from %(lowest)s to %(highest)s, with its limits") % words,
            "data": {
                "labels": [shown.local_moment(moment) for moment, _tenths in kept],
                "sets": sets,
                "words": [[degrees(one) for one in each["data"]] for each in sets],
                "tenths": True,
            },
        }


def _instant(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(0), ZoneInfo(zone)).astimezone(UTC)
