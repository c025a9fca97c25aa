"""Where goods receipts stand in the navigation and the palette."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.domains.purchasing.permissions import (
    DRAFT_RECEIPT,
    POST_RECEIPT,
    SET_TERMS,
    VIEW_RECEIPTS,
)
from theriac.domains.purchasing.queries.receipts import list_receipts, matching
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import (
    FoundRecord,
    NavItem,
    PaletteCommand,
    is_named,
)

MOST_FOUND = 5


def waiting_here(actor: Actor) -> QuerySet[Any] | None:
    """The checked deliveries that wait for whoever may post them."""
    if actor.branch_id is None or not actor.may(POST_RECEIPT, actor.branch_id):
        return None
    rows = list_receipts(actor=actor, branch_id=actor.branch_id)
    return rows.filter(state="checked")


ITEMS = (
    NavItem(
        Topic.RECEIPTS,
        gettext_lazy("Goods receipts"),
        "box-arrow-in-down",
        "backoffice:receipt_list",
        VIEW_RECEIPTS,
        badge=waiting_here,
        order=10,
        words=gettext_lazy("purchasing delivery arrived incoming invoice supplier"),
    ),
    NavItem(
        Topic.RECEIPTS,
        gettext_lazy("Free goods received"),
        "gift",
        "backoffice:receipt_bonuses",
        VIEW_RECEIPTS,
        order=60,
    ),
)

COMMANDS = (
    PaletteCommand(
        gettext_lazy("Receive goods"),
        "box-arrow-in-down",
        "backoffice:receipt_new",
        DRAFT_RECEIPT,
        words=gettext_lazy("purchasing delivery arrived incoming invoice supplier"),
    ),
    PaletteCommand(
        gettext_lazy("Upload delivery invoices"),
        "file-earmark-arrow-up",
        "backoffice:receipt_upload",
        DRAFT_RECEIPT,
        words=gettext_lazy("purchasing delivery scan photo PDF read faktur"),
    ),
    PaletteCommand(
        gettext_lazy("View goods receipts"),
        "box-arrow-in-down",
        "backoffice:receipt_list",
        VIEW_RECEIPTS,
    ),
    PaletteCommand(
        gettext_lazy("Goods receipt settings"),
        "sliders",
        "backoffice:receipt_terms",
        SET_TERMS,
    ),
)


def find_receipts(actor: Actor, text: str) -> Iterable[FoundRecord]:
    """Receipts by number, delivery note or invoice."""
    if not actor.may_anywhere(VIEW_RECEIPTS):
        return []
    rows = matching(list_receipts(actor=actor), text).order_by("-received_on", "-id")[:MOST_FOUND]
    return [
        FoundRecord(
            row.number or row.delivery_note or _("Draft goods receipt"),
            "box-arrow-in-down",
            reverse("backoffice:receipt_detail", args=[row.pk]),
            row.invoice_number,
            named=is_named(text, row.number, row.delivery_note, row.invoice_number),
        )
        for row in rows
    ]


SEARCHES = (find_receipts,)
