"""Where prescribers stand in the navigation and the palette."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.domains.prescribers.permissions import MANAGE_PRESCRIBERS, VIEW_PRESCRIBERS
from theriac.domains.prescribers.queries.prescribers import list_prescribers
from theriac.domains.prescribers.search import matching
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import (
    FoundRecord,
    NavItem,
    PaletteCommand,
    is_named,
)

MOST_FOUND = 5

ITEMS = (
    NavItem(
        Topic.PRESCRIPTIONS,
        _("Prescribers"),
        "person-badge",
        "backoffice:prescriber_list",
        VIEW_PRESCRIBERS,
        order=15,
        words=_("doctor dentist midwife veterinarian STR SIP licence"),
    ),
)

COMMANDS = (
    PaletteCommand(_("New prescriber"), "plus-lg", "backoffice:prescriber_new", MANAGE_PRESCRIBERS),
    PaletteCommand(
        _("View prescribers"), "person-badge", "backoffice:prescriber_list", VIEW_PRESCRIBERS
    ),
    PaletteCommand(
        _("Find duplicate prescribers"),
        "people",
        "backoffice:prescriber_duplicates",
        MANAGE_PRESCRIBERS,
    ),
)


def find_prescribers(actor: Actor, text: str) -> Iterable[FoundRecord]:
    """Prescribers by name, number or practice."""
    if not actor.may_anywhere(VIEW_PRESCRIBERS):
        return []
    rows = matching(list_prescribers(actor=actor), text).order_by("name", "id")[:MOST_FOUND]
    return [
        FoundRecord(
            row.full_name,
            "person-badge",
            reverse("backoffice:prescriber_detail", args=[row.pk]),
            next((one.number for one in row.licences.all()), ""),
            named=is_named(text, row.name, *(one.number for one in row.licences.all())),
        )
        for row in rows
    ]


SEARCHES = (find_prescribers,)
