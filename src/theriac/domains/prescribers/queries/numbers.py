"""Who has a licence of a number, exactly: for other domains, so nothing is asked."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from theriac.countries.prescribers.rules import compact
from theriac.domains.prescribers.models import Prescriber, PrescriberLicence, PrescriberWord
from theriac.domains.prescribers.rules.words import NUMBER


def prescribers_numbered(numbers: Collection[tuple[str, str]]) -> set[UUID]:
    """Active prescribers with one of these numbers by its kind; "" is a number of any kind."""
    wanted = {(kind, compact(number)) for kind, number in numbers if number.strip()}
    words = PrescriberWord.objects.filter(kind=NUMBER, word__in={number for _, number in wanted})
    ids = set(words.order_by().values_list("prescriber_id", flat=True))
    rows = PrescriberLicence.objects.filter(prescriber_id__in=ids).order_by()
    held = {
        owner
        for owner, kind, number in rows.values_list("prescriber_id", "kind", "number")
        if {(kind, compact(number)), ("", compact(number))} & wanted
    }
    there = Prescriber.objects.filter(id__in=held, erased_at=None, merged_into=None)
    return set(there.filter(state=Prescriber.State.ACTIVE).values_list("id", flat=True))
