"""Where offers stand in the navigation and the palette."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.domains.offers.permissions import DRAFT_OFFERS, VIEW_OFFERS
from theriac.domains.offers.queries.offers import list_offers
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand


def waiting_here(actor: Actor) -> QuerySet[Any] | None:
    """The offers that wait for whoever may correct them."""
    if actor.branch_id is None or not actor.may(DRAFT_OFFERS, actor.branch_id):
        return None
    return list_offers(actor=actor, branch_id=actor.branch_id).filter(state="draft")


ITEMS = (
    NavItem(
        Topic.OFFERS,
        _("Offers"),
        "file-earmark-text",
        "backoffice:offer_list",
        VIEW_OFFERS,
        badge=waiting_here,
        order=5,
        words=_("price lists quotations suppliers compare PDF"),
    ),
)
COMMANDS = (PaletteCommand(_("Upload offers"), "upload", "backoffice:offer_new", DRAFT_OFFERS),)
