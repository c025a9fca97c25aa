"""Changing a record: guarded by its version, found anew, without values in the trail."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.patients import particulars, register
from tests.support.shop import Shop
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import Stale
from theriac.domains.patients.commands.change import change_patient, write_notes
from theriac.domains.patients.models import Patient
from theriac.domains.patients.problems import ParticularsRefused
from theriac.domains.patients.queries.search import find_patients


def test_a_change_is_found_by_the_new_and_not_by_the_old(shop: Shop) -> None:
    one = register(shop, "Siti Nurhaliza")
    named = {"actor": shop.owner, "branch_id": shop.branch_id, "patient_id": one}
    change_patient(
        **named, version=1, particulars=particulars("Sri Mulyani", birth_date=date(1962, 8, 26))
    )
    assert [row.id for row in find_patients("mulyani", "62")[0]] == [one]
    assert find_patients("nurhaliza", "62")[0] == []
    assert find_patients("1990-07-01", "62")[0] == []
    record = AuditRecord.objects.get(command="patients.change_patient")
    assert record.facts == {"changed": ["birth_date", "names"]}
    with pytest.raises(Stale):
        change_patient(**named, version=1, particulars=particulars())


def test_notes_are_kept_and_bounded(shop: Shop) -> None:
    one = register(shop)
    named = {"actor": shop.owner, "branch_id": shop.branch_id, "patient_id": one}
    write_notes(**named, notes="  Calls on Mondays ")
    assert Patient.objects.get(id=one).notes == "Calls on Mondays"
    with pytest.raises(ParticularsRefused):
        write_notes(**named, notes="x" * 4001)
