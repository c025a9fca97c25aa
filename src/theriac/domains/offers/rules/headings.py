"""Headings of suppliers' lists: how they are compared, and what may be said of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from theriac.core.facts.records import record
from theriac.core.facts.types import Name120, Text24
from theriac.core.problems import Text
from theriac.domains.offers.engine.contract import LINE_FIELDS

MOST_HEADINGS = 60
"""Of a document, and what the engine is told of a supplier."""
LONGEST_HEADING = 120
MARKS = frozenset("+%#/")
"""Marks that count where headings are compared, as they do for the engine."""


@record
class HeadingMeant:
    """A heading as it is printed, and what stands below it.

    `field` is a field of a line, "" for a column that is left out, null to forget what was said.
    """

    heading: Name120
    field: Text24 | None = None


def heading_key(text: str) -> str:
    """A heading as it is compared: without case, spaces and most marks."""
    return "".join(one for one in text.casefold() if one.isalnum() or one in MARKS)


def heading_faults(headings: Sequence[HeadingMeant]) -> Mapping[str, Text]:
    """What can't be kept of these, by the place of the heading."""
    if len(headings) > MOST_HEADINGS:
        return {"headings": _("Enter at most %(most)s headings.") % {"most": MOST_HEADINGS}}
    faults: dict[str, Text] = {}
    keys: set[str] = set()
    fields: set[str] = set()
    for place, one in enumerate(headings):
        key = heading_key(one.heading)
        if not key:
            faults[f"headings.{place}.heading"] = _("Enter the heading with letters or digits.")
        elif key in keys:
            faults[f"headings.{place}.heading"] = _("This heading is here twice. Remove one.")
        if one.field and one.field not in LINE_FIELDS:
            faults[f"headings.{place}.field"] = _("Choose from the list.")
        elif one.field and one.field in fields:
            words = _("Another column has this meaning. Choose one of them.")
            faults[f"headings.{place}.field"] = words
        keys.add(key)
        fields.add(one.field or "")
    return faults
