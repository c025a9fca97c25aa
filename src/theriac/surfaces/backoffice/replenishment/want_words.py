"""The want list in the reader's words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.domains.catalog.queries.products import ProductDetail
from theriac.surfaces.backoffice.catalog.words import in_words
from theriac.surfaces.backoffice.shell.badges import States
from theriac.surfaces.backoffice.templatetags import theriac as shown

SOURCES: dict[str, Text] = {
    "low": _("Low stock"),
    "hand": _("Manual"),
    "lost_sale": _("Lost sale"),
    "owing": _("Owing slip"),
    "need": _("Order needs"),
}
STATES = States(
    open=(_("To order"), "cart", "look"),
    taken=(_("Ordered"), "cart-check", "note"),
    came=(_("Received"), "check2-all", "go"),
    enough=(_("Back in stock"), "check2-all", ""),
    removed=(_("Removed"), "dash-circle", ""),
)


def quantity_words(want: Any, product: ProductDetail | None) -> str:
    """2 boxes; 3 bottles of what isn't in the catalogue."""
    if product is not None:
        return in_words(want.quantity, product)
    return f"{shown.number(want.quantity)} {want.unit}".strip()
