"""The columns of a list that wasn't understood are said on a page, and it is read again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.document_engine import ended, our_engine, uploaded
from tests.support.shop import Shop, add_medicine
from tests.support.suppliers import a_supplier
from theriac.domains.offers.models import EngineJob, Offer, OfferLine, SupplierHeading

pytestmark = [pytest.mark.django_db, pytest.mark.rows("PUR-05", "PUR-06")]
UNKNOWN = "Zat;Tayang;Lemari\nPARACETAMOL 500 MG TAB 100S;40000;3\nKALPANAX;9000;1\n"
KNOWN = "NAMA BARANG;HNA;Lemari\nPARACETAMOL 500 MG TAB 100S;40000;3\nKALPANAX;9000;1\n"


@pytest.fixture
def owner(shop: Shop) -> Client:
    return client_of(shop, "manager")


def last_job() -> EngineJob:
    return ended(EngineJob.objects.latest("created_at"))


def sent(shop: Shop, **fields: str) -> dict[str, str]:
    return {"version": str(Offer.objects.get().version), **fields}


def test_headings_are_typed_where_none_was_found(
    shop: Shop, owner: Client, settings: Any, tmp_path: Path
) -> None:
    add_medicine(shop)
    with our_engine(settings, tmp_path):
        offer_id = uploaded(shop, UNKNOWN, supplier_id=a_supplier(shop))
        assert last_job().state == "failed"
        at = f"/offers/{offer_id}/columns/"
        assert at in owner.get(f"/offers/{offer_id}/").text
        assert "No headings were found" in owner.get(at).text

        typed = {"heading_0": "Zat", "typed_0": "product", "heading_1": "tayang"}
        typed |= {"typed_1": "price", "heading_2": "Lemari", "typed_2": "-"}
        page = owner.post(at, sent(shop, **typed), follow=True).text

        assert "The file is read again" in page
        assert last_job().state == "done"
    assert [line.price for line in OfferLine.objects.order_by("position")] == [40_000, 9_000]


def test_each_heading_shows_how_it_was_read_and_takes_another_meaning(
    shop: Shop, owner: Client, settings: Any, tmp_path: Path
) -> None:
    add_medicine(shop)
    with our_engine(settings, tmp_path):
        offer_id = uploaded(shop, KNOWN, supplier_id=a_supplier(shop))
        assert last_job().state == "done"
        at = f"/offers/{offer_id}/columns/"
        page = owner.get(at).text
        assert "Not understood" in page
        assert ">Lemari<" in page
        owner.post(at, sent(shop, meant_1="price_with_tax", meant_2="stock"))
        assert last_job().state == "done"
        said = dict(SupplierHeading.objects.values_list("text", "field"))
        assert said == {"HNA": "price_with_tax", "Lemari": "stock"}
        line = OfferLine.objects.get(position=1)
        assert (line.price, line.tax_included, line.available_packs) == (40_000, True, 3)
        assert 'value="stock" selected' in owner.get(at).text

        owner.post(at, sent(shop, meant_1="", meant_2="stock"))
    assert dict(SupplierHeading.objects.values_list("text", "field")) == {"Lemari": "stock"}


def test_what_cant_be_said_stands_at_its_heading(shop: Shop, owner: Client) -> None:
    offer_id = uploaded(shop, UNKNOWN, supplier_id=a_supplier(shop))
    at = f"/offers/{offer_id}/columns/"
    typed = {"heading_0": "Zat", "typed_0": "price", "heading_1": "Tayang", "typed_1": "price"}
    answer = owner.post(at, sent(shop, **typed))
    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "typed_1": ["Another column has this meaning. Choose one of them."]
    }
    assert owner.post(at, sent(shop, heading_0="Zat", typed_0="colour")).status_code == 422
    assert owner.post(at, sent(shop, heading_0="Zat")).context["form"].errors == {
        "typed_0": ["Choose from the list."]
    }


def test_without_a_supplier_it_leads_there_first(shop: Shop, owner: Client) -> None:
    offer_id = uploaded(shop, UNKNOWN)
    page = owner.get(f"/offers/{offer_id}/columns/").text
    assert "Choose the supplier first" in page
    assert f"/offers/{offer_id}/lines/" in page
    typed = {"heading_0": "Zat", "typed_0": "product"}
    answer = owner.post(f"/offers/{offer_id}/columns/", sent(shop, **typed))
    assert answer.status_code == 422
    assert "Choose the supplier of this offer first" in answer.text
