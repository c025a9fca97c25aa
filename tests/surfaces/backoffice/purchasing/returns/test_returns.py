"""Returns on the screen: from the batch to the settled credit."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

import pytest
from django.test import Client

from tests.support.recalls import counted, lies, recall_of
from tests.support.returns import a_return, a_sent_return, aside
from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.suppliers import a_supplier
from theriac.domains.purchasing.models import SupplierReturn, SupplierReturnLine
from theriac.domains.recalls.commands.units import put_into_quarantine
from theriac.domains.stock.models import Balance


@pytest.fixture
def batch(shop: Shop) -> UUID:
    return stock_up(
        shop, add_medicine(shop), 50, days=-3, cost_amount=10_000, cost_units=50, batch_number="B7"
    )


@pytest.mark.rows("PUR-19")
def test_an_expired_batch_goes_back_from_its_page(owner: Client, shop: Shop, batch: UUID) -> None:
    supplier_id = a_supplier(shop)
    assert f"/stock/batches/{batch}/return/" in owner.get(f"/stock/batches/{batch}/").text
    form = owner.get(f"/stock/batches/{batch}/return/").text
    assert "PT Kimia Farma Trading" in form
    typed = {"supplier": str(supplier_id), "packs_10": "4", "why": "expired", "credit": ""}
    page = owner.post(f"/stock/batches/{batch}/return/", typed, follow=True).text
    for words in ("Draft", "B7", "4 strips", "Rp 8.000"):
        assert words in page
    made = SupplierReturn.objects.get()
    sent = owner.post(f"/returns/{made.id}/send/", {"version": "1"}, follow=True).text
    assert "Awaiting credit" in sent
    assert Balance.objects.get(batch_id=batch).quantity == 10

    listed = owner.get("/returns/?state=sent").text
    assert "Rp 8.000" in listed
    note = {"number": "CN-1", "credited_on": f"{shop.today}", "amount": "8.000", "version": "2"}
    settled = owner.post(f"/returns/{made.id}/credit/", note, follow=True).text
    assert "Settled" in settled
    assert "CN-1" in settled


@pytest.mark.rows("PUR-19")
def test_a_recalled_batch_in_quarantine_goes_back_from_its_page(
    owner: Client, shop: Shop, batch: UUID
) -> None:
    recall = recall_of(shop, [batch])
    put_into_quarantine(
        actor=shop.owner,
        branch_id=shop.branch_id,
        recall_id=recall.id,
        units=counted(batch, 50),
    )
    page = owner.get(f"/stock/batches/{batch}/").text
    assert f"/stock/batches/{batch}/return/" in page
    assert f"recalls/{recall.id}/" in page
    assert "In quarantine" in page
    assert "5 strips" in page
    at = f"/stock/batches/{batch}/return/"
    form = owner.get(at)
    assert form.context["form"]["packs_10"].value() == "5"
    assert "In quarantine" in form.text
    typed = {"supplier": str(a_supplier(shop)), "packs_10": "5", "why": "recalled", "credit": ""}
    owner.post(at, typed)
    made = SupplierReturn.objects.get()
    owner.post(f"/returns/{made.id}/send/", {"version": "1"})

    assert (SupplierReturn.objects.get().state, lies(batch, "quarantine")) == ("sent", 0)
    assert "return/" not in owner.get(f"/stock/batches/{batch}/").text


def test_what_does_not_fit_stays_typed_beside_its_sentence(
    owner: Client, shop: Shop, batch: UUID
) -> None:
    typed = {"supplier": str(a_supplier(shop)), "packs_10": "9", "why": "expired", "credit": "x"}
    response = owner.post(f"/stock/batches/{batch}/return/", typed)
    assert response.status_code == 422
    response = owner.post(f"/stock/batches/{batch}/return/", {**typed, "credit": ""})
    assert response.status_code == 422
    assert "Only 50 are in stock here" in response.text
    assert 'value="9"' in response.text


@pytest.mark.rows("UX-15", "PUR-19")
def test_a_return_of_several_batches_is_written_on_one_page(
    owner: Client, shop: Shop, batch: UUID
) -> None:
    """A batch's reason is proposed, what is wrong with a row stands beside it, all or none go."""
    other = add_medicine(shop, "Zinc 20 mg tablet")
    good = stock_up(shop, other, 30, batch_number="Z1", cost_amount=3_000, cost_units=30)
    supplier = str(a_supplier(shop))
    assert "/returns/new/" in owner.get("/returns/").text
    found = owner.get("/returns/find/?q=para").json()["found"]
    row = found[0]["row"]
    assert (row["values"]["why"], row["values"]["batch_id"]) == ("expired", str(batch))
    assert (
        owner.get("/returns/find/?q=zinc").json()["found"][0]["row"]["values"]["why"] == "damaged"
    )
    typed = {
        "supplier_id": supplier,
        "note": "box 3",
        **row_of(0, row["values"], packs="4", credit="9.000"),
        **row_of(
            1, {"product": "Zinc 20 mg tablet", "batch_id": "Z1", "why": "unsold"}, packs="31"
        ),
    }
    refused = owner.post("/returns/new/", typed)
    assert refused.status_code == 422
    assert "Only 30 are in stock here. Return at most this quantity." in refused.text
    assert not SupplierReturn.objects.exists()

    page = owner.post("/returns/new/", {**typed, "row-1-packs": "30"}, follow=True).text

    for words in ("Draft", "B7", "Z1", "Rp 9.000", "Rp 3.000", "box 3"):
        assert words in page
    lines = SupplierReturnLine.objects.order_by("position")
    assert [(one.batch_id, one.why, one.credit) for one in lines] == [
        (batch, "expired", 9_000),
        (good, "unsold", 3_000),
    ]


