"""Which people are responsible at a branch on a day, by their licences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from theriac.countries.duty.rules import DutyTerms, HeldDutyLicence, responsible_by
from theriac.domains.accounts.queries.profiles import licences_on


def responsible(
    terms: DutyTerms, person_ids: Sequence[UUID], branch_id: UUID, on: date
) -> Mapping[UUID, HeldDutyLicence]:
    """The licence of each person who is responsible at the branch on the day, by the person."""
    held: dict[UUID, list[HeldDutyLicence]] = defaultdict(list)
    for one in licences_on(person_ids, on):
        licence = HeldDutyLicence(one.id, one.kind, one.branch_id, one.valid_until)
        held[one.user_id].append(licence)
    found = {
        person_id: responsible_by(terms, licences, branch_id, on)
        for person_id, licences in held.items()
    }
    return {person_id: licence for person_id, licence in found.items() if licence is not None}
