"""A medicine with its generic, and a valid request for each operation on generics."""

from __future__ import annotations

from tests.support.shop import Medicine, Shop
from tests.surfaces.api.abbreviations import an_abbreviation
from tests.surfaces.api.pieces import Asked
from theriac.domains.catalog.commands.favourites import put_favourite
from theriac.domains.catalog.models import Generic

SAID = {"substance": "Paracetamol", "strength": "500 mg", "dose_form": "tablet"}


def generic_reads(shop: Shop, medicine: Medicine) -> dict[str, str]:
    """Addresses by operation id; a pack of the medicine becomes a tile at first need."""
    product_id, pack_id = medicine.id, medicine.packs[1]
    put_favourite(actor=shop.owner, branch_id=shop.branch_id, pack_id=pack_id)
    short = an_abbreviation(shop)
    return {
        "listAbbreviations": "/abbreviations",
        "getAbbreviation": f"/abbreviations/{short}",
        "listFavourites": "/favourites?limit=2",
        "getFavourite": f"/favourites/{pack_id}",
        "listGenerics": "/generics?substance=Paracetamol",
        "getGeneric": f"/generics/{Generic.objects.filter(name__startswith='Paracetamol')[0].id}",
        "listEquivalents": f"/products/{product_id}/equivalents",
        "listBrands": "/brands?text=paracetamol",
    }


def generic_writes(product: str, pack_id: object) -> dict[str, Asked]:
    """Naming a product's generic; adding a tile, and taking it away."""
    parts = [{"substance": "Paracetamol", "strength": "650 mg"}]
    body = {"ingredients": parts, "dose_form": "tablet"}
    generic = f"/products/{product}/generic"
    first = Generic.objects.order_by("id").values_list("id", flat=True)[0]
    return {
        "setGeneric": Asked("PUT", generic, body, edits=f"/products/{product}"),
        "setAtc": Asked("PUT", f"/generics/{first}/atc", {"atc": "N02BE01"}),
        "putFavourite": Asked("PUT", f"/favourites/{pack_id}", {"position": 1}),
        "removeFavourite": Asked("POST", f"/favourites/{pack_id}/remove"),
    }
