"""Unmet requests in the reader's words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.catalog.queries.products import ProductDetail
from theriac.surfaces.backoffice.catalog.words import in_words
from theriac.surfaces.backoffice.shell.badges import States
from theriac.surfaces.backoffice.templatetags import theriac as shown

STATES = States(
    open=(_("To handle"), "cart-x", "look"),
    listed=(_("On the want list"), "journal-check", "go"),
    dismissed=(_("Dismissed"), "dash-circle", ""),
)


def asked_words(units: int, product: ProductDetail | None) -> str:
    """2 boxes; a bare number of what isn't in the catalogue."""
    return shown.number(units) if product is None else in_words(units, product)
