"""Valid requests about the pharmacy's own abbreviations."""

from __future__ import annotations

from uuid import UUID

from tests.support.shop import Shop
from tests.surfaces.api.pieces import Asked
from theriac.domains.catalog.models import Abbreviation
from theriac.domains.catalog.search.stored.abbreviations import add_abbreviation


def an_abbreviation(shop: Shop) -> UUID:
    """The one abbreviation of the pharmacy."""
    known = Abbreviation.objects.filter(short="pnx").first()
    if known is not None:
        return known.id
    return add_abbreviation(actor=shop.owner, short="pnx", words="panadol extra")


def abbreviation_writes(shop: Shop) -> dict[str, Asked]:
    one = f"/abbreviations/{an_abbreviation(shop)}"
    body = {"short": "pnx", "words": "panadol"}
    return {
        "addAbbreviation": Asked("POST", "/abbreviations", {"short": "zz", "words": "zinc"}),
        "changeAbbreviation": Asked("PUT", one, body, edits=one),
        "removeAbbreviation": Asked("POST", f"{one}/remove"),
    }
