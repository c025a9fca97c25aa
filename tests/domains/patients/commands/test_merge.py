"""Merging records of one person keeps everything, and can be undone."""

from __future__ import annotations

import pytest

from tests.support.patients import register
from tests.support.shop import Shop
from theriac.domains.patients.commands.health import NewHealthFact, record_health
from theriac.domains.patients.commands.merge import merge_patients, undo_merge
from theriac.domains.patients.commands.open import open_patient
from theriac.domains.patients.models import Merge
from theriac.domains.patients.problems import PatientGone, PatientMergeRefused
from theriac.domains.patients.queries.readings import list_readings
from theriac.domains.patients.queries.search import find_patients


@pytest.mark.rows("CUS-08")
def test_a_merge_keeps_history_and_is_undone(shop: Shop) -> None:
    named = {"actor": shop.owner, "branch_id": shop.branch_id}
    kept, merged = register(shop, "Siti Nurhaliza"), register(shop, "Noerhalisa S.")
    record_health(**named, patient_id=merged, fact=NewHealthFact("allergy", "egg"))
    merge_patients(**named, kept_id=kept, merged_id=merged)

    both = open_patient(**named, patient_id=kept)
    assert [one.names for one in both.merged] == ["Noerhalisa S."]
    assert both.health is not None
    assert [one.code for one in both.health] == ["egg"]
    assert [row.id for row in find_patients("noerhalisa", "62")[0]] == [kept]
    with pytest.raises(PatientGone):
        open_patient(**named, patient_id=merged)
    commands = {one.command for one in list_readings(actor=shop.owner, patient_id=kept)}
    assert {"patients.record_health", "patients.merge_patients"} <= commands

    assert undo_merge(**named, merged_id=merged) == kept
    assert open_patient(**named, patient_id=kept).health == []
    again = open_patient(**named, patient_id=merged)
    assert again.health is not None
    assert [one.code for one in again.health] == ["egg"]
    row = Merge.objects.get()
    assert (row.merged_by, row.undone_by) == (shop.owner.id, shop.owner.id)
    with pytest.raises(PatientMergeRefused):
        undo_merge(**named, merged_id=merged)


def test_merges_may_follow_each_other(shop: Shop) -> None:
    named = {"actor": shop.owner, "branch_id": shop.branch_id}
    one, two, three = (register(shop, name) for name in ("Ani", "Anni", "Any"))
    merge_patients(**named, kept_id=two, merged_id=three)
    merge_patients(**named, kept_id=one, merged_id=two)
    assert [row.id for row in find_patients("any", "62")[0]] == [one]
    assert [m.names for m in open_patient(**named, patient_id=one).merged] == ["Anni", "Any"]
    with pytest.raises(PatientGone):
        merge_patients(**named, kept_id=two, merged_id=one)
    with pytest.raises(PatientMergeRefused):
        merge_patients(**named, kept_id=one, merged_id=one)
