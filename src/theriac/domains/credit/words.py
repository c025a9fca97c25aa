"""Kinds of entries and ages in words, on screens and paper."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text

ENTRY_KINDS: dict[str, Text] = {
    "opening": _("From before"),
    "charge": _("Sale"),
    "payment": _("Payment"),
    "return": _("Credit note"),
    "reversal": _("Reversal"),
    "payout": _("Payout"),
}
AGES: tuple[Text, ...] = (
    _("0–30 days"),
    _("31–60 days"),
    _("61–90 days"),
    _("Over 90 days"),
)
