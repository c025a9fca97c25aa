"""Where documents to send and the receipt template stand in the navigation."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.domains.books.permissions import VIEW_BOOKS
from theriac.domains.organisation.permissions import MANAGE_ORGANISATION
from theriac.domains.sale_documents.requests.queries import in_state, list_requests
from theriac.domains.sales.permissions import COPY_RECEIPT
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem, PaletteCommand


def to_send_here(actor: Actor) -> QuerySet[Any] | None:
    """What waits to be sent at the branch that is worked in."""
    if actor.branch_id is None or not actor.may(COPY_RECEIPT, actor.branch_id):
        return None
    return in_state(list_requests(actor=actor, branch_id=actor.branch_id), "waiting")


ITEMS = (
    NavItem(
        Topic.SALE_DOCUMENTS,
        _("Documents to send"),
        "send",
        "backoffice:document_request_list",
        COPY_RECEIPT,
        order=55,
        badge=to_send_here,
        words=_("email whatsapp message receipt invoice send"),
    ),
    NavItem(
        Topic.PHARMACY,
        _("Receipt template"),
        "receipt-cutoff",
        "backoffice:document_template",
        MANAGE_ORGANISATION,
        order=12,
        words=_("invoice logo header footer print paper"),
    ),
)
COMMANDS = (
    PaletteCommand(_("Choose logo"), "image", "backoffice:document_logo_set", MANAGE_ORGANISATION),
    PaletteCommand(
        _("GSTR-1 (India)"), "file-earmark-arrow-down", "backoffice:gst_return", VIEW_BOOKS
    ),
)
