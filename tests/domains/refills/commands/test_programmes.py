"""Programmes: who is in them, whose refills are due, who left."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.patients import register
from tests.support.refills import a_member, a_plan
from tests.support.shop import Shop, add_medicine, add_staff
from theriac.core.ids import new_id
from theriac.core.problems import NotPermitted
from theriac.domains.patients.commands.merge import merge_patients
from theriac.domains.refills.commands.programmes import (
    join_programme,
    leave_programme,
    open_programme,
)
from theriac.domains.refills.ids import MembershipId, ProgrammeId
from theriac.domains.refills.models import ChronicProgramme, ProgrammeMember
from theriac.domains.refills.problems import PlanThere, ProgrammeUnknown, RefillRefused
from theriac.domains.refills.queries.programmes import due_in_programme, list_programmes

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CUS-10")]


def test_the_list_has_members_with_due_refills_under_merged_records_too(shop: Shop) -> None:
    kept, merged, other = (register(shop, names) for names in ("Siti A", "Siti B", "Agus C"))
    plan = a_plan(shop, add_medicine(shop), patient_id=merged, days_ago=28)
    a_plan(shop, add_medicine(shop, "Not due 5 mg tablet"), patient_id=other, days_ago=3)
    member = a_member(shop, kept)
    a_member(shop, other)
    here = {"actor": shop.owner, "branch_id": shop.branch_id}
    programme = ChronicProgramme.objects.get()
    assert due_in_programme(**here, programme_id=programme.id) == {}
    merge_patients(**here, kept_id=kept, merged_id=merged)
    due = due_in_programme(**here, programme_id=programme.id)
    assert {key: [one.id for one in plans] for key, plans in due.items()} == {member: [plan]}
    assert [one.in_it for one in list_programmes(**here)] == [2]
    with pytest.raises(PlanThere):
        a_member(shop, kept)


def test_who_left_is_in_it_no_more_and_may_come_back(shop: Shop) -> None:
    one = register(shop)
    member = a_member(shop, one)
    here = {"actor": shop.owner, "branch_id": shop.branch_id, "member_id": MembershipId(member)}
    with pytest.raises(RefillRefused):
        leave_programme(**here, version=1, why="erased")
    leave_programme(**here, version=1, why="recovered")
    with pytest.raises(ProgrammeUnknown):
        leave_programme(**here, version=2, why="recovered")
    row = ProgrammeMember.objects.get(id=member)
    assert (row.left_why, row.left_by, row.open_key) == ("recovered", shop.owner.id, None)
    assert a_member(shop, one) != member


def test_a_programme_is_there_once(shop: Shop) -> None:
    here = {"actor": shop.owner, "branch_id": shop.branch_id}
    first = open_programme(**here, kind="own", name="Gout  circle")
    assert open_programme(**here, kind="own", name="gout circle") == first
    assert open_programme(**here, kind="hiv") != first
    for kind, name in (("own", " "), ("own", "x" * 61), ("cough", "")):
        with pytest.raises(RefillRefused):
            open_programme(**here, kind=kind, name=name)
    with pytest.raises(ProgrammeUnknown):
        join_programme(**here, programme_id=ProgrammeId(new_id()), patient_id=register(shop))
    with pytest.raises(RefillRefused):
        join_programme(
            **here,
            programme_id=first,
            patient_id=register(shop, "Agus"),
            joined_on=shop.today + timedelta(days=1),
        )
    technician = add_staff("technician", shop.branch_id)
    with pytest.raises(NotPermitted):
        open_programme(actor=technician, branch_id=shop.branch_id, kind="hiv")
