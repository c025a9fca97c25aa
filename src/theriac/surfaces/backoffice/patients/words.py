"""Codes of patients' records in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import Text
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.commands.search import FoundPatient, name_patients
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.patients.record import Health
from theriac.domains.patients.rules.likeness import REASONS
from theriac.domains.patients.rules.lists import (
    ALLERGY,
    CHANNELS,
    ENDINGS,
    HOWS,
    OTHER,
    PURPOSES,
    SEVERITIES,
    codes_of,
)
from theriac.domains.patients.rules.particulars import CONTACT_KINDS
from theriac.domains.patients.rules.reasons import WHY
from theriac.domains.patients.sought import profile
from theriac.surfaces.backoffice.patients.base import age_on
from theriac.surfaces.backoffice.shell.badges import badge

CHOOSE = ("", "–")


def why_words(record: AuditRecord) -> Text:
    """Why, where the trail says it."""
    known = {**WHY, **HOWS, **ENDINGS}
    return known.get(record.reason, "–")


def health_words(fact: Health) -> dict[str, Any]:
    """An allergy or condition as it is read."""
    name = fact.text if fact.code == OTHER else str(codes_of(fact.kind).get(fact.code, fact.code))
    return {
        "fact": fact,
        "name": name,
        "more": "" if fact.code == OTHER else fact.text,
        "severity": severity_badge(fact) if fact.kind == ALLERGY and fact.severity else "",
        "ending": ENDINGS.get(fact.ended_why, ""),
    }


def severity_badge(fact: Health) -> SafeString:
    """How bad, in words and by colour."""
    meaning = {"mild": "note", "moderate": "look", "severe": "stop"}[fact.severity]
    icon = "exclamation-octagon-fill" if fact.severity == "severe" else "exclamation-triangle"
    return badge(str(SEVERITIES[fact.severity]), icon, meaning)


def found_words(patients: Iterable[FoundPatient]) -> list[dict[str, Any]]:
    """People who were found, with their age and why they are suggested."""
    return [
        {
            "patient": one,
            "age": age_on(one.birth_date),
            "reasons": [REASONS[reason] for reason in one.reasons],
        }
        for one in patients
    ]


def contact_words(contacts: Iterable[Any]) -> list[tuple[Text, str]]:
    """Ways to reach somebody, with their kind."""
    return [(CONTACT_KINDS.get(one["kind"], one["kind"]), one["value"]) for one in contacts]


def number_kinds() -> dict[str, Text]:
    """The numbers of the pharmacy's country by code."""
    return {kind.code: kind.label for kind in profile().person_identifiers}


def consent_words(consent: Any) -> dict[str, Any]:
    """A patient's word, readable."""
    said = badge(_("Yes"), "check-lg", "go") if consent.is_given else badge(_("No"), "slash-circle")
    return {
        "purpose": PURPOSES.get(consent.purpose, consent.purpose),
        "channel": CHANNELS.get(consent.channel, consent.channel),
        "said": said,
        "how": HOWS.get(consent.how, consent.how),
        "at": consent.said_at,
    }


def names_of_patients(
    actor: Actor, branch_id: UUID, patients: Mapping[UUID, UUID]
) -> dict[UUID, str]:
    """Patients' names, read on the record for who may see them, by what they stand beside."""
    names: Mapping[UUID, str] = {}
    if patients and actor.may(VIEW_PATIENTS, branch_id):
        names = name_patients(
            actor=actor,
            branch_id=BranchId(branch_id),
            patient_ids=[PatientId(one) for one in sorted(set(patients.values()))],
        )
    return {key: names.get(one) or str(_("A patient")) for key, one in patients.items()}
