"""Prescribers who may be one person, found by shared words and judged by the rules of likeness."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

from django.db.models import Count, Q

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.prescribers.models import Prescriber, PrescriberWord
from theriac.domains.prescribers.permissions import MANAGE_PRESCRIBERS
from theriac.domains.prescribers.rules.likeness import likeness, weight
from theriac.domains.prescribers.rules.words import (
    NUMBER,
    PHONE,
    TWIN,
    Findable,
    Word,
    words_of,
)
from theriac.domains.prescribers.search import calling_code, findable

MOST_SHARED = 100
MOST_JUDGED = 200
MOST_PAIRS = 50
_TELLING = (NUMBER, PHONE, TWIN)


@dataclass(frozen=True, slots=True)
class LikelyPrescriber:
    """A record and the codes of the reasons to think that it is the person's."""

    prescriber: Prescriber
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrescriberPair:
    """Two records that may be of one person."""

    one: Prescriber
    other: Prescriber
    reasons: tuple[str, ...]


def find_likely(person: Findable, but: Collection[UUID] = ()) -> list[LikelyPrescriber]:
    """The records that may be this person's, the likeliest first; four statements."""
    shared = [word for word in words_of(person) if word[0] in _TELLING]
    rows = _holding(shared, but)
    judged = [
        LikelyPrescriber(row, likeness(person, findable(row, person.calling_code))) for row in rows
    ]
    found = [one for one in judged if one.reasons]
    return sorted(found, key=lambda one: (-weight(one.reasons), one.prescriber.name))


def _holding(words: Sequence[Word], but: Collection[UUID]) -> list[Prescriber]:
    if not words:
        return []
    told = Q()
    for kind, word in words:
        told |= Q(kind=kind, word=word)
    ids = list(
        PrescriberWord.objects.filter(told)
        .exclude(prescriber_id__in=list(but))
        .order_by()
        .values_list("prescriber_id", flat=True)
        .distinct()[:MOST_JUDGED]
    )
    return _read(ids)


def _read(ids: Collection[UUID]) -> list[Prescriber]:
    rows = Prescriber.objects.filter(id__in=ids, merged_into=None, erased_at=None)
    return list(rows.prefetch_related("licences", "practices").order_by("created_at", "id"))


@query(permission=MANAGE_PRESCRIBERS)
def likely_prescribers(*, actor: Actor, prescriber: Prescriber) -> list[LikelyPrescriber]:
    """Which records may be of the same person as this one."""
    return find_likely(findable(prescriber, calling_code()), but=[prescriber.id])


@query(permission=MANAGE_PRESCRIBERS)
def list_duplicate_prescribers(*, actor: Actor) -> list[PrescriberPair]:
    """Pairs in the whole register, the likeliest first; five statements."""
    telling = PrescriberWord.objects.filter(kind__in=_TELLING).order_by()
    groups = telling.values("kind", "word").annotate(people=Count("prescriber_id", distinct=True))
    shared = list(groups.filter(people__gt=1).order_by("kind", "word")[:MOST_SHARED])
    told = Q()
    for one in shared:
        told |= Q(kind=one["kind"], word=one["word"])
    if not shared:
        return []
    holders: dict[Word, set[UUID]] = {}
    rows = PrescriberWord.objects.filter(told).order_by("prescriber_id")
    for kind, word, owner in rows.values_list("kind", "word", "prescriber_id"):
        holders.setdefault((kind, word), set()).add(owner)
    return _judged(holders)


def _judged(holders: dict[Word, set[UUID]]) -> list[PrescriberPair]:
    code = calling_code()
    people = {row.id: row for row in _read({one for some in holders.values() for one in some})}
    pairs = {
        pair for some in holders.values() for pair in combinations(sorted(some & set(people)), 2)
    }
    found = []
    for first, second in sorted(pairs):
        one, other = people[first], people[second]
        reasons = likeness(findable(one, code), findable(other, code))
        if reasons:
            found.append(PrescriberPair(one, other, reasons))
    return sorted(found, key=lambda pair: -weight(pair.reasons))[:MOST_PAIRS]
