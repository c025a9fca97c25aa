"""Services in the reader's words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from theriac.core.formatting import format_date
from theriac.core.problems import Text
from theriac.domains.services.paper import value_rows
from theriac.domains.services.rules.codes import (
    SERVICE_KINDS,
    VACCINE_ROUTES,
    VACCINE_SITES,
    WHY_CANCELLED,
)
from theriac.domains.services.rules.quantities import QUANTITIES
from theriac.surfaces.backoffice.shell.badges import States

STATES = States(
    booked=(_("Booked"), "calendar-check", "note"),
    arrived=(_("Arrived"), "person-check", "look"),
    done=(_("Done"), "check2", "go"),
    cancelled=(_("Cancelled"), "x-circle", ""),
    missed=(_("Missed"), "person-x", "stop"),
)
BILLS = States(
    billed=(_("Billed"), "receipt", "go"),
    unbilled=(_("Not billed"), "receipt", "look"),
    corrected=(_("Correction"), "pencil", "note"),
)
KIND_CHOICES = list(SERVICE_KINDS.items())
WHY_CHOICES = list(WHY_CANCELLED.items())
SITE_CHOICES = list(VACCINE_SITES.items())
ROUTE_CHOICES = list(VACCINE_ROUTES.items())
QUANTITY_CHOICES = [(code, f"{one.title} ({one.unit})") for code, one in QUANTITIES.items()]


def done_rows(content: dict[str, Any], language: str) -> Sequence[tuple[Text, str]]:
    """What was measured or given, by name."""
    found: list[tuple[Text, str]] = list(value_rows(content))
    if "dose" in content:
        site, route = VACCINE_SITES[content["site"]], VACCINE_ROUTES[content["route"]]
        found += [(_("Dose"), str(content["dose"])), (_("Site"), f"{site}, {route}")]
    if (due := day_of(content)) is not None:
        found.append((_("Next due"), format_date(due, language)))
    return found


def day_of(content: dict[str, Any]) -> date | None:
    """When the next dose is due, None where nobody said."""
    return date.fromisoformat(content["next_due_on"]) if content.get("next_due_on") else None
