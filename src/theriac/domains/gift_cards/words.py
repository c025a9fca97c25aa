"""Kinds of entries in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text

ENTRY_KINDS: dict[str, Text] = {
    "issued": _("Issued"),
    "topped_up": _("Topped up"),
    "paid": _("Paid with it"),
    "released": _("Returned without a sale"),
    "refunded": _("Refunded to the card"),
    "expired": _("Expired"),
    "cancelled": _("Cancelled"),
}
