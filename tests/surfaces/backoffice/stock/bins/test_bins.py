"""Misplaced goods find their bin in two scans; labels carry what the scan reads."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.domains.catalog.commands.barcodes import add_barcode
from theriac.domains.stock.commands.bins import add_bin
from theriac.domains.stock.models import BatchBin, Bin, HomeBin
from theriac.surfaces.backoffice.stock.bins import bins

GTIN = "08991234567891"


@pytest.fixture
def restocker(shop: Shop) -> Client:
    return client_of(shop, "restocker")


@pytest.mark.rows("CAT-16")
def test_goods_then_label_is_all_that_it_takes(shop: Shop, restocker: Client) -> None:
    medicine = add_medicine(shop)
    add_barcode(actor=shop.owner, pack_id=medicine.packs[10], code=GTIN)
    batch = stock_up(shop, medicine, 5, batch_number="B-1")
    other = stock_up(shop, medicine, 5, batch_number="B-2")
    bin_id = add_bin(actor=shop.owner, branch_id=shop.branch_id, code="A-04")
    page = restocker.post("/stock/bins/put/", {"scan": f"]d201{GTIN}10B-1"})
    goods = page.context["goods"]
    assert [one.batch_id for one in goods.batches] == [batch]
    form: dict[str, Any] = {"product": str(medicine.id), "batch": [str(batch)]}
    done = restocker.post("/stock/bins/put/", {**form, "scan": "BIN-A-04", "home": "yes"})
    assert "is now in A-04. Scan the next product." in done.text
    assert list(BatchBin.objects.values_list("batch_id", "bin_id")) == [(batch, bin_id)]
    assert HomeBin.objects.get().bin_id == bin_id
    plain = restocker.post("/stock/bins/put/", {"scan": GTIN})
    assert {one.batch_id for one in plain.context["goods"].batches} == {batch, other}


@pytest.mark.rows("CAT-16")
def test_a_code_that_names_a_batch_which_is_not_there_takes_no_other(
    shop: Shop, restocker: Client
) -> None:
    medicine = add_medicine(shop)
    add_barcode(actor=shop.owner, pack_id=medicine.packs[10], code=GTIN)
    stock_up(shop, medicine, 5, batch_number="B-1")

    page = restocker.post("/stock/bins/put/", {"scan": f"]d201{GTIN}10B-9"})

    assert page.status_code == 422
    assert page.context.get("goods") is None
    assert "There is no batch B-9 of Paracetamol 500 mg tablet in stock." in page.text
    (one,) = restocker.post("/stock/bins/put/", {"scan": f"01{GTIN}10b-1"}).context["goods"].batches
    assert one.number == "B-1"
    damaged = restocker.post("/stock/bins/put/", {"scan": "]d2010899123456"})
    assert damaged.status_code == 422


def test_what_is_unknown_is_said_and_nothing_moves(shop: Shop, restocker: Client) -> None:
    add_bin(actor=shop.owner, branch_id=shop.branch_id, code="A-04")
    stock_up(shop, add_medicine(shop, "Amlodipine 10 mg tablet"), 5)
    unknown = ("(01)00000000000000(10)NOPE", "0000000000000", f"9{GTIN[1:]}")
    for scan in ("nothing like it", "", "BIN-A-04", "BIN-Q", "\0", "x" * 900, *unknown):
        assert restocker.post("/stock/bins/put/", {"scan": scan}).status_code == 422
    assert restocker.get("/stock/bins/put/").status_code == 200
    assert not BatchBin.objects.exists()


def test_bins_are_kept_and_their_labels_printed(shop: Shop, restocker: Client) -> None:
    assert restocker.post("/stock/bins/add/", {"code": "A-04", "label": "left"}).status_code == 302
    assert restocker.post("/stock/bins/add/", {"code": "a-04"}).status_code == 422
    (row,) = restocker.get("/stock/bins/").context["rows"]
    assert (row.code, row.batches, row.products) == ("A-04", 0, 0)
    changed = {"code": "A-05", "label": "", "is_active": "on", "version": "1"}
    assert restocker.post(f"/stock/bins/{row.pk}/", changed).status_code == 302
    labels = restocker.get("/stock/bins/labels/").context["labels"]
    assert [one["bin"].code for one in labels] == ["A-05"]
    assert client_of(shop, "cashier").post("/stock/bins/put/", {"scan": "x"}).status_code == 403


def test_a_label_is_drawn_once(
    shop: Shop, restocker: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []

    def draw(text: str) -> tuple[int, str]:
        drawn.append(text)
        return 1, f"M{len(text)} 0"

    monkeypatch.setattr(bins, "modules_path", draw)
    bins._drawn.cache_clear()
    for code in ("A-01", "A-02"):
        add_bin(actor=shop.owner, branch_id=shop.branch_id, code=code)
    first = restocker.get("/stock/bins/labels/").context["labels"]
    add_bin(actor=shop.owner, branch_id=shop.branch_id, code="A-03")
    again = restocker.get("/stock/bins/labels/").context["labels"]
    bins._drawn.cache_clear()

    assert drawn == ["BIN-A-01", "BIN-A-02", "BIN-A-03"]
    assert [one["path"] for one in again[:2]] == [one["path"] for one in first]


def test_who_changes_a_bin_that_somebody_changed_meanwhile_may_send_it_again(
    shop: Shop, restocker: Client
) -> None:
    bin_id = add_bin(actor=shop.owner, branch_id=shop.branch_id, code="A-04")
    address = f"/stock/bins/{bin_id}/"
    sent = {"code": "A-05", "label": "", "is_active": "on", "version": "1"}
    assert restocker.post(address, sent).status_code == 302

    late = restocker.post(address, {**sent, "code": "A-06"})

    form = late.context["form"]
    assert (late.status_code, form["code"].value()) == (409, "A-06")
    assert "Another user changed this location; its code is now A-05." in late.text
    sent = {**sent, "code": "A-06", "version": str(form["version"].value())}
    assert restocker.post(address, sent).status_code == 302
    assert Bin.objects.get().code == "A-06"
