"""Who is known by a number, exactly: for other domains, so nothing is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from theriac.core.privacy.keyed_hashes import hash_keys
from theriac.domains.patients.models import Patient
from theriac.domains.patients.queries.search import find_ids, kept_records
from theriac.domains.patients.rules.tokens import NUMBER
from theriac.domains.patients.sought import profile


@dataclass(frozen=True, slots=True)
class NumberedPatient:
    """A record that has the number; ``is_born_so`` where its birth date is the one told too."""

    id: UUID
    is_born_so: bool


def patients_numbered(
    numbers: Mapping[str, str], born: date | None, today: date
) -> list[NumberedPatient]:
    """Records with one of these numbers by their kind; a merged one as the one that was kept.

    A number of an unknown kind, or that doesn't hold its kind's form, finds nobody. Erased and
    restricted records aren't found.
    """
    kinds = {one.code: one for one in profile().person_identifiers}
    keys = hash_keys()
    found: dict[UUID, NumberedPatient] = {}
    for code, text in numbers.items():
        kind = kinds.get(code)
        read = kind.read(text, today).check if kind is not None else None
        if read is None or not read.valid:
            continue
        ids = [one.id for one in kept_records(find_ids([(NUMBER, read.value)], keys))]
        for one in Patient.objects.filter(id__in=ids):
            if one.national_ids.get(code) == read.value:
                is_born_so = born is not None and one.birth_date == born
                found[one.id] = NumberedPatient(one.id, is_born_so)
    return list(found.values())
