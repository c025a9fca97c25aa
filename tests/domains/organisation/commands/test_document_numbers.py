"""A kind's next number is set until its first document of the year; gaps count from there."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.shop import Shop, add_staff
from tests.support.shops import second_branch
from tests.support.vouchers import a_voucher
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import NotPermitted, Unprocessable
from theriac.core.verification.registry import run_checks
from theriac.domains.books.models import Posting
from theriac.domains.organisation.commands.document_numbers import set_first_numbers
from theriac.domains.organisation.models import DocumentNumber
from theriac.domains.organisation.numbering import numbered_documents, take_document_number
from theriac.domains.organisation.problems import NumberGiven
from theriac.domains.organisation.queries.document_numbers import document_numbers

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CAP-09")]


def set_first(shop: Shop, numbers: dict[str, int], **other: Any) -> None:
    terms: dict[str, Any] = {"actor": shop.owner, "branch_id": shop.branch_id, **other}
    set_first_numbers(numbers=numbers, **terms)


def number_of(voucher: Any) -> str:
    return str(Posting.objects.filter(document_id=voucher).values_list("document_number")[0][0])


def violated() -> list[tuple[str, dict[str, Any]]]:
    return [(v.code, dict(v.facts)) for result in run_checks() for v in result.violations]


def test_every_kind_of_document_that_is_numbered_is_declared() -> None:
    marks = [one.mark for one in numbered_documents()]
    assert marks == "BV CN CO CP CR DS GC GR GRX PO PV PVX QT RC RS RSX SO TR".split()


def test_documents_go_on_from_the_number_that_was_set_and_nothing_is_missing(shop: Shop) -> None:
    set_first(shop, {"BV": 412, "PO": 88})

    numbers = [number_of(a_voucher(shop)) for _ in range(2)]

    year = f"{shop.today:%y}"
    assert numbers == [f"MLT-BV-{year}-000412", f"MLT-BV-{year}-000413"]
    told = {
        one.document: one for one in document_numbers(actor=shop.owner, branch_id=shop.branch_id)
    }
    assert (told["BV"].first_number, told["BV"].next_number, told["BV"].is_begun) == (
        412,
        414,
        True,
    )
    assert (told["PO"].written, told["PO"].is_begun) == (f"MLT-PO-{year}-000088", False)
    assert violated() == []


def test_it_is_set_again_until_the_first_is_given_and_each_time_stands_on_the_trail(
    shop: Shop,
) -> None:
    set_first(shop, {"BV": 412})
    set_first(shop, {"BV": 40})
    set_first(shop, {"BV": 40})

    records = AuditRecord.objects.filter(object_kind="organisation.document_number")
    records = records.order_by("recorded_at")
    assert [(one["before"], one["after"]) for one in records.values_list("facts", flat=True)] == [
        ({"next_number": 1}, {"next_number": 412}),
        ({"next_number": 412}, {"next_number": 40}),
    ]
    assert number_of(a_voucher(shop)).endswith("-000040")
    with pytest.raises(NumberGiven, match="already has a number") as refused:
        set_first(shop, {"BV": 500})
    assert refused.value.field == "BV"
    set_first(shop, {"BV": 41})
    assert number_of(a_voucher(shop)).endswith("-000041")


def test_of_several_all_or_none_are_set(shop: Shop) -> None:
    take_document_number(shop.branch_id, "PO", shop.today)
    with pytest.raises(NumberGiven):
        set_first(shop, {"BV": 7, "PO": 9})
    assert number_of(a_voucher(shop)).endswith("-000001")


@pytest.mark.parametrize("numbers", [{"XX": 4}, {"PO": 0}, {"PO": -3}, {"PO": 1_000_000}])
def test_what_is_no_number_of_a_document_is_refused_at_its_kind(
    shop: Shop, numbers: dict[str, int]
) -> None:
    with pytest.raises(Unprocessable) as refused:
        set_first(shop, numbers)
    assert refused.value.field == next(iter(numbers))
    assert not DocumentNumber.objects.exists()


def test_only_who_manages_the_branch_sets_its_own(shop: Shop) -> None:
    with pytest.raises(NotPermitted):
        set_first(shop, {"PO": 7}, actor=add_staff("manager", shop.branch_id))
    there = second_branch(shop)
    set_first(shop, {"PO": 7}, branch_id=there)
    here = document_numbers(actor=shop.owner, branch_id=shop.branch_id)
    assert {one.next_number for one in here} == {1}


def test_a_number_without_its_document_and_one_never_given_are_told(shop: Shop) -> None:
    set_first(shop, {"BV": 412, "PO": 7})
    a_voucher(shop)
    year = str(shop.today.year)
    take_document_number(shop.branch_id, "PO", shop.today)
    take_document_number(shop.branch_id, "PO", shop.today)
    DocumentNumber.objects.filter(document="BV").update(first_number=1, last_number=0)

    told = {"branch": "MLT", "period": year}
    assert violated() == [
        (
            "organisation.number_unknown",
            {**told, "document": "BV", "number": 412, "first": 1, "last": 0},
        ),
        (
            "organisation.numbers_missing",
            {**told, "document": "PO", "count": 2, "first": 7},
        ),
    ]
