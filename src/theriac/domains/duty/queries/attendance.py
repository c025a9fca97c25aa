"""Who is on duty at a branch at an instant, and whether somebody must be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from theriac.countries.base import CountryProfile
from theriac.countries.duty.rules import asks_pharmacist
from theriac.countries.gates import UnknownLegalClass
from theriac.domains.duty.models import BranchDutyRule, DutyTurn
from theriac.domains.duty.standing import turns_at


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Somebody's turn that lasts: at the latest until ``until``."""

    turn_id: UUID
    person_id: UUID
    started_at: datetime
    until: datetime


def on_duty_at(branch_id: UUID, moment: datetime) -> Sequence[OnDuty]:
    """Who was on duty, who came first on top; one statement."""
    rows = turns_at(moment).filter(branch_id=branch_id).order_by("started_at", "id")
    return [OnDuty(*row) for row in rows.values_list("id", "person_id", "started_at", "until")]


def is_chosen(branch_id: UUID) -> bool:
    """Whether the branch wants a pharmacist on duty beyond the law."""
    return BranchDutyRule.objects.filter(branch_id=branch_id, asked=True).exists()


def classes_asked(
    profile: CountryProfile, legal_classes: Iterable[str], branch_id: UUID, on: date
) -> set[str]:
    """Of these classes, those that leave only while a pharmacist is on duty.

    Nothing is read where none is prescription-only, nor where the law asks for all that are.
    """
    bound = {code for code in legal_classes if _is_bound(profile, code)}
    lawful = {code for code in bound if asks_pharmacist(profile.duty.laws, code, on)}
    return bound if bound != lawful and is_chosen(branch_id) else lawful


def is_asked_by_law(profile: CountryProfile, on: date) -> bool:
    """Whether the country's law wants a pharmacist on duty for any goods."""
    return any(asks_pharmacist(profile.duty.laws, one.code, on) for one in profile.legal_classes)


def is_asked_here(profile: CountryProfile, branch_id: UUID, on: date) -> bool:
    """Whether the law or the branch wants a pharmacist on duty for any goods."""
    every = [one.code for one in profile.legal_classes]
    return bool(classes_asked(profile, every, branch_id, on))


def _is_bound(profile: CountryProfile, code: str) -> bool:
    try:
        return profile.legal_class(code).needs_prescription
    except UnknownLegalClass:
        return False


def turns_told(turn_ids: Iterable[UUID]) -> Mapping[UUID, tuple[UUID, UUID]]:
    """Branch and person of turns, by the turn."""
    rows = DutyTurn.objects.filter(id__in=list(turn_ids))
    return {
        key: (branch, person)
        for key, branch, person in rows.values_list("id", "branch_id", "person_id")
    }


def turn_ends(turn_id: UUID) -> datetime | None:
    """Until when a turn lasts at the latest; None for none."""
    return DutyTurn.objects.filter(id=turn_id).values_list("until", flat=True).first()
