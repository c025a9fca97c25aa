"""Lines of prescriptions that the branch may compound for now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.catalog.queries.generics import generics_of
from theriac.domains.prescriptions.ids import code_of
from theriac.domains.prescriptions.models import Prescription
from theriac.domains.prescriptions.permissions import PREPARE_PRESCRIPTIONS
from theriac.domains.prescriptions.queries.ready import lines_left
from theriac.domains.prescriptions.rules.states import COMPOUNDED_IN

MOST_LOOKED = 300
"""Prescriptions that are worked on at once: more than a branch has before the second look."""


@dataclass(frozen=True, slots=True)
class LineToCompound:
    """A line by its prescription's code and its place, with the base units left of its round."""

    id: UUID
    prescription_id: UUID
    code: str
    position: int
    left: int


@query(permission=PREPARE_PRESCRIPTIONS)
def lines_to_compound(
    *, actor: Actor, branch_id: UUID, product_id: UUID
) -> Sequence[LineToCompound]:
    """Those of which the product may be given, the longest in their state first; names nobody."""
    rows = Prescription.objects.filter(branch_id=branch_id, state__in=COMPOUNDED_IN)
    ids = list(rows.order_by("state_since", "id").values_list("id", flat=True)[:MOST_LOOKED])
    left = lines_left(ids) if ids else {}
    generics: Mapping[UUID, UUID | None] = generics_of([product_id]) if left else {}
    generic_id = generics.get(product_id)
    return [
        LineToCompound(one.id, key, code_of(key), one.position, one.left)
        for key in ids
        for one in left.get(key, ())
        if one.product_id == product_id
        or (one.product_id is None and generic_id is not None and one.generic_id == generic_id)
    ]
