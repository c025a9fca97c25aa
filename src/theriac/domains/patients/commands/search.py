"""Searching for patients, and looking for records of one person: recorded like every reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.duplicates import find_likely, find_pairs
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.mass_reads import watch_readings
from theriac.domains.patients.models import Consent, Patient, PatientFinding
from theriac.domains.patients.permissions import (
    MANAGE_PATIENTS,
    MERGE_PATIENTS,
    VIEW_IDENTITY,
    VIEW_PATIENTS,
)
from theriac.domains.patients.queries.groups import get_patient, groups_of, ids_of
from theriac.domains.patients.queries.search import find_patients, kept_records
from theriac.domains.patients.record import masked_numbers
from theriac.domains.patients.rules.lists import CHANNELS
from theriac.domains.patients.rules.particulars import Particulars
from theriac.domains.patients.rules.reasons import checked_why
from theriac.domains.patients.sought import profile, sought_particulars, sought_patient

LONGEST_TEXT = 200


@dataclass(frozen=True, slots=True)
class FoundPatient:
    """As much as tells people of one name apart. ``reasons`` say why they are suggested."""

    id: PatientId
    names: str
    birth_date: date | None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundPatients:
    """What a search found, by name; ``has_more`` where more fit than are given."""

    patients: Sequence[FoundPatient]
    has_more: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """A patient's names, the channels on which they agreed to be written to, and a telephone."""

    names: str
    channels: tuple[str, ...]
    phone: str


@command(name="patients.search_patients", done=_("Searched for patients"), permission=VIEW_PATIENTS)
def search_patients(
    *, actor: Actor, branch_id: BranchId, text: str, why: str = "care"
) -> FoundPatients:
    """Whom the text fits: beginnings or sound of names, birth date, telephone, number, last four.

    The trail names who was shown, not what was typed.
    """
    found, has_more = find_patients(text[:LONGEST_TEXT], profile().calling_code)
    shown = [_shown(patient) for patient in found]
    _record(actor, [one.id for one in shown], checked_why(why))
    return FoundPatients(shown, has_more)


@command(
    name="patients.suggest_for_particulars",
    done=_("Checked whether a patient is registered"),
    permission=MANAGE_PATIENTS,
)
def suggest_for_particulars(
    *, actor: Actor, branch_id: BranchId, particulars: Particulars
) -> Sequence[FoundPatient]:
    """Who is registered already and may be this person, with reasons."""
    likely = find_likely(sought_particulars(particulars, profile().calling_code))
    shown = [_shown(one.patient, one.reasons) for one in likely]
    _record(actor, [one.id for one in shown], "check")
    return shown


@command(
    name="patients.suggest_duplicates",
    done=_("Compared a patient with others"),
    permission=MERGE_PATIENTS,
)
def suggest_duplicates(
    *, actor: Actor, branch_id: BranchId, patient_id: PatientId
) -> Sequence[FoundPatient]:
    """Which other records may be of this patient, with reasons."""
    patient = get_patient(patient_id)
    person = sought_patient(patient, profile().calling_code)
    likely = find_likely(person, but=ids_of(patient_id))
    shown = [_shown(one.patient, one.reasons) for one in likely]
    _record(actor, [one.id for one in shown], "check")
    return shown


@command(
    name="patients.list_duplicates",
    done=_("Searched for duplicate patients"),
    permission=MERGE_PATIENTS,
)
def list_duplicates(
    *, actor: Actor, branch_id: BranchId
) -> Sequence[tuple[FoundPatient, FoundPatient]]:
    """Pairs of records in the whole file that may be of one person; the second has the reasons."""
    pairs = [(_shown(pair.one), _shown(pair.other, pair.reasons)) for pair in find_pairs()]
    _record(actor, [one.id for pair in pairs for one in pair], "check")
    return pairs


@command(
    name="patients.name_patients",
    done=_("Viewed patients’ names on a list of sales"),
    permission=VIEW_PATIENTS,
)
def name_patients(
    *, actor: Actor, branch_id: BranchId, patient_ids: Sequence[PatientId], why: str = "check"
) -> Mapping[UUID, str]:
    """The names of these patients, by id; a merged one has those of the record that was kept.

    Who was erased or restricted is left out. Raises ParticularsRefused for another why.
    """
    reason = checked_why(why)
    kept = kept_records(patient_ids)
    groups = groups_of(one.id for one in kept)
    _record(actor, [one.id for one in kept], reason)
    return {known: one.names for one in kept for known in groups[one.id]}


