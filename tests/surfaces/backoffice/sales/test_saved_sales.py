"""Taking in a counter's file: what became of its sales is said."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.support.pushing import pushed_line
from tests.support.saved import saved_file
from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.tills import cash_move, opening
from tests.surfaces.counter.views.wiring import wire_sale
from theriac.core.ids import new_id
from theriac.domains.sales.models import Sale
from theriac.domains.tills.models import CashMovement


def upload(client: Client, data: bytes) -> str:
    file = SimpleUploadedFile("unsent.json", data, "application/json")
    answer = client.post("/sales/saved/", {"file": file}, follow=True)
    return answer.text


def test_it_says_how_many_were_booked_known_and_held(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 100)
    first, second = (
        wire_sale(shop, [pushed_line(shop, medicine, [(batch, 10)])], number) for number in (1, 2)
    )
    assert "1 sale booked." in upload(owner, saved_file(shop.terminal_id, first))
    other = {**second, "id": str(new_id()), "sequence": 1, "number": first["number"]}
    page = upload(owner, saved_file(shop.terminal_id, first, second, other, {"id": "x"}))
    assert (
        "1 sale booked. 1 sale was already received. 1 sale is on hold and needs a decision."
        in page
    )
    assert "Entries that can’t be read: 1. Keep the file and contact support." in page
    assert Sale.objects.count() == 2


def test_it_takes_what_the_till_told_in_once(shop: Shop, owner: Client) -> None:
    begun = opening(shop)
    moved = cash_move(shop, begun["id"], "cash_in", "change", 5_000)
    file = saved_file(shop.terminal_id, till=[begun, moved, {"kind": "opening"}])
    for told in ("2 till entries received.", "2 till entries were already received."):
        page = upload(owner, file)
        assert told in page
        assert "Entries that can’t be read: 1." in page
    assert CashMovement.objects.get().amount == 5_000
    other = saved_file(shop.terminal_id, till=[opening(shop, at="2020-01-01T00:00:00Z")])
    assert "1 till entry is on hold and needs a decision." in upload(owner, other)


def test_another_file_is_refused_beside_its_field(shop: Shop, owner: Client) -> None:
    page = upload(owner, b"product,quantity\n")
    assert "Choose the file that was saved at the counter under “Sales on their way”." in page
    assert "The file contains no entries." in upload(owner, saved_file(shop.terminal_id))


def test_the_list_of_sales_leads_there(shop: Shop, owner: Client) -> None:
    assert 'href="/sales/saved/"' in owner.get("/sales/").text
