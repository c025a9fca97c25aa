"""Codes to link: what counters kept for the office, and what became of it."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import query
from theriac.domains.catalog.barcodes import normalise_barcode
from theriac.domains.catalog.models import CodeSighting, UnknownCode
from theriac.domains.catalog.permissions import MANAGE_CATALOG

UNKNOWN_CODES: Listing[UnknownCode] = Listing(
    name="catalog.unknown_codes",
    sorts={"last_seen_at": SortFields(("last_seen_at",)), "times": SortFields(("times",))},
    default_sort="-last_seen_at",
    filters={
        "state": lambda rows, value: rows.filter(state=value),
        "code": lambda rows, value: rows.filter(code=normalise_barcode(value)),
    },
)
"""What may be asked of the list of codes to link."""


@query(permission=MANAGE_CATALOG)
def list_unknown_codes(*, actor: Actor) -> QuerySet[UnknownCode]:
    """Every code that a counter of the pharmacy kept, settled ones too, in no order."""
    return UnknownCode.objects.order_by()


@query(permission=MANAGE_CATALOG)
def open_unknown_codes(*, actor: Actor) -> QuerySet[UnknownCode]:
    """The codes that wait to be linked."""
    return UnknownCode.objects.filter(state=UnknownCode.State.OPEN).order_by()


@query(permission=MANAGE_CATALOG)
def find_unknown_code(*, actor: Actor, unknown_code_id: UUID) -> UnknownCode | None:
    """One code; None where there is none."""
    return UnknownCode.objects.filter(id=unknown_code_id).first()


@query(permission=MANAGE_CATALOG)
def sightings_of(*, actor: Actor, unknown_code_id: UUID) -> QuerySet[CodeSighting]:
    """Each time that the code was kept, the newest first."""
    rows = CodeSighting.objects.filter(code_id=unknown_code_id)
    return rows.select_related("branch").order_by("-recorded_at", "-id")


def seen_at_branch(rows: QuerySet[UnknownCode], branch_id: UUID) -> QuerySet[UnknownCode]:
    """Those of the codes that a counter of the branch kept."""
    at = CodeSighting.objects.filter(code_id=OuterRef("id"), branch_id=branch_id)
    return rows.filter(Exists(at))
