"""Erasing prescribers at their own request."""

from __future__ import annotations

import pytest

from tests.support.prescribers import a_prescriber
from tests.support.shop import Shop, add_staff
from theriac.core.privacy.keys import destroyed_owners
from theriac.core.problems import NotPermitted
from theriac.domains.prescribers.commands.erase import erase_prescriber, forget
from theriac.domains.prescribers.commands.merge import merge_prescribers
from theriac.domains.prescribers.models import (
    Practice,
    Prescriber,
    PrescriberLicence,
    PrescriberWord,
)
from theriac.domains.prescribers.problems import PrescriberUnknown
from theriac.domains.prescribers.queries.prescribers import erased, find_prescriber

pytestmark = pytest.mark.django_db


def test_nothing_is_left_of_who_was_erased(shop: Shop) -> None:
    one, other = a_prescriber(shop), a_prescriber(shop, "Dewi Lestari")
    merge_prescribers(actor=shop.owner, kept_id=one, merged_id=other)
    with pytest.raises(NotPermitted):
        erase_prescriber(actor=add_staff("manager", shop.branch_id), prescriber_id=one)

    erase_prescriber(actor=shop.owner, prescriber_id=one)

    assert find_prescriber(actor=shop.owner, prescriber_id=one) is None
    assert set(Prescriber.objects.values_list("name", "suffix")) == {("", "")}
    for table in (Practice, PrescriberLicence, PrescriberWord):
        assert not table.objects.exists()
    assert erased() == {one, other} <= set(destroyed_owners())
    with pytest.raises(PrescriberUnknown):
        erase_prescriber(actor=shop.owner, prescriber_id=one)


def test_a_backup_that_still_knew_somebody_is_brought_up_to_date(shop: Shop) -> None:
    one = a_prescriber(shop)

    assert (forget([one]), forget([one])) == (1, 0)

    assert Prescriber.objects.get().name == ""