@pytest.mark.rows("UX-15", "PUR-19")
def test_a_return_needs_a_supplier_and_a_line(owner: Client, shop: Shop, batch: UUID) -> None:
    a_supplier(shop)
    a_supplier(shop, "PT Bina San Prima")
    empty = owner.post("/returns/new/", {"supplier_id": "", "note": ""})
    assert empty.status_code == 422
    assert "No items added. Scan or type a product." in empty.text
    assert owner.get(f"/returns/new/?product={batch}").status_code == 200
    pasted = owner.post("/returns/paste/", {"text": "Paracetamol 500 mg tablet\t2\tB7"}).json()
    assert pasted["rows"][0]["values"]["batch_id"] == str(batch)


def row_of(at: int, values: Mapping[str, str], **typed: str) -> dict[str, str]:
    """A row of the grid as a browser sends it."""
    return {f"row-{at}-{name}": text for name, text in {**values, **typed}.items()}


def test_a_draft_is_changed_and_emptied(owner: Client, shop: Shop, batch: UUID) -> None:
    made = a_return(shop, a_supplier(shop), [aside(batch, 20)])
    at = f"/returns/{made.id}/edit/"
    opened = owner.get(at)
    (row,) = opened.context["grid"].rows
    values = row.told()["values"]
    assert (values["packs"], values["why"], values["batch_id"]) == ("2", "expired", str(batch))
    typed = {"note": "", "version": "1", **row_of(0, values, packs="3", why="damaged")}
    page = owner.post(at, {**typed, "row-0-credit": "5.000"}, follow=True).text
    assert "3 strips" in page
    assert "Rp 5.000" in page
    assert owner.post(at, typed).status_code == 409
    owner.post(at, {"note": "", "version": "2"})
    assert not SupplierReturnLine.objects.exists()
    owner.post(f"/returns/{made.id}/discard/", {"version": "3"})
    assert SupplierReturn.objects.get().state == "discarded"


def test_the_goods_come_back_and_sums_may_differ(owner: Client, shop: Shop, batch: UUID) -> None:
    supplier_id = a_supplier(shop)
    first = a_sent_return(shop, supplier_id, [aside(batch, 20)])
    page = owner.post(
        f"/returns/{first.id}/take-back/", {"reason": "no room", "version": "2"}, follow=True
    ).text
    assert "Returned to stock" in page
    assert Balance.objects.get(batch_id=batch).quantity == 50
    second = a_sent_return(shop, supplier_id, [aside(batch, 20)])
    stale = owner.post(f"/returns/{second.id}/settle/", {"reason": "fee", "version": "1"})
    assert (
        stale.status_code,
        "Another user changed this return. Reload the page" in stale.text,
    ) == (409, True)
    page = owner.post(
        f"/returns/{second.id}/settle/", {"reason": "fee", "version": "2"}, follow=True
    ).text
    assert "fee" in page
