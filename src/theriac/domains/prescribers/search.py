"""Finding prescribers by their words, and keeping those words."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from theriac.core.ids import new_id
from theriac.countries.prescribers.rules import compact
from theriac.countries.registry import profile_for
from theriac.domains.organisation.queries.branches import get_pharmacy
from theriac.domains.prescribers.models import Prescriber, PrescriberWord
from theriac.domains.prescribers.rules.words import (
    NAME,
    NUMBER,
    PHONE,
    PRACTICE,
    SOUND,
    Findable,
    SoughtPrescriber,
    asked,
    words_of,
)


def calling_code() -> str:
    """The digits before a telephone number of the pharmacy's country."""
    pharmacy = get_pharmacy()
    return profile_for(pharmacy.country if pharmacy else "generic").calling_code


def matching(rows: QuerySet[Prescriber], text: str) -> QuerySet[Prescriber]:
    """Those with words that begin so: of name, practice, specialisation; or number, telephone."""
    return found_by(rows, asked(text, calling_code()))


def found_by(rows: QuerySet[Prescriber], typed: SoughtPrescriber) -> QuerySet[Prescriber]:
    """Those that all of what was typed fits; nobody for too little."""
    if typed.is_empty:
        return rows.none()
    if typed.number:
        told = Q(kind=NUMBER, word__startswith=typed.number)
        if typed.phone:
            told |= Q(kind=PHONE, word=typed.phone)
        return rows.filter(_has(told))
    for word in typed.words:
        rows = rows.filter(_has(Q(kind__in=(NAME, PRACTICE), word__startswith=word)))
    return rows


def heard_as(rows: QuerySet[Prescriber], typed: SoughtPrescriber) -> QuerySet[Prescriber]:
    """Those whose name has every part that sounds so."""
    for sound in typed.sounds:
        rows = rows.filter(_has(Q(kind=SOUND, word=sound)))
    return rows


def _has(told: Q) -> Exists:
    return Exists(PrescriberWord.objects.filter(told, prescriber_id=OuterRef("id")))


def findable(prescriber: Prescriber, code: str) -> Findable:
    """What a prescriber is found by, of the rows that were read with them."""
    practices = prescriber.practices.all()
    return Findable(
        name=prescriber.name,
        practices=tuple(one.name for one in practices),
        numbers=tuple(compact(one.number) for one in prescriber.licences.all()),
        phones=tuple(one.phone for one in practices),
        specialisation=prescriber.specialisation,
        calling_code=code,
    )


def keep_words(prescriber: Prescriber, code: str) -> None:
    """Let a prescriber be found by what is kept of them now."""
    fresh = Prescriber.objects.prefetch_related("licences", "practices").get(id=prescriber.id)
    PrescriberWord.objects.filter(prescriber=prescriber).delete()
    PrescriberWord.objects.bulk_create(
        PrescriberWord(id=new_id(), prescriber=prescriber, kind=kind, word=word)
        for kind, word in sorted(words_of(findable(fresh, code)))
    )
