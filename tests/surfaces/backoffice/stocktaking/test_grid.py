"""Counts typed, scanned and pasted in the one grid, of whatever sheet."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from tests.support.shop import Medicine, Shop, add_medicine, add_staff, stock_up
from tests.support.stocktaking import begin, enter, line_of
from theriac.domains.catalog.commands.barcodes import add_barcode
from theriac.domains.stocktaking.models import CountEntry

pytestmark = pytest.mark.rows("STK-14")

GTIN = "08991234567891"
NAME = "Paracetamol 500 mg tablet"


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    medicine = add_medicine(shop)
    add_barcode(actor=shop.owner, pack_id=medicine.packs[10], code=GTIN)
    return medicine


@pytest.fixture
def batch(shop: Shop, medicine: Medicine) -> UUID:
    return stock_up(shop, medicine, 35, batch_number="B-1")


def rows(*filled: dict[str, str]) -> dict[str, str]:
    return {
        f"row-{at}-{name}": value for at, row in enumerate(filled) for name, value in row.items()
    }


def row(medicine: Medicine, line: UUID, packs: str, factor: int) -> dict[str, str]:
    return {
        "product": NAME,
        "product_id": str(medicine.id),
        "pack_id": str(medicine.packs[factor]),
        "packs": packs,
        "batch_id": str(line),
    }


def send(client: Client, count: UUID, *filled: dict[str, str], **head: str) -> Any:
    return client.post(f"/stock/counts/{count}/typed/", {**rows(*filled), **head})


def counted() -> list[int]:
    return list(CountEntry.objects.order_by("recorded_at", "id").values_list("counted", flat=True))


def test_rows_of_one_line_add_up_and_zero_is_a_count(
    shop: Shop, owner: Client, medicine: Medicine, batch: UUID
) -> None:
    other = stock_up(shop, medicine, 10, batch_number="B-2")
    count = begin(shop)
    first, second = line_of(count, batch), line_of(count, other)

    answer = send(
        owner,
        count,
        row(medicine, first, "3", 10),
        row(medicine, second, "0", 1),
        row(medicine, first, "4", 1),
    )

    assert answer.status_code == 302
    assert set(CountEntry.objects.values_list("line_id", "counted")) == {(first, 34), (second, 0)}


def test_a_scanned_code_names_the_line_and_counts_one_pack_while_a_name_counts_none_yet(
    shop: Shop, owner: Client, medicine: Medicine, batch: UUID
) -> None:
    count = begin(shop)
    address = f"/stock/counts/{count}/typed/find/"

    scanned = owner.get(address, {"q": f"(01){GTIN}(10)B-1"}).json()["taken"]["values"]
    named = owner.get(address, {"q": NAME}).json()["found"][0]["row"]

    assert (scanned["batch_id"], scanned["packs"]) == (str(line_of(count, batch)), "1")
    assert (named["values"]["batch_id"], named["values"]["packs"]) == (scanned["batch_id"], "")
    words = named["choices"]["batch_id"][0][1]
    assert words.startswith("B-1")
    assert "35" not in words, "a count is blind"


def test_what_is_on_no_sheet_is_told_with_what_to_do(
    shop: Shop, owner: Client, medicine: Medicine, batch: UUID
) -> None:
    count = begin(shop)
    add_medicine(shop, name="Cetirizine 10 mg")
    address = f"/stock/counts/{count}/typed/find/"

    unknown = owner.get(address, {"q": f"(01){GTIN}(10)B-9"}).json()
    absent = owner.get(address, {"q": "Cetirizine 10 mg"}).json()["found"][0]["row"]

    assert "Found, not on a sheet" in unknown["problem"]
    assert "Found, not on a sheet" in absent["errors"]["product"]


def test_rows_pasted_from_a_sheet_take_the_line_of_the_batch_that_they_say(
    shop: Shop, owner: Client, medicine: Medicine, batch: UUID
) -> None:
    count = begin(shop)
    text = f"obat\tjumlah\tbatch\n{NAME}\t3\tb-1\n"

    answer = owner.post(f"/stock/counts/{count}/typed/paste/", {"text": text}).json()

    assert answer["cautions"] == []
    [pasted] = answer["rows"]
    assert pasted["values"]["batch_id"] == str(line_of(count, batch))
    assert pasted["values"]["packs"] == "3"


def test_a_line_that_waits_for_somebody_else_is_not_offered(
    shop: Shop, owner: Client, medicine: Medicine, batch: UUID
) -> None:
    """Who may see the figures of a counted line doesn't count it; neither do they by its id."""
    count = begin(shop)
    restocker = add_staff("restocker", shop.branch_id)
    enter(shop, count, batch, 35, by=restocker)

    found = owner.get(f"/stock/counts/{count}/typed/find/", {"q": NAME}).json()
    answer = send(owner, count, row(medicine, line_of(count, batch), "3", 10))

    assert found["found"][0]["row"]["choices"]["batch_id"] == [["", "–"]]
    assert answer.status_code == 422
    assert counted() == [35]


@pytest.mark.parametrize(
    ("packs", "words"),
    [
        ("x", "Enter digits only"),
        ("-1", "at least 0"),
        ("1000000000", "This is too large"),
        ("", "This field is required"),
    ],
)
def test_what_is_no_count_is_refused_at_its_cell_and_nothing_is_kept(
    shop: Shop, owner: Client, medicine: Medicine, batch: UUID, packs: str, words: str
) -> None:
    count = begin(shop)
    good = row(medicine, line_of(count, batch), "1", 1)

    answer = send(owner, count, good, {**good, "pack_id": str(medicine.packs[10]), "packs": packs})

    assert answer.status_code == 422
    assert words in answer.text
    assert counted() == []


def test_rows_that_add_up_to_too_much_are_refused(
    shop: Shop, owner: Client, medicine: Medicine, batch: UUID
) -> None:
    count = begin(shop)
    much = row(medicine, line_of(count, batch), "600000000", 1)

    answer = send(owner, count, much, much)

    assert answer.status_code == 422
    assert "This is too large" in answer.text
    assert counted() == []


def test_what_was_counted_on_paper_says_when(
    shop: Shop, owner: Client, medicine: Medicine, batch: UUID
) -> None:
    count = begin(shop)
    line = row(medicine, line_of(count, batch), "3", 10)

    later = send(owner, count, line, looked_at="2999-01-01T10:00")
    nonsense = send(owner, count, line, looked_at="noon")
    before = send(owner, count, line, looked_at="2001-01-01T10:00")

    assert [one.status_code for one in (later, nonsense, before)] == [422, 422, 422]
    assert "in the future" in later.text
    assert "valid date and time" in nonsense.text
    assert "started after this time" in before.text
    assert counted() == []
