"""Setting prescribers inactive and active."""

from __future__ import annotations

import pytest

from tests.support.prescribers import a_prescriber
from tests.support.shop import Shop
from tests.support.trail import sides_of
from theriac.core.problems import Unprocessable
from theriac.domains.prescribers.commands.state import activate_prescriber, deactivate_prescriber
from theriac.domains.prescribers.models import Prescriber
from theriac.domains.prescribers.queries.suggestions import suggest_prescribers

pytestmark = pytest.mark.django_db


def test_who_is_inactive_is_suggested_no_more(shop: Shop) -> None:
    one = a_prescriber(shop)
    with pytest.raises(Unprocessable):
        deactivate_prescriber(actor=shop.owner, prescriber_id=one, version=1, reason=" ")

    version = deactivate_prescriber(
        actor=shop.owner, prescriber_id=one, version=1, reason=" Moved  abroad "
    )

    row = Prescriber.objects.get()
    assert (version, row.state, row.state_reason) == (2, "inactive", "Moved abroad")
    asked = {"actor": shop.owner, "branch_id": shop.branch_id, "text": "ani"}
    assert suggest_prescribers(**asked) == []
    assert activate_prescriber(actor=shop.owner, prescriber_id=one, version=2) == 3
    assert [found.id for found in suggest_prescribers(**asked)] == [one]
    active, inactive = {"status": "active"}, {"status": "inactive"}
    assert sides_of("prescribers.deactivate_prescriber") == [(active, inactive)]
    assert sides_of("prescribers.activate_prescriber") == [(inactive, active)]
