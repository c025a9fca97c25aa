"""Where the waitlist stands in the navigation and the palette."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.domains.waitlist.permissions import KEEP_WAITLIST, SET_HOLD_TIME, VIEW_WAITLIST
from theriac.domains.waitlist.queries import list_waits
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand


def to_tell_here(actor: Actor) -> QuerySet[Any] | None:
    """Those at the branch for whom goods are held and whom nobody told."""
    if actor.branch_id is None or not actor.may(VIEW_WAITLIST, actor.branch_id):
        return None
    waits = list_waits(actor=actor, branch_id=actor.branch_id)
    return waits.filter(state="offered", told_at=None)


ITEMS = (
    NavItem(
        Topic.PATIENTS,
        _("Waitlist"),
        "people",
        "backoffice:wait_list",
        VIEW_WAITLIST,
        order=12,
        badge=to_tell_here,
        words=_("queue out of stock waiting ticket"),
    ),
)
COMMANDS = (
    PaletteCommand(_("Add to the waitlist"), "person-plus", "backoffice:wait_find", KEEP_WAITLIST),
    PaletteCommand(_("View the waitlist"), "people", "backoffice:wait_list", VIEW_WAITLIST),
    PaletteCommand(
        _("Set how long goods are held"), "hourglass-split", "backoffice:wait_hold", SET_HOLD_TIME
    ),
)
