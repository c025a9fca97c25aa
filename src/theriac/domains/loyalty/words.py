"""Kinds of entries in words, on screens and paper."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text

ENTRY_KINDS: dict[str, Text] = {
    "earned": _("Earned"),
    "spent": _("Spent"),
    "taken_back": _("Taken back for a return"),
    "given_back": _("Given back for a return"),
    "expired": _("Expired"),
    "restored": _("Expiry undone for a return"),
    "adjusted": _("Adjusted by hand"),
}
