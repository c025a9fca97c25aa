"""Prescribers as they are listed and read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import query
from theriac.countries.base import CountryProfile
from theriac.countries.prescribers.rules import HeldLicence, LicenceVerdict, judged
from theriac.countries.registry import profile_for
from theriac.domains.organisation.queries.branches import get_pharmacy
from theriac.domains.prescribers.models import (
    Practice,
    Prescriber,
    PrescriberLicence,
    PrescriberMerge,
)
from theriac.domains.prescribers.permissions import MANAGE_PRESCRIBERS, VIEW_PRESCRIBERS
from theriac.domains.prescribers.rules.facts import PracticeWritten, PrescriberLicenceWritten
from theriac.domains.prescribers.search import matching

SOON_DAYS = 60
"""A licence that ends within so many days is asked for anew."""


def expiring_by(rows: QuerySet[Prescriber], day: date) -> QuerySet[Prescriber]:
    """Those with a licence that ends by the day, or ended."""
    ending = PrescriberLicence.objects.filter(valid_until__lte=day).values("prescriber_id")
    return rows.filter(id__in=ending)


PRESCRIBERS: Listing[Prescriber] = Listing(
    name="prescribers.prescribers",
    sorts={"name": SortFields(("name",))},
    default_sort="name",
    filters={
        "state": lambda rows, value: rows.filter(state=value),
        "profession": lambda rows, value: rows.filter(profession=value),
        "expiring_by": expiring_by,
        "text": matching,
    },
)


@query(permission=VIEW_PRESCRIBERS)
def list_prescribers(*, actor: Actor) -> QuerySet[Prescriber]:
    """Everybody with licences and practices, merged and erased ones left out; in no order."""
    rows: QuerySet[Prescriber] = Prescriber.objects.filter(merged_into=None, erased_at=None)
    return rows.prefetch_related("licences", "practices").order_by()


@query(permission=VIEW_PRESCRIBERS)
def find_prescriber(*, actor: Actor, prescriber_id: UUID) -> Prescriber | None:
    """One with licences and practices; of a merged record the one that stands for it."""
    rows = Prescriber.objects.prefetch_related("licences", "practices").filter(erased_at=None)
    found: Prescriber | None = rows.filter(id=prescriber_id).first()
    if found is not None and found.merged_into_id is not None:
        found = rows.filter(id=found.merged_into_id).first()
    return found


def licences_of(prescriber: Prescriber) -> list[PrescriberLicenceWritten]:
    """The licences, the country's kinds apart, the latest end first within."""
    rows: list[Any] = sorted(
        prescriber.licences.all(),
        key=lambda row: (row.kind, -(row.valid_until or date.max).toordinal(), row.number),
    )
    return [
        PrescriberLicenceWritten(
            kind=row.kind,
            number=row.number,
            issuer=row.issuer,
            place=row.place,
            issued_on=row.issued_on,
            valid_until=row.valid_until,
        )
        for row in rows
    ]


def practices_of(prescriber: Prescriber) -> list[PracticeWritten]:
    """The practices in their order."""
    return [
        PracticeWritten(name=row.name, address=row.address, phone=row.phone, hours=row.hours)
        for row in sorted(prescriber.practices.all(), key=lambda row: row.position)
    ]


def profile_here() -> CountryProfile:
    """The rules of the pharmacy's country."""
    pharmacy = get_pharmacy()
    return profile_for(pharmacy.country if pharmacy else "generic")


def verdict_of(prescriber: Prescriber, profile: CountryProfile, on: date) -> LicenceVerdict:
    """What the country's rule says on ``on`` of a new prescription by this person."""
    held = [HeldLicence(row.kind, row.valid_until) for row in prescriber.licences.all()]
    return judged(profile.prescriber_licences, held, on)


def is_ending(prescriber: Prescriber, on: date) -> bool:
    """Whether a licence ends within ``SOON_DAYS``."""
    last = on + timedelta(days=SOON_DAYS)
    ends = (row.valid_until for row in prescriber.licences.all())
    return any(end is not None and on <= end <= last for end in ends)


@dataclass(frozen=True, slots=True)
class PrescribersDue:
    """How many active prescribers have a licence that ended, and how many one that soon does."""

    expired: int
    expiring: int


@query(permission=MANAGE_PRESCRIBERS)
def prescribers_due(*, actor: Actor, on: date) -> PrescribersDue:
    """The counts on ``on``, in one statement."""
    ending = PrescriberLicence.objects.filter(
        valid_until__lte=on + timedelta(days=SOON_DAYS),
        prescriber__state=Prescriber.State.ACTIVE,
    ).order_by()
    ends = list(ending.values_list("prescriber_id", "valid_until"))
    expired = {owner for owner, end in ends if end is not None and end < on}
    return PrescribersDue(len(expired), len({owner for owner, _end in ends} - expired))


@dataclass(frozen=True, slots=True)
class KnownPrescriber:
    """Somebody's licence numbers and the address of a practice; "" where none is on record."""

    licence: str
    address: str


def prescribers_known(ids: Collection[UUID]) -> dict[UUID, KnownPrescriber]:
    """What is on record of each that is kept, by id; of a merged one what its other record has.

    The licence that ends first stands first; of several practices it is the first.
    """
    rows = Prescriber.objects.filter(id__in=ids, erased_at=None).order_by()
    kept = {key: into or key for key, into in rows.values_list("id", "merged_into_id")}
    licences = PrescriberLicence.objects.filter(prescriber_id__in=kept.values()).exclude(number="")
    numbers: dict[UUID, list[str]] = {}
    for row in sorted(licences, key=lambda row: (row.valid_until or date.max, row.number)):
        numbers.setdefault(row.prescriber_id, []).append(row.number)
    practices = Practice.objects.filter(prescriber_id__in=kept.values()).exclude(address="")
    places = {row.prescriber_id: row.address for row in practices.order_by("-position")}
    return {
        key: KnownPrescriber(", ".join(numbers.get(own, ())), places.get(own, ""))
        for key, own in kept.items()
    }


def known(ids: Collection[UUID]) -> set[UUID]:
    """Which of these are prescribers, whatever became of them."""
    return set(Prescriber.objects.filter(id__in=ids).values_list("id", flat=True))


def prescriber_names(ids: Collection[UUID]) -> dict[UUID, str]:
    """The full names of these, by id; a merged one's is that of the record that stands for it."""
    rows = Prescriber.objects.filter(id__in=ids, erased_at=None).select_related("merged_into")
    return {row.id: (row.merged_into or row).full_name for row in rows}


def erased() -> set[UUID]:
    """Everybody whose erasure is on record."""
    rows = Prescriber.objects.exclude(erased_at=None).order_by()
    return set(rows.values_list("id", flat=True))


@query(permission=VIEW_PRESCRIBERS)
def merged_into(*, actor: Actor, prescriber_id: UUID) -> list[tuple[UUID, str]]:
    """Whose records stand in this one now: id and name, the last merged first."""
    rows = PrescriberMerge.objects.filter(kept_id=prescriber_id, undone_at=None)
    found = rows.select_related("merged").order_by("-merged_at", "-id")
    return [(one.merged_id, one.merged.full_name) for one in found]