@dataclass(frozen=True, slots=True)
class NamedPatient:
    """As much as a register that the law asks for says of somebody; numbers are masked."""

    names: str
    address: str
    numbers: str


@command(
    name="patients.identify_patients",
    done=_("Viewed patients’ names and addresses in a register"),
    permission=VIEW_IDENTITY,
)
def identify_patients(
    *, actor: Actor, branch_id: BranchId, patient_ids: Sequence[PatientId], why: str = "check"
) -> Mapping[UUID, NamedPatient]:
    """Names, first address and masked numbers, by id; of a merged one as its other record has them.

    Who was erased or restricted is left out. Raises ParticularsRefused for another why.
    """
    reason = checked_why(why)
    kept = [one.id for one in kept_records(patient_ids)]
    groups = groups_of(kept)
    _record(actor, kept, reason)
    found: dict[UUID, NamedPatient] = {}
    for one in Patient.objects.filter(id__in=kept).order_by("id"):
        masked = masked_numbers(one).values()
        named = NamedPatient(one.names, next(iter(one.addresses), ""), ", ".join(masked))
        found |= dict.fromkeys(groups[one.id], named)
    return found


@command(
    name="patients.reach_patients",
    done=_("Viewed how patients can be reached"),
    permission=VIEW_PATIENTS,
)
def reach_patients(
    *, actor: Actor, branch_id: BranchId, patient_ids: Sequence[PatientId], purpose: str
) -> Mapping[UUID, Reach]:
    """The names of these patients, and by their consent to the purpose how they are reached.

    A merged one has those of the record that was kept; who was erased or restricted is left out.
    Telephone numbers are only for who may see contacts.
    """
    kept = kept_records(patient_ids)
    groups = groups_of(one.id for one in kept)
    _record(actor, [one.id for one in kept], "care")
    agreed = _agreed(groups, purpose)
    phones = _phones(groups) if actor.may(VIEW_IDENTITY, branch_id) else {}
    return {
        known: Reach(one.names, agreed[one.id], phones.get(one.id, "") if agreed[one.id] else "")
        for one in kept
        for known in groups[one.id]
    }


def _agreed(groups: Mapping[UUID, Sequence[UUID]], purpose: str) -> dict[UUID, tuple[str, ...]]:
    """By record the channels on which the last word to the purpose is yes."""
    head_of = {one: head for head, ids in groups.items() for one in ids}
    rows = Consent.objects.filter(patient_id__in=list(head_of), purpose=purpose)
    words: dict[UUID, dict[str, bool]] = {head: {} for head in groups}
    for row in rows.order_by("said_at", "id"):
        words[head_of[row.patient_id]][row.channel] = row.is_given
    return {
        head: tuple(one for one in CHANNELS if said.get(one, False)) for head, said in words.items()
    }


def _phones(groups: Mapping[UUID, Sequence[UUID]]) -> dict[UUID, str]:
    """By record the first telephone number."""
    found: dict[UUID, str] = {}
    for one in Patient.objects.filter(id__in=list(groups)).order_by("id"):
        numbers = [contact["value"] for contact in one.contacts if contact["kind"] == "phone"]
        found[one.id] = str(numbers[0]) if numbers else ""
    return found


def _shown(patient: Patient, reasons: tuple[str, ...] = ()) -> FoundPatient:
    return FoundPatient(PatientId(patient.id), patient.names, patient.birth_date, reasons)


def _record(actor: Actor, shown: Sequence[UUID], why: str) -> None:
    unit = current_unit()
    ids = [str(one) for one in shown]
    facts = {"shown": len(ids), "patients": ids}
    unit.record("patients.search", unit.effect_id, reason=why, facts=facts)
    insert_rows(PatientFinding, [_finding(actor, one) for one in dict.fromkeys(shown)])
    watch_readings(actor, shown)


def _finding(actor: Actor, patient_id: UUID) -> PatientFinding:
    unit = current_unit()
    return PatientFinding(
        id=new_id(),
        patient_id=patient_id,
        found_at=clock.now(),
        actor_id=actor.id,
        branch_id=unit.branch_id,
        terminal_id=actor.terminal_id,
        command=unit.command,
    )
