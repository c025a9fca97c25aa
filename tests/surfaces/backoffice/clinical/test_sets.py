"""Sets on screen: added, read, searched, put in force, withdrawn."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.clinical import PAIR, a_generic, a_set
from tests.support.shop import Shop
from theriac.domains.catalog.models import Generic
from theriac.domains.clinical.models import KnowledgeSet

FILE = b"kind,first,second,rule,tier,source\npair,Warfarin,Aspirin,r1,1,Label\npair,X,,r2,1,\n"


@pytest.fixture
def client(shop: Shop) -> Client:
    return client_of(shop, "pharmacist")


def test_a_licensed_set_from_file_to_force(shop: Shop, client: Client) -> None:
    sent = {
        "name": "Licensed",
        "edition": "5",
        "source": "Publisher",
        "licence": "",
        "dated_on": "",
    }
    page = client.post("/safety/new/", sent, follow=True)
    row = KnowledgeSet.objects.get()
    at = f"/safety/{row.id}/"
    file = SimpleUploadedFile("set.csv", FILE)
    page = client.post(f"{at}file/", {"file": file}, follow=True)
    assert [(line, why) for line, _text, why in page.context["unread"]] == [
        (3, "A substance, class or code is missing or too long.")
    ]
    assert "warfarin + aspirin" in client.get(f"{at}lines/?q=aspirin").content.decode()
    row.refresh_from_db()
    force = {"reason": "reviewed", "from_on": "", "version": row.version}
    client.post(f"{at}force/", force)
    row.refresh_from_db()
    assert (row.state, row.in_force_from is not None) == ("in_force", True)
    client.post(f"{at}withdraw/", {"reason": "noise", "version": row.version})
    page = client.get(at)
    assert [one.reason for _what, one, _who in page.context["steps"]] == ["noise", "reviewed"]


def test_what_comes_with_the_product_is_offered_once(shop: Shop, client: Client) -> None:
    name = "ONC high-priority interactions"
    assert name in client.get("/safety/shipped/").content.decode()
    client.post("/safety/shipped/", {"name": name})
    assert KnowledgeSet.objects.get().lines_count == 60
    assert name not in client.get("/safety/shipped/").content.decode()
    assert client.post("/safety/shipped/", {"name": name}).status_code == 422


def test_a_file_of_another_form_is_refused_beside_its_field(shop: Shop, client: Client) -> None:
    set_id = a_set(shop.owner, PAIR)
    file = SimpleUploadedFile("prices.csv", b"name,price\nA,1\n")
    page = client.post(f"/safety/{set_id}/file/", {"file": file})
    assert page.status_code == 422
    assert "The columns of this file" in page.content.decode()


def test_a_generics_atc_code_is_typed(shop: Shop, client: Client) -> None:
    a_generic(shop, "Sanmol", ("Paracetamol", "500 mg"))
    generic_id = Generic.objects.get().id
    at = f"/generics/{generic_id}/atc/"
    assert client.post(at, {"atc": "paracet"}).status_code == 422
    client.post(at, {"atc": "n02be01"})
    assert Generic.objects.get().atc == "N02BE01"
