"""Merging prescribers and taking it back."""

from __future__ import annotations

import pytest

from tests.support.prescribers import a_prescriber
from tests.support.shop import Shop
from theriac.domains.prescribers.commands.merge import merge_prescribers, undo_prescriber_merge
from theriac.domains.prescribers.ids import PrescriberId
from theriac.domains.prescribers.problems import PrescriberMergeRefused, PrescriberUnknown
from theriac.domains.prescribers.queries.duplicates import (
    likely_prescribers,
    list_duplicate_prescribers,
)
from theriac.domains.prescribers.queries.prescribers import (
    find_prescriber,
    licences_of,
    list_prescribers,
    merged_into,
    practices_of,
)

pytestmark = pytest.mark.django_db


@pytest.mark.rows("RX-04")
def test_duplicates_are_told_merged_and_taken_apart_again(shop: Shop) -> None:
    one = a_prescriber(shop, "Achmad Soekarno")
    other = a_prescriber(shop, "Ahmad Sukarno")
    a_prescriber(shop, "Dewi Lestari")

    pairs = list_duplicate_prescribers(actor=shop.owner)
    assert [({pair.one.id, pair.other.id}, pair.reasons) for pair in pairs] == [
        ({one, other}, ("sound",))
    ]

    assert merge_prescribers(actor=shop.owner, kept_id=one, merged_id=other) == one
    row = find_prescriber(actor=shop.owner, prescriber_id=other)
    assert row is not None
    assert (row.id, len(licences_of(row)), len(practices_of(row))) == (one, 4, 2)
    assert list_prescribers(actor=shop.owner).count() == 2
    assert merged_into(actor=shop.owner, prescriber_id=one) == [(other, "dr. Ahmad Sukarno, Sp.A")]
    assert list_duplicate_prescribers(actor=shop.owner) == []

    assert undo_prescriber_merge(actor=shop.owner, merged_id=other) == one
    apart = find_prescriber(actor=shop.owner, prescriber_id=other)
    assert apart is not None
    assert (apart.id, len(licences_of(apart)), len(practices_of(apart))) == (other, 2, 1)
    likely = likely_prescribers(actor=shop.owner, prescriber=apart)
    assert [found.prescriber.id for found in likely] == [one]


def test_what_cannot_be_merged_says_why(shop: Shop) -> None:
    one = a_prescriber(shop)
    other = a_prescriber(shop, "Dewi Lestari")
    with pytest.raises(PrescriberMergeRefused):
        merge_prescribers(actor=shop.owner, kept_id=one, merged_id=one)
    with pytest.raises(PrescriberUnknown):
        merge_prescribers(actor=shop.owner, kept_id=one, merged_id=PrescriberId(shop.branch_id))
    with pytest.raises(PrescriberMergeRefused):
        undo_prescriber_merge(actor=shop.owner, merged_id=other)
    with pytest.raises(PrescriberUnknown):
        undo_prescriber_merge(actor=shop.owner, merged_id=PrescriberId(shop.branch_id))
