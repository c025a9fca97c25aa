"""Data for analysis: no names, pseudonyms that nobody can join, and nobody alone in a class."""

from __future__ import annotations

import hmac
import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.problems import Conflict, Unprocessable
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.models import HealthFact, Patient
from theriac.domains.patients.permissions import ANALYSE_PATIENTS
from theriac.domains.patients.rules.anonymity import (
    LEAST_K,
    MOST_K,
    Anonymous,
    Described,
    anonymised,
    band_of,
    region_of,
    smallest_class,
)

AT_ONCE = 500
HEAD = ("pseudonym", "born", "sex", "region", "facts")


@command(
    name="patients.export_for_analysis",
    done=gettext_lazy("Exported anonymised data for analysis"),
    permission=ANALYSE_PATIENTS,
)
def export_for_analysis(*, actor: Actor, branch_id: BranchId, k: int) -> Anonymous:
    """Everybody who isn't restricted, generalised until k look alike, the rest suppressed.

    Pseudonyms are keyed hashes under a key that is made here and forgotten, so that two exports
    can't be joined. The trail keeps how many rows, k and l. Raises Unprocessable for a k out of
    bounds, Conflict where nobody could be given.
    """
    if not LEAST_K <= k <= MOST_K:
        raise Unprocessable(
            _("Enter a group size from %(least)s to %(most)s.")
            % {"least": LEAST_K, "most": MOST_K},
            field="k",
        )
    found = anonymised(list(_described(os.urandom(32))), k)
    if not found.rows:
        raise Conflict(_("Too few patients are similar, so no anonymised file can be created."))
    if smallest_class(found.rows) < k:
        raise RuntimeError("the rows aren't k-anonymous")
    unit = current_unit()
    facts = {
        "rows": len(found.rows),
        "suppressed": found.suppressed,
        "k": k,
        "l": found.diversity,
    }
    unit.record("patients.analysis", unit.effect_id, facts=facts)
    return found


def table_of(found: Anonymous) -> Iterator[Sequence[str]]:
    """The rows as a table, by pseudonym, so that their order tells nothing."""
    for row in sorted(found.rows, key=lambda one: one.pseudonym):
        yield row.pseudonym, row.born, row.sex, row.region, " ".join(row.facts)


def _described(key: bytes) -> Iterator[Described]:
    after: UUID | None = None
    rows = Patient.objects.filter(erased_at=None, restricted_at=None, merged_into=None)
    ordered = rows.order_by("id").only("birth_date", "sex", "addresses")
    while page := list((ordered.filter(id__gt=after) if after else ordered)[:AT_ONCE]):
        after = page[-1].id
        facts = _facts([row.id for row in page])
        for row in page:
            yield Described(
                pseudonym=hmac.digest(key, row.id.bytes, "sha256").hex()[:20],
                born=band_of(row.birth_date),
                sex=row.sex or "*",
                region=region_of(row.addresses),
                facts=facts.get(row.id, ()),
            )


def _facts(ids: Sequence[UUID]) -> dict[UUID, tuple[str, ...]]:
    """The codes that hold of these patients; what was written beside them is left out."""
    found: dict[UUID, set[str]] = defaultdict(set)
    for fact in HealthFact.objects.filter(patient_id__in=ids, ended_at=None).order_by("id"):
        found[fact.patient_id].add(f"{fact.content['kind']}:{fact.content['code']}")
    return {patient: tuple(sorted(codes)) for patient, codes in found.items()}
