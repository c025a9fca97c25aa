"""Which prescriptions are high-risk, so that a second person verifies them."""

from __future__ import annotations

from uuid import UUID

from theriac.domains.catalog.queries.generics import products_of_generics
from theriac.domains.prescriptions.models import LineOutcome, Prescription, PrescriptionLine
from theriac.domains.prescriptions.validity import classes_of, is_high_risk


def is_risky(found: Prescription) -> bool:
    """Whether a line's product, or what stands for it, is of a controlled class.

    Of a line that is matched to a generic alone, any product of it may be given: one is enough.
    """
    products: set[UUID] = set()
    generics: set[UUID] = set()
    for line in PrescriptionLine.objects.filter(prescription=found).order_by("position"):
        if line.product_id:
            products.add(line.product_id)
        elif line.generic_id:
            generics.add(line.generic_id)
    for some in products_of_generics(generics).values():
        products.update(some)
    given = LineOutcome.objects.filter(line__prescription=found, ended_at=None)
    products.update(one for one in given.values_list("product_id", flat=True) if one)
    return is_high_risk(classes_of(products).values())
