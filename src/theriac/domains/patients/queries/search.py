"""Finding patients by keyed hashes: a bounded number of statements, whatever was typed.

Holders of a token are always read in the order of their ids, which is the order of the index over
both. Without it PostgreSQL, where it believes that many fit, reads the table from its beginning in
the hope of finding the few that are wanted soon: half a second instead of half a millisecond.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from theriac.core.database.reads import CachedRead
from theriac.core.privacy.keyed_hashes import HashKey, hash_keys
from theriac.domains.patients.models import Patient, SearchToken
from theriac.domains.patients.rules.tokens import Value, asked

MOST_FOUND = 20
"""People who are shown; more are only told."""
FEW = 128
"""Holders of a token that are looked through by themselves."""
SHOWN = ("names", "birth_date", "merged_into", "erased_at")


def _holding(token: int) -> QuerySet[SearchToken, tuple[UUID]]:
    """Some holders of a token, FEW at most."""
    rows = SearchToken.objects.filter(token=token).order_by("patient_id")
    return rows.values_list("patient_id")[:FEW]


def _with_all(*tokens: int) -> QuerySet[SearchToken, tuple[UUID]]:
    """Who holds all of them; as each has many holders, the first are soon found."""
    first, *rest = tokens
    rows = SearchToken.objects.filter(token=first)
    for token in rest:
        too = SearchToken.objects.filter(token=token, patient_id=OuterRef("patient_id"))
        rows = rows.filter(Exists(too))
    return rows.order_by("patient_id").values_list("patient_id")[: MOST_FOUND + 1]


_read_some = CachedRead(_holding)
_read_with_all = CachedRead(_with_all)


def find_ids(values: Sequence[Value], keys: Sequence[HashKey]) -> list[UUID]:
    """Whom all these values fit, at most one more than MOST_FOUND.

    One statement for each value and one more, for each key that is in force.
    """
    found: dict[UUID, None] = {}
    for key in keys:
        tokens = [key.token(kind, value) for kind, value in values]
        found |= dict.fromkeys(_holders(tokens))
    return list(found)[: MOST_FOUND + 1]


def _holders(tokens: Sequence[int]) -> list[UUID]:
    """Who holds all of the tokens: the holders of a rare one are looked through, whole."""
    found: set[UUID] | None = None
    many: list[int] = list(tokens) if len(tokens) == 1 else []
    for token in tokens if len(tokens) > 1 else ():
        holders = {row[0] for row in _read_some(token)}
        if len(holders) == FEW:
            many.append(token)
            continue
        found = holders if found is None else found & holders
        if not found:
            return []
    if found is None:
        return [row[0] for row in _read_with_all(*many)] if many else []
    return _who_also_hold(found, many) if many else sorted(found)


def _who_also_hold(patients: set[UUID], tokens: Sequence[int]) -> list[UUID]:
    rows = SearchToken.objects.filter(patient_id__in=patients, token__in=tokens).order_by()
    held: dict[UUID, int] = {}
    for patient_id in rows.values_list("patient_id", flat=True):
        held[patient_id] = held.get(patient_id, 0) + 1
    return sorted(one for one, count in held.items() if count == len(tokens))


def find_patients(text: str, calling_code: str) -> tuple[list[Patient], bool]:
    """The patients whom what was typed fits, by name, and whether there are more than are given.

    By the beginnings of their names; where nobody is found so, by sound. A record that was merged
    is found as the one that was kept.
    """
    spelt, heard = asked(text, calling_code)
    keys = hash_keys()
    ids = find_ids(spelt, keys) or find_ids(heard, keys)
    patients = kept_records(ids[:MOST_FOUND])
    return sorted(patients, key=lambda one: one.names.casefold()), len(ids) > MOST_FOUND


def kept_records(ids: Sequence[UUID]) -> list[Patient]:
    """These patients with their names, each merged one as the record that was kept."""
    kept: dict[UUID, Patient] = {}
    wanted = set(ids)
    seen: set[UUID] = set()
    while wanted:
        seen |= wanted
        there = Patient.objects.filter(id__in=wanted, erased_at=None, restricted_at=None)
        rows = list(there.only(*SHOWN))
        kept |= {row.id: row for row in rows if row.merged_into_id is None}
        wanted = {row.merged_into_id for row in rows if row.merged_into_id} - seen
    return list(kept.values())
