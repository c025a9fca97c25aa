"""Transfers on the screen: written, sent, scanned on arrival, explained, closed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.shop import add_medicine, add_staff, stock_up
from tests.support.shops import second_branch
from tests.support.transfers import Two, two_branches
from theriac.domains.accounts.models import User
from theriac.domains.catalog.commands.barcodes import add_barcode
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.stock.commands.bins import add_bin
from theriac.domains.stock.commands.put_in_bin import put_in_bin
from theriac.domains.stock.commands.quarantine import quarantine_batches
from theriac.domains.transfers.ids import TransferId
from theriac.domains.transfers.models import Transfer

pytestmark = [pytest.mark.django_db, pytest.mark.rows("STK-26")]
GTIN = "08991234567891"


@pytest.fixture
def two() -> Two:
    return two_branches(batch_number="B-77")


@pytest.fixture
def sender(two: Two) -> Client:
    return client_of(two.shop, "manager")


@pytest.fixture
def receiver(two: Two) -> Client:
    add_staff("restocker", two.there, "there")
    client = Client()
    client.force_login(User.objects.get_by_natural_key("there"))
    return client


def typed(two: Two, **changes: str) -> dict[str, str]:
    return {
        "to_branch_id": str(two.there),
        "to_place": "shelf",
        "from_place": "shelf",
        "note": "for the week",
        "row-0-product": "Paracetamol 500 mg tablet",
        "row-0-product_id": str(two.medicine.id),
        "row-0-packs": "2",
        "row-0-pack_id": str(two.medicine.packs.get(10, "")),
        "row-0-batch_id": str(two.batch_id),
        **changes,
    }


def test_a_transfer_is_written_approved_and_sent(two: Two, sender: Client) -> None:
    page = sender.post("/stock/transfers/new/", typed(two), follow=True)
    transfer = Transfer.objects.get()
    at = f"/stock/transfers/{transfer.id}/"

    assert transfer.number in page.text
    assert "Kenanga" in page.text
    assert "2 strips" in page.text
    sender.post(f"{at}approve/", {"version": "1"})
    page = sender.post(f"{at}dispatch/", {"version": "2"}, follow=True)
    assert "Sent" in page.text
    assert two.at(two.shop.branch_id) == 30
    assert transfer.number in sender.get("/stock/transfers/?way=out").text
    assert "B-77" in sender.get(f"{at}note/").text


@pytest.mark.rows("CAT-16")
def test_the_pick_list_goes_along_the_bins_until_the_goods_leave(
    two: Two, sender: Client, receiver: Client
) -> None:
    code = "A-12"
    owner, home = two.shop.owner, two.shop.branch_id
    bin_id = add_bin(actor=owner, branch_id=home, code=code)
    put_in_bin(actor=owner, branch_id=home, batch_ids=[two.batch_id], bin_id=bin_id)
    sender.post("/stock/transfers/new/", typed(two))
    at = f"/stock/transfers/{Transfer.objects.get().id}/"

    assert f"{at}pick/" in sender.get(at).text
    page = sender.get(f"{at}pick/")
    assert code in page.text
    assert "2 strips" in page.text
    assert receiver.get(f"{at}pick/").status_code == 404
    sender.post(f"{at}approve/", {"version": "1"})
    sender.post(f"{at}dispatch/", {"version": "2"})
    assert "Nothing left to pick" in sender.get(f"{at}pick/").text


def test_what_is_refused_stays_typed_beside_its_sentence(two: Two, sender: Client) -> None:
    response = sender.post("/stock/transfers/new/", typed(two, **{"row-0-packs": "x"}))
    assert response.status_code == 422
    assert 'value="x"' in response.text
    here = typed(two, to_branch_id=str(two.shop.branch_id))
    response = sender.post("/stock/transfers/new/", here)
    assert response.status_code == 422
    assert "The goods are already here. Choose another branch or place" in response.text
    assert sender.post("/stock/transfers/new/", {}).status_code == 422


def test_a_scan_fills_a_row_with_its_batch_and_a_name_with_the_first_to_expire(
    two: Two, sender: Client
) -> None:
    add_barcode(actor=two.shop.owner, pack_id=two.medicine.packs[10], code=GTIN)
    sooner = stock_up(two.shop, two.medicine, 20, days=30, batch_number="B-1")
    away = stock_up(two.shop, two.medicine, 7, days=-1, batch_number="Q-1")
    quarantine_batches(actor=two.shop.owner, branch_id=two.shop.branch_id, batch_ids=[away])

    def found(text: str, place: str = "shelf") -> Any:
        return sender.get("/stock/transfers/find/", {"q": text, "beside": place}).json()

    values = found(f"(01){GTIN}(10)B-77")["taken"]["values"]
    assert values["batch_id"] == str(two.batch_id)
    assert values["pack_id"] == str(two.medicine.packs[10])
    assert found(GTIN)["taken"]["values"]["batch_id"] == str(sooner)
    other = found(f"(01){GTIN}(10)B-78")["problem"]
    assert other.startswith("Batch B-78 of Paracetamol 500 mg tablet isn’t in stock here.")
    (one,) = found("parac")["found"]
    assert [key for key, _words in one["row"]["choices"]["batch_id"]] == [
        str(sooner),
        str(two.batch_id),
    ]
    assert "2 strips" in one["row"]["choices"]["batch_id"][0][1]
    (one,) = found("parac", "quarantine")["found"]
    assert one["row"]["values"]["batch_id"] == str(away)
    add_medicine(two.shop, "Zinc 20 mg tablet")
    (none,) = found("zinc")["found"]
    assert none["row"]["errors"]["product"] == "There is no Zinc 20 mg tablet here to send."
    assert found("zzzz")["problem"] == "No product matches “zzzz”."
    assert client_of(two.shop, "cashier").get("/stock/transfers/find/?q=parac").status_code == 403


def test_a_sheet_fills_rows_by_product_quantity_and_batch(two: Two, sender: Client) -> None:
    sooner = stock_up(two.shop, two.medicine, 20, days=30, batch_number="B-1")
    name = "Paracetamol 500 mg tablet"
    text = f"{name}\t2\n{name}\t1\tb-77\n{name}\t1\tB-9\nzzzz\t1"
    answer = sender.post("/stock/transfers/paste/", {"text": text, "beside": "shelf"}).json()
    first, second, third, fourth = answer["rows"]
    assert (first["values"]["batch_id"], first["errors"]) == (str(sooner), {})
    assert (second["values"]["batch_id"], second["errors"]) == (str(two.batch_id), {})
    assert third["values"]["batch_id"] == "B-9"
    assert third["errors"] == {
        "batch_id": "This batch isn’t in stock here. Choose one from the list."
    }
    assert set(fourth["errors"]) == {"product"}


def test_every_fault_stands_at_its_row_and_none_is_saved(two: Two, sender: Client) -> None:
    expired = stock_up(two.shop, two.medicine, 20, days=-1, batch_number="OLD")
    rows = typed(two)
    for at, batch in ((1, two.batch_id), (2, expired)):
        rows |= {
            f"row-{at}-{name}": rows[f"row-0-{name}"]
            for name in ("product", "product_id", "packs", "pack_id")
        }
        rows[f"row-{at}-batch_id"] = str(batch)
    page = sender.post("/stock/transfers/new/", rows)
    assert page.status_code == 422
    assert "This batch is already in the transfer." in page.text
    assert "batch OLD has expired. Send it to quarantine." in page.text
    assert not Transfer.objects.exists()


def test_the_receiver_scans_what_came_and_the_rest_stays_on_the_way(
    two: Two, sender: Client, receiver: Client
) -> None:
    add_barcode(actor=two.shop.owner, pack_id=two.medicine.packs[10], code=GTIN)
    transfer_id = two.sent(30)
    line, at = two.line(transfer_id), f"/stock/transfers/{transfer_id}/"
    field = f"counted-{line.id}"
    page = receiver.get(f"{at}receive/")
    assert f'name="{field}"' in page.text

    counted = receiver.post(f"{at}scan/", {"code": f"(01){GTIN}(10)B-77", field: "10"}).text
    assert 'value="20"' in counted
    other = receiver.post(f"{at}scan/", {"code": f"(01){GTIN}(10)ELSE", field: "20"}).text
    assert "isn’t part of this transfer. Set it aside" in other
    assert 'value="20"' in other
    assert "No product has this code" in receiver.post(f"{at}scan/", {"code": "1"}).text
    page = receiver.post(f"{at}receive/", {"version": "3", field: "20"}, follow=True)
    assert "Partly received" in page.text
    assert (two.at(two.there), two.line(transfer_id).in_transit) == (20, 10)
    assert "Explain" not in page.text

    page = sender.post(f"{at}close/", {"version": "4"}, follow=True)
    assert "10 base units are still in transit" in page.text
    lost = {
        "version": "4",
        "line_id": str(line.id),
        "explanation": "lost",
        "quantity": "10",
        "reason": "fell off the van",
    }
    page = sender.post(f"{at}explain/", lost, follow=True)
    assert "fell off the van" in page.text
    page = sender.post(f"{at}close/", {"version": "5"}, follow=True)
    assert "Transfer closed. All units are accounted for" in page.text


def test_more_than_is_on_the_way_stays_typed(two: Two, receiver: Client) -> None:
    transfer_id = two.sent(10)
    field = f"counted-{two.line(transfer_id).id}"
    response = receiver.post(
        f"/stock/transfers/{transfer_id}/receive/", {"version": "3", field: "12"}
    )
    assert response.status_code == 422
    assert "10 are in transit, but you counted 12" in response.text
    assert 'value="12"' in response.text


def test_a_draft_is_changed_and_withdrawn(two: Two, sender: Client) -> None:
    transfer_id: TransferId = two.draft(20)
    at = f"/stock/transfers/{transfer_id}/"
    assert 'value="2"' in sender.get(f"{at}edit/").text
    sender.post(f"{at}edit/", typed(two, version="1", **{"row-0-packs": "3"}))
    assert two.line(transfer_id).quantity == 30
    page = sender.post(f"{at}cancel/", {"version": "2", "reason": "no"}, follow=True)
    assert "Withdrawn" in page.text


def test_other_branches_see_nothing_of_it(two: Two) -> None:
    transfer_id = two.sent(10)

    add_staff("manager", second_branch(two.shop, "MWR"), "third")
    client = Client()
    client.force_login(User.objects.get_by_natural_key("third"))
    assert client.get(f"/stock/transfers/{transfer_id}/").status_code == 404
    assert two.get(transfer_id).number not in client.get("/stock/transfers/").text


def test_a_part_of_a_bottle_is_asked_and_kept_once_it_is_ticked() -> None:
    packs = [NewPack(name="ml", factor=1, sellable=False), NewPack(name="bottle", factor=60)]
    two = two_branches(180, packs=packs, batch_number="S-1")
    sender = client_of(two.shop, "manager")
    begun = sender.get(f"/stock/transfers/new/?product={two.medicine.id}").text
    assert f'<option value="{two.medicine.packs[60]}" selected>' in begun

    part = typed(two, **{"row-0-packs": "30", "row-0-pack_id": str(two.medicine.packs[1])})
    asked = sender.post("/stock/transfers/new/", part)
    assert asked.status_code == 409
    assert "Sending 30 of batch S-1 means opening a pack." in asked.text
    assert not Transfer.objects.exists()
    sender.post("/stock/transfers/new/", {**part, "confirmed": f"opens:{two.batch_id}:30:60"})
    assert Transfer.objects.count() == 1
