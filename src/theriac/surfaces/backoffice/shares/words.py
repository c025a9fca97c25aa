"""Shares in the reader's words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.problems import Text
from theriac.domains.shares.rights import (
    APPROVALS,
    COUNTS,
    DESTRUCTIONS,
    MASKED,
    NAMED,
    RECALLS,
    RECEIPTS,
    RETURNS,
    SALES,
    SEAL,
    STOCK,
    TRAIL,
    TRANSFERS,
)
from theriac.surfaces.backoffice.shell.badges import badge

KINDS: dict[str, Text] = {
    SALES: gettext_lazy("Sales"),
    STOCK: gettext_lazy("Stock movements"),
    RECEIPTS: gettext_lazy("Goods receipts"),
    RETURNS: gettext_lazy("Returns to suppliers"),
    TRANSFERS: gettext_lazy("Transfers"),
    COUNTS: gettext_lazy("Stock counts"),
    DESTRUCTIONS: gettext_lazy("Destructions"),
    RECALLS: gettext_lazy("Recalls"),
    APPROVALS: gettext_lazy("Approvals"),
    TRAIL: gettext_lazy("Audit log"),
    SEAL: gettext_lazy("Sealed records"),
}
NOTES: dict[str, Text] = {
    SALES: gettext_lazy("Each sale with lines, batches, taxes and payments"),
    STOCK: gettext_lazy("Goods in and out, with document, batch and person"),
    RECEIPTS: gettext_lazy("Deliveries posted and reversed, with supplier, invoice and lines"),
    RETURNS: gettext_lazy("Goods returned to suppliers, and replacements received"),
    TRANSFERS: gettext_lazy("Transfers between branches and locations, with their result"),
    COUNTS: gettext_lazy("Posted stock counts with the variance of each line"),
    DESTRUCTIONS: gettext_lazy("Destroyed goods, with both witnesses"),
    RECALLS: gettext_lazy("Each step of a recall, and the batches it blocked"),
    APPROVALS: gettext_lazy("Approvals by a second person and self-confirmations"),
    TRAIL: gettext_lazy("Who did what and why, without anything about patients"),
    SEAL: gettext_lazy("The export for verify_books.py, and the program itself"),
}
PATIENTS: dict[str, Text] = {
    "": gettext_lazy("Not shown"),
    MASKED: gettext_lazy("Initials only"),
    NAMED: gettext_lazy("Full names"),
}
FILES = {"csv", "xlsx"}


def state_badge(share: Any) -> SafeString:
    """Open, ended by somebody, or over."""
    if share.ended_at is not None:
        return badge(_("Ended"), "x-circle", "line")
    if share.ends_at <= clock.now():
        return badge(_("Expired"), "clock-history", "line")
    return badge(_("Open"), "unlock", "go")


def is_open(share: Any) -> bool:
    """Whether the link still opens anything."""
    ends_at: datetime = share.ends_at
    return share.ended_at is None and ends_at > clock.now()


def page_words(page: str) -> Text:
    """A page or file that was looked at, in words."""
    kind, _dot, file = page.partition(".")
    if kind not in KINDS:
        return _("Overview")
    return f"{KINDS[kind]} ({file})" if file else KINDS[kind]
