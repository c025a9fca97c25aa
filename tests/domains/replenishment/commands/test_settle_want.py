"""An entry is taken for an order, given back, removed with a reason."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.support.reading import reading
from tests.support.shop import Shop, add_medicine, add_staff
from tests.support.shops import second_branch
from theriac.core.audit.models import AuditRecord
from theriac.core.listing.selection import Outcome
from theriac.core.problems import NotFound, NotPermitted, Stale, Unprocessable
from theriac.domains.replenishment.commands.settle_want import (
    give_want_back,
    remove_want,
    remove_wants,
    take_want,
    take_wants,
)
from theriac.domains.replenishment.commands.want import WantWritten, add_want
from theriac.domains.replenishment.models import WantEntry
from theriac.domains.replenishment.problems import WantEnded

pytestmark = pytest.mark.django_db


@pytest.fixture
def which(shop: Shop) -> dict[str, Any]:
    here: dict[str, Any] = {"actor": shop.owner, "branch_id": shop.branch_id}
    want = WantWritten(quantity=20, product_id=add_medicine(shop).id)
    return {**here, "want_id": add_want(**here, want=want)}


def test_it_is_taken_and_given_back(shop: Shop, which: dict[str, Any]) -> None:
    assert take_want(**which, version=1) == 2
    assert WantEntry.objects.get().taken_by == shop.owner.id
    with pytest.raises(Stale):
        give_want_back(**which, version=1)
    assert give_want_back(**which, version=2) == 3
    assert WantEntry.objects.get().taken_by is None


def test_it_is_removed_with_a_reason_and_stays_to_be_read(which: dict[str, Any]) -> None:
    with pytest.raises(Unprocessable):
        remove_want(**which, version=1, reason="  ")
    remove_want(**which, version=1, reason="Not sold any more")

    entry = WantEntry.objects.get()
    assert (entry.state, entry.ended_reason) == ("removed", "Not sold any more")
    assert (
        AuditRecord.objects.get(command="replenishment.remove_want").reason == "Not sold any more"
    )
    with pytest.raises(WantEnded):
        take_want(**which, version=2)
    with pytest.raises(NotFound):
        take_want(**{**which, "want_id": which["branch_id"]}, version=2)


def wanted(shop: Shop, count: int) -> list[UUID]:
    return [
        add_want(
            actor=shop.owner,
            branch_id=shop.branch_id,
            want=WantWritten(quantity=1, text=f"Sirup {n}", unit="btl"),
        )
        for n in range(count)
    ]


@pytest.mark.rows("STK-36", "UX-15")
def test_many_are_ordered_together_and_the_others_say_why(shop: Shop) -> None:
    keys = wanted(shop, 4)
    here: dict[str, Any] = {"actor": shop.owner, "branch_id": shop.branch_id}
    there = {**here, "branch_id": second_branch(shop)}
    with pytest.raises(NotFound):
        take_wants(**there, want_ids=keys)
    with pytest.raises(NotFound):
        remove_want(**there, want_id=keys[0], version=1, reason="Not ours")
    take_want(**here, want_id=keys[1], version=1)
    remove_want(**here, want_id=keys[2], version=1, reason="Not sold")

    found = take_wants(**here, want_ids=[*keys, uuid4()])

    assert found == Outcome(
        2,
        (
            "This entry isn’t on this branch’s want list.",
            "This entry was removed from the want list. Add it again if you still need it.",
            "This entry is already marked as ordered.",
        ),
    )
    entries = [WantEntry.objects.get(id=key) for key in keys]
    assert [one.state for one in entries] == ["taken", "taken", "removed", "taken"]
    assert [one.version for one in entries] == [2, 2, 2, 2]
    assert entries[0].taken_by == shop.owner.id
    records = AuditRecord.objects.filter(command="replenishment.take_wants")
    assert set(records.values_list("object_id", flat=True)) == {keys[0], keys[3]}
    with pytest.raises(NotFound):
        take_wants(**here, want_ids=keys)
    with pytest.raises(NotPermitted):
        take_wants(
            actor=add_staff("auditor", shop.branch_id), branch_id=shop.branch_id, want_ids=keys
        )


@pytest.mark.rows("STK-36", "UX-15")
def test_many_leave_the_list_with_one_reason(shop: Shop) -> None:
    keys = wanted(shop, 3)
    here: dict[str, Any] = {"actor": shop.owner, "branch_id": shop.branch_id}
    with pytest.raises(Unprocessable):
        remove_wants(**here, want_ids=keys, reason=" ")
    with pytest.raises(Unprocessable):
        remove_wants(**here, want_ids=[], reason="Not sold")

    assert remove_wants(**here, want_ids=keys[:2], reason="Not\tsold") == Outcome(2)

    gone = WantEntry.objects.filter(open_key=None)
    assert {one.id for one in gone} == set(keys[:2])
    assert {(one.ended_reason, one.ended_by) for one in gone} == {("Not sold", shop.owner.id)}
    again = WantWritten(quantity=1, text="Sirup 0", unit="btl")
    assert add_want(**here, want=again) not in keys
    with pytest.raises(NotFound):
        remove_wants(**here, want_ids=keys[:2], reason="Not sold")


@pytest.mark.rows("UX-15")
def test_more_entries_take_no_more_statements(shop: Shop) -> None:
    keys = wanted(shop, 9)
    here: dict[str, Any] = {"actor": shop.owner, "branch_id": shop.branch_id}
    counts = []
    for some in (keys[:2], keys[2:]):
        with reading() as found:
            take_wants(**here, want_ids=some)
        counts.append(found.statements)
    assert counts[0] == counts[1]
