"""Where refills and programmes stand in the navigation and the palette."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.domains.refills.permissions import KEEP_PROGRAMMES, SET_REFILLS, VIEW_REFILLS
from theriac.domains.refills.queries.plans import reminders_to_tell
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand


def to_remind_here(actor: Actor) -> QuerySet[Any] | None:
    """Reminders at the branch whose patients weren't told yet."""
    if actor.branch_id is None or not actor.may(VIEW_REFILLS, actor.branch_id):
        return None
    return reminders_to_tell(actor=actor, branch_id=actor.branch_id)


ITEMS = (
    NavItem(
        Topic.PRESCRIPTIONS,
        _("Refills"),
        "arrow-repeat",
        "backoffice:refill_list",
        VIEW_REFILLS,
        order=13,
        badge=to_remind_here,
        words=_("repeat iter reminder late adherence chronic"),
    ),
    NavItem(
        Topic.PRESCRIPTIONS,
        _("Chronic programmes"),
        "heart-pulse",
        "backoffice:programme_list",
        KEEP_PROGRAMMES,
        order=14,
        words=_("hypertension diabetes asthma tuberculosis HIV members"),
    ),
)
COMMANDS = (
    PaletteCommand(_("View refills"), "arrow-repeat", "backoffice:refill_list", VIEW_REFILLS),
    PaletteCommand(
        _("View chronic programmes"), "heart-pulse", "backoffice:programme_list", KEEP_PROGRAMMES
    ),
    PaletteCommand(
        _("Add a chronic programme"), "plus-lg", "backoffice:programme_new", KEEP_PROGRAMMES
    ),
    PaletteCommand(
        _("Set when refill reminders are due"), "sliders", "backoffice:refill_settings", SET_REFILLS
    ),
)
