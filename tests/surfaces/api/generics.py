"""A medicine with its generic, and a valid request for each operation on generics."""

from __future__ import annotations

from uuid import UUID

from tests.surfaces.api.pieces import Asked
from theriac.domains.catalog.models import Generic

SAID = {"substance": "Paracetamol", "strength": "500 mg", "dose_form": "tablet"}


def generic_reads(product_id: UUID) -> dict[str, str]:
    """Addresses by operation id."""
    return {
        "listGenerics": "/generics?substance=Paracetamol",
        "getGeneric": f"/generics/{Generic.objects.get().id}",
        "listEquivalents": f"/products/{product_id}/equivalents",
        "listBrands": "/brands?text=paracetamol",
    }


def generic_write(product: str) -> Asked:
    """Naming a product's generic."""
    parts = [{"substance": "Paracetamol", "strength": "650 mg"}]
    body = {"ingredients": parts, "dose_form": "tablet"}
    return Asked("PUT", f"/products/{product}/generic", body, edits=f"/products/{product}")
