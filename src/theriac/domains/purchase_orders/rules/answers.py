"""What a supplier's person may answer to an order: pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from theriac.core.facts.records import record
from theriac.core.facts.types import Day, Text250, Whole
from theriac.core.problems import Text

MOST_LINES = 1_000
LATEST = timedelta(days=366)
"""So long after today a delivery may be told at the most."""


@record
class ShortLineWritten:
    """So many packs come of the line at this place of the order; 0 for none."""

    position: Whole
    packs: Whole


@record
class OrderAnswerWritten:
    """When an order comes, and which lines come with fewer packs; the others come whole."""

    delivers_on: Day | None = None
    note: Text250 = ""
    short: Annotated[tuple[ShortLineWritten, ...], Field(max_length=MOST_LINES)] = ()


def faults_of_answer(
    facts: OrderAnswerWritten, ordered: Mapping[int, int], today: date
) -> dict[str, Text]:
    """What can't be taken, by field; ``ordered`` are the packs by place of the line."""
    told = {one.position: one.packs for one in facts.short}
    if len(told) < len(facts.short) or not told.keys() <= ordered.keys():
        return {"short": _("Name each line of the order once.")}
    if any(not 0 <= packs <= ordered[place] for place, packs in told.items()):
        return {"short": _("Enter 0 packs or more, and no more than were ordered.")}
    comes = any(told.get(place, packs) for place, packs in ordered.items())
    if facts.delivers_on is None:
        return {"delivers_on": _("Enter the delivery date.")} if comes else {}
    if not today <= facts.delivers_on <= today + LATEST:
        return {"delivers_on": _("Enter a date from today on, within a year.")}
    return {}


def short_of(facts: OrderAnswerWritten, ordered: Mapping[int, int]) -> dict[int, int]:
    """The lines that come short, by place; one that comes whole isn't."""
    return {one.position: one.packs for one in facts.short if one.packs < ordered[one.position]}
