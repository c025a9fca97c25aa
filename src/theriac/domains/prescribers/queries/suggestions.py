"""Who is meant, as one types or scans; and whether a new prescription of theirs is taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.formatting import format_date
from theriac.core.query import query
from theriac.countries.base import CountryProfile
from theriac.countries.prescribers.rules import LicenceVerdict, PrescriptionVerdict, kind_of
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.prescribers.models import Prescriber
from theriac.domains.prescribers.permissions import VIEW_PRESCRIBERS
from theriac.domains.prescribers.problems import PrescriberLicenceExpired, PrescriberUnknown
from theriac.domains.prescribers.queries.prescribers import (
    licences_of,
    list_prescribers,
    profile_here,
    verdict_of,
)
from theriac.domains.prescribers.rules.words import asked
from theriac.domains.prescribers.search import found_by, heard_as

MOST_SUGGESTED = 8


@dataclass(frozen=True, slots=True)
class PrescriberSuggestion:
    """Somebody who may be meant; ``told`` is what an intake says of a licence, "" of a good one."""

    id: UUID
    name: str
    profession: str
    specialisation: str
    number: str
    practice: str
    verdict: PrescriptionVerdict
    told: str


@query(permission=VIEW_PRESCRIBERS)
def suggest_prescribers(*, actor: Actor, branch_id: UUID, text: str) -> list[PrescriberSuggestion]:
    """Active prescribers whom a text fits by name, practice or number; by sound where none is.

    At most eight. Three statements beside what tells place and country, four with sounds.
    """
    profile = profile_here()
    typed = asked(text, profile.calling_code)
    if typed.is_empty:
        return []
    rows = list_prescribers(actor=actor).filter(state=Prescriber.State.ACTIVE)
    rows = rows.order_by("name", "id")
    found = list(found_by(rows, typed)[:MOST_SUGGESTED])
    if not found and typed.sounds:
        found = list(heard_as(rows, typed)[:MOST_SUGGESTED])
    today = branch_date(branch_id)
    return [_suggestion(one, profile, today, typed.number) for one in found]


def _suggestion(
    one: Prescriber, profile: CountryProfile, today: date, number: str
) -> PrescriberSuggestion:
    licences, practices = licences_of(one), list(one.practices.all())
    verdict = verdict_of(one, profile, today)
    numbers = [licence.number for licence in licences]
    asked_for = [n for n in numbers if number and number in n.replace(" ", "").upper()]
    return PrescriberSuggestion(
        id=one.id,
        name=one.full_name,
        profession=one.profession,
        specialisation=one.specialisation,
        number=next(iter(asked_for or numbers), ""),
        practice=practices[0].name if practices else "",
        verdict=verdict.verdict,
        told=sentence_of(verdict, one.full_name, profile),
    )


def sentence_of(verdict: LicenceVerdict, name: str, profile: CountryProfile) -> str:
    """What is said of a licence that ended, and what to do; "" where all is well."""
    kind = kind_of(profile.prescriber_licences, verdict.kind)
    if kind is None or verdict.ended_on is None:
        return ""
    told = {
        "licence": kind.label,
        "name": name,
        "day": format_date(verdict.ended_on, get_language() or "en"),
    }
    if verdict.verdict is PrescriptionVerdict.BLOCK:
        words = _(
            "The %(licence)s of %(name)s expired on %(day)s. Enter the renewed licence first, or "
            "ask for a prescription from another prescriber."
        )
    else:
        words = _(
            "The %(licence)s of %(name)s expired on %(day)s. Ask the practice for the renewed one."
        )
    return words % told


@dataclass(frozen=True, slots=True)
class NamedPrescriber:
    """Whom a prescription names, as records keep them; ``warning`` is "" for a good licence."""

    id: UUID
    name: str
    warning: str


@query(permission=VIEW_PRESCRIBERS)
def name_prescriber(*, actor: Actor, prescriber_id: UUID, on: date) -> NamedPrescriber:
    """Whom a prescription that is dispensed on ``on`` names.

    Raises PrescriberUnknown for nobody, an inactive or an erased one; PrescriberLicenceExpired
    where the country's rule takes nothing new of somebody whose licence ended.
    """
    rows = Prescriber.objects.prefetch_related("licences").filter(erased_at=None)
    found: Prescriber | None = rows.filter(id=prescriber_id).first()
    if found is not None and found.merged_into_id is not None:
        found = rows.filter(id=found.merged_into_id).first()
    if found is None or found.state != Prescriber.State.ACTIVE:
        raise PrescriberUnknown(_("This prescriber isn’t active. Choose one from the list."))
    profile = profile_here()
    verdict = verdict_of(found, profile, on)
    words = sentence_of(verdict, found.full_name, profile)
    if verdict.verdict is PrescriptionVerdict.BLOCK:
        raise PrescriberLicenceExpired(words, prescriber_id=str(found.id))
    return NamedPrescriber(found.id, found.full_name, words)
