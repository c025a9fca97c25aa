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
    "hand": _("By hand"),
    "lost_sale": _("Lost sale"),
    "owing": _("Owing slip"),
}
STATES = States(
    open=(_("To be ordered"), "cart", "look"),
    taken=(_("Taken for an order"), "cart-check", "note"),
    came=(_("Came"), "check2-all", "go"),
    enough=(_("Enough again"), "check2-all", ""),
    removed=(_("Removed"), "dash-circle", ""),
)


def quantity_words(want: Any, product: ProductDetail | None) -> str:
    """2 boxes; 3 bottles of what isn't in the catalogue."""
    if product is not None:
        return in_words(want.quantity, product)
    return f"{shown.number(want.quantity)} {want.unit}".strip()
