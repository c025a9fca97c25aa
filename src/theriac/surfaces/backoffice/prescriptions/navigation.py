"""Where prescriptions stand in the navigation and the palette."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.domains.prescriptions.permissions import (
    RECEIVE_PRESCRIPTIONS,
    REVIEW_PRESCRIPTIONS,
    VIEW_PRESCRIPTIONS,
)
from theriac.domains.prescriptions.queries.board import list_prescriptions
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand


def to_review_here(actor: Actor) -> QuerySet[Any] | None:
    """Those at the branch that wait for a review, for who reviews."""
    if actor.branch_id is None or not actor.may(REVIEW_PRESCRIPTIONS, actor.branch_id):
        return None
    rows = list_prescriptions(actor=actor, branch_id=actor.branch_id)
    return rows.filter(state="received")


ITEMS = (
    NavItem(
        Topic.PRESCRIPTIONS,
        _("Prescriptions"),
        "file-medical",
        "backoffice:prescription_board",
        VIEW_PRESCRIPTIONS,
        order=5,
        badge=to_review_here,
        words=_("board review dispense recipe resep"),
    ),
)
COMMANDS = (
    PaletteCommand(
        _("Take in a prescription"),
        "file-earmark-plus",
        "backoffice:prescription_find",
        RECEIVE_PRESCRIPTIONS,
    ),
    PaletteCommand(
        _("View the prescription board"),
        "file-medical",
        "backoffice:prescription_board",
        VIEW_PRESCRIPTIONS,
    ),
    PaletteCommand(
        _("View all prescriptions"), "list-ul", "backoffice:prescription_list", VIEW_PRESCRIPTIONS
    ),
    PaletteCommand(
        _("View refused and substituted medicines"),
        "bar-chart",
        "backoffice:prescription_reasons",
        VIEW_PRESCRIPTIONS,
    ),
)
