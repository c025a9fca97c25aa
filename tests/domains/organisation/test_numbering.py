"""Numbers of a branch's own documents: by kind and year, without a gap."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from tests.support.shop import Shop
from tests.support.shops import second_branch
from theriac.domains.organisation.numbering import declare_numbers, take_document_number

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def test_each_kind_and_year_counts_from_one(shop: Shop) -> None:
    taken = [take_document_number(shop.branch_id, "GR", TODAY) for _ in range(2)]
    taken.append(take_document_number(shop.branch_id, "TR", TODAY))
    taken.append(take_document_number(shop.branch_id, "GR", date(2027, 1, 1)))
    code = taken[0].split("-")[0]
    assert taken == [
        f"{code}-GR-26-000001",
        f"{code}-GR-26-000002",
        f"{code}-TR-26-000001",
        f"{code}-GR-27-000001",
    ]


def test_what_is_rolled_back_gives_its_number_back(shop: Shop) -> None:
    first = take_document_number(shop.branch_id, "GR", TODAY)
    with transaction.atomic():
        lost = take_document_number(shop.branch_id, "GR", TODAY)
        transaction.set_rollback(True)
    assert (first[-1], lost[-1]) == ("1", "2")
    assert take_document_number(shop.branch_id, "GR", TODAY) == lost


def test_no_two_kinds_have_one_mark() -> None:
    with pytest.raises(ValueError, match="numbered by GR"):
        declare_numbers("GR", "Others", lambda _branch: [])


def test_each_branch_counts_its_own(shop: Shop) -> None:
    there = second_branch(shop)
    taken = [take_document_number(one, "GR", TODAY) for one in (shop.branch_id, there, there)]
    assert taken == ["MLT-GR-26-000001", "KNG-GR-26-000001", "KNG-GR-26-000002"]
