"""What every page needs of the organisation, in one statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import FilteredRelation, Q, QuerySet

from theriac.core.database.reads import CachedRead
from theriac.domains.organisation.models import Pharmacy


@dataclass(frozen=True, slots=True)
class OpenBranch:
    """An active branch: its name and the zone of its clock."""

    id: UUID
    name: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """The pharmacy with its active branches by code; days before an expiry that ask for a look."""

    name: str
    country: str
    currency: str
    expiry_look_days: int | None
    expiry_stop_days: int | None
    branches: tuple[OpenBranch, ...]


@CachedRead
def _rows() -> QuerySet[Pharmacy, Any]:
    active = FilteredRelation("branches", condition=Q(branches__is_active=True))
    return (
        Pharmacy.objects.annotate(active=active)
        .order_by("active__code")
        .values_list(
            *("created_at", "name", "country", "currency"),
            *("settings__expiry_look_days", "settings__expiry_stop_days"),
            *("active__id", "active__name", "active__time_zone"),
        )
    )


def organisation() -> Organisation | None:
    """The pharmacy of this installation, or None before it is founded."""
    rows = _rows()
    if not rows:
        return None
    _founded, name, country, currency, look, stop, *_branch = min(rows, key=lambda row: row[0])
    return Organisation(
        name=name,
        country=country,
        currency=currency,
        expiry_look_days=look,
        expiry_stop_days=stop,
        branches=tuple(OpenBranch(*row[6:]) for row in rows if row[6] is not None),
    )
