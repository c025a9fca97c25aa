"""Codes to link on the screens: listed, linked, set aside, put back, told on Today."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.shop import Shop, add_medicine
from tests.support.unknown_codes import UNKNOWN, kept_code
from tests.surfaces.other_branch import shop_there
from theriac.domains.catalog.models import Barcode, UnknownCode

pytestmark = pytest.mark.rows("CAT-06")
LIST = "/products/codes/"


def listed(page: Any) -> list[tuple[str, int]]:
    return [(row.code, row.times) for row in page.context["rows"]]


def test_what_was_kept_is_listed_found_and_put_into_a_file(shop: Shop, owner: Client) -> None:
    there = shop_there(shop)
    assert "No codes to link" in owner.get(LIST).text
    kept_code(shop, note="Blue box, 60 ml")
    kept_code(there, "RAK-77")
    kept_code(there)

    page = owner.get(LIST)
    assert listed(page) == [(UNKNOWN, 2), ("RAK-77", 1)]
    assert "Blue box, 60 ml" in page.text
    assert listed(owner.get(f"{LIST}?sort=-times")) == [(UNKNOWN, 2), ("RAK-77", 1)]
    assert listed(owner.get(f"{LIST}?q=8992222333306")) == [(UNKNOWN, 2)]
    assert listed(owner.get(f"{LIST}?q=blue")) == [(UNKNOWN, 2)]
    kept_code(shop, "RAK-78")
    here = dict(listed(owner.get(f"{LIST}?here=true")))
    assert here in ({UNKNOWN: 2, "RAK-77": 1}, {UNKNOWN: 2, "RAK-78": 1})
    assert listed(owner.get(f"{LIST}?state=aside")) == []
    file = owner.get(f"{LIST}?export=csv").getvalue().decode("utf-8-sig")
    assert f'{UNKNOWN},2,"Blue box, 60 ml"' in file


def test_it_is_linked_to_the_pack_that_is_chosen(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    at = f"{LIST}{kept_code(shop)}/"
    page = owner.get(f"{at}?q=parac")
    assert "1 strip = 10 tablets" in page.text
    version = str(UnknownCode.objects.get().version)
    wrong = owner.post(f"{at}link/", {"version": version, "pack_id": "x"}, follow=True)
    assert "This pack isn’t in the catalogue." in wrong.text.replace("&#x27;", "’").replace(
        "'", "’"
    )
    sent = {"version": version, "pack_id": str(medicine.packs[10])}
    done = owner.post(f"{at}link/", sent, follow=True)
    assert "Code linked. All counters can scan it now." in done.text
    assert listed(done) == []
    assert Barcode.objects.get(code=UNKNOWN).pack_id == medicine.packs[10]
    page = owner.get(at)
    assert "Paracetamol 500 mg tablet</a>, 1 strip = 10 tablets" in page.text
    assert f"{at}aside/" not in page.text
    assert listed(owner.get(f"{LIST}?state=linked")) == [(UNKNOWN, 1)]


def test_it_is_set_aside_with_a_reason_and_put_back(shop: Shop, owner: Client) -> None:
    at = f"{LIST}{kept_code(shop)}/"
    version = str(UnknownCode.objects.get().version)
    assert (
        "Enter the reason."
        in owner.post(f"{at}aside/", {"version": version, "reason": " "}, follow=True).text
    )
    owner.post(f"{at}aside/", {"version": version, "reason": "A customer's bag"})
    code = UnknownCode.objects.get()
    assert (code.state, code.reason) == ("aside", "A customer's bag")
    assert "Return to list" in owner.get(at).text
    owner.post(f"{at}back/", {"version": str(code.version)})
    assert UnknownCode.objects.get().state == "open"


def test_what_is_hostile_is_shown_as_text(shop: Shop, owner: Client) -> None:
    code_id = kept_code(shop, "<script>1</script>", note="<b>x</b>")
    for page in (owner.get(LIST), owner.get(f"{LIST}{code_id}/")):
        assert "<script>1" not in page.text
        assert "<b>x" not in page.text
        assert "&lt;b&gt;x" in page.text


def test_today_tells_who_can_act(shop: Shop, owner: Client) -> None:
    pharmacist, cashier = client_of(shop, "pharmacist"), client_of(shop, "cashier")
    assert LIST not in owner.get("/").text
    kept_code(shop)
    kept_code(shop, "RAK-77")
    for client in (owner, pharmacist):
        page = client.get("/")
        assert "Unknown codes to link" in page.text
        assert LIST in page.text
    assert LIST not in cashier.get("/").text
    assert cashier.get(LIST).status_code == 403
