"""An entry is taken for an order, given back, removed with a reason."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.shop import Shop, add_medicine
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import NotFound, Stale, Unprocessable
from theriac.domains.replenishment.commands.settle_want import (
    give_want_back,
    remove_want,
    take_want,
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
