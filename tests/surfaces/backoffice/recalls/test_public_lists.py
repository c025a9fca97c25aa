"""Public lists on screen: what they found is told on Today, and a list can be changed."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.recalls import a_finding, recall_of
from tests.support.shop import Shop, add_medicine, add_staff, stock_up
from theriac.core.actor import Actor
from theriac.domains.recalls.commands.public_lists import dismiss_finding, keep_list
from theriac.domains.recalls.models import RecallList
from theriac.surfaces.backoffice.recalls import navigation

LISTS = "/stock/recalls/lists/"
ALL_CLEAR = "No batch in stock is on a list that was read, or every match has been settled."


@pytest.fixture
def owner(shop: Shop) -> Client:
    return client_of(shop, "owner")


def waiting(client: Client) -> dict[str, Any]:
    """What Today asks to be decided, by its address."""
    page = client.get("/")
    parts = {one["name"]: one["part"] for one in page.context["main"]}
    return {one.url: one for one in parts["decisions"]}


def badge(actor: Actor) -> int:
    """What the navigation counts beside the recalls."""
    rows = navigation.waiting(actor)
    return rows.count() if rows is not None else 0


@pytest.mark.rows("EXT-06")
def test_a_finding_waits_on_today_and_is_counted_until_it_is_settled(
    shop: Shop, owner: Client
) -> None:
    stock_up(shop, add_medicine(shop), 5, batch_number="AB-1")
    finding_id = a_finding(shop)

    decision = waiting(owner)[LISTS]
    assert (decision.count, decision.meaning, badge(shop.owner)) == (1, "stop", 1)
    assert len(owner.get(decision.url).context["findings"]) == 1
    restocker = client_of(shop, "restocker")
    assert LISTS not in waiting(restocker)
    assert badge(add_staff("restocker", shop.branch_id, "another")) == 0

    dismiss_finding(actor=shop.owner, finding_id=finding_id, reason="another strength")
    assert LISTS not in waiting(owner)
    assert badge(shop.owner) == 0
    recall_of(shop, [stock_up(shop, add_medicine(shop, "Zinc"), 5, batch_number="Z-1")])
    assert badge(shop.owner) == 1


def test_a_list_is_changed_and_rests_on_screen(shop: Shop, owner: Client) -> None:
    list_id = keep_list(actor=shop.owner, name="BPOM", url="https://example.org/recalls.csv")
    address = f"{LISTS}{list_id}/"
    assert f'href="{address}"' in owner.get(LISTS).content.decode()
    form = owner.get(address).context["form"]
    assert form.initial == {
        "name": "BPOM",
        "url": "https://example.org/recalls.csv",
        "is_watched": True,
        "version": 1,
    }

    sent = {"name": "BPOM recalls", "url": "http://10.0.0.1/", "version": "1"}
    assert "url" in owner.post(address, sent).context["form"].errors
    assert owner.post(address, {**sent, "url": ""}).headers["Location"] == LISTS

    row = RecallList.objects.get()
    assert (row.name, row.url, row.is_watched, row.version) == ("BPOM recalls", "", False, 2)
    assert "Not watched" in owner.get(LISTS).content.decode()


def test_who_changes_a_list_that_somebody_changed_meanwhile_looks_again(
    shop: Shop, owner: Client
) -> None:
    list_id = keep_list(actor=shop.owner, name="BPOM", url="")
    sent = {"name": "Recalls of BPOM", "url": "", "is_watched": "on", "version": "1"}
    keep_list(actor=shop.owner, name="Badan POM", url="", list_id=list_id)

    answer = owner.post(f"{LISTS}{list_id}/", sent)

    form = answer.context["form"]
    assert (answer.status_code, form["name"].value()) == (409, "Recalls of BPOM")
    assert "Another user changed this list. Reload the page" in str(form.errors)
    sent["version"] = str(form["version"].value())
    assert owner.post(f"{LISTS}{list_id}/", sent).status_code == 302
    assert RecallList.objects.get().name == "Recalls of BPOM"


@pytest.mark.rows("EXT-06")
def test_what_a_list_says_and_nobody_understood_is_named_and_never_all_clear(
    shop: Shop, owner: Client
) -> None:
    list_id = keep_list(actor=shop.owner, name="BPOM", url="")
    assert ALL_CLEAR in owner.get(LISTS).text
    text = "product,lot,expiry\nZinc,Z-1,99/2027\n,Z-2,\nOralit,,03/2027\n"
    file = SimpleUploadedFile("list.csv", text.encode())

    page = owner.post(f"{LISTS}{list_id}/file/", {"file": file}, follow=True)

    assert "3 lines couldn’t be read. Check them below." in page.text
    assert "3 lines couldn’t be read" in page.text
    for words in ("99/2027", "Z-2", "Oralit", "No lot is given. Search for the product manually."):
        assert words in page.text
    assert ALL_CLEAR not in page.text
    assert "No matches in the lines that were read" in page.text
    file = SimpleUploadedFile("list.csv", b"product,lot\nZinc,Z-1\n")
    page = owner.post(f"{LISTS}{list_id}/file/", {"file": file}, follow=True)
    assert ALL_CLEAR in page.text
