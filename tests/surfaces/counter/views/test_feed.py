"""The change feed: everything once, then only what changed, by positions given after the commit."""

from __future__ import annotations

import gzip
import json
from datetime import timedelta
from typing import Any

import pytest

from tests.support.shop import Shop, add_medicine, add_staff, stock_up
from tests.surfaces.counter.views.conftest import HEADERS, MIDYEAR, Device
from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.outbox.relay import relay_once
from theriac.domains.accounts.commands.people import set_person_active
from theriac.domains.catalog.commands.groups import rename_manufacturer
from theriac.domains.catalog.commands.products import NewPack
from theriac.domains.catalog.models import Manufacturer
from theriac.domains.catalog.search.stored.abbreviations import add_abbreviation
from theriac.domains.organisation.commands.settings import change_settings
from theriac.domains.organisation.commands.terminals import revoke_terminal
from theriac.domains.stock.commands.batches import hold_batch
from theriac.surfaces.counter.feed import pages

MOST_STATEMENTS = 31
MOST_IDLE = 21
MOST_QUIET = 4


def follow(device: Device, after: str | None = None) -> list[Any]:
    """The pages from a place on; the last one has no cursor."""
    place = {"after": after} if after else {}
    found: list[Any] = []
    while True:
        answer = device.feed(**place)
        if answer.status_code == 204:
            return found
        found.append(answer.json())
        if found[-1]["cursor"] is None:
            return found
        place["cursor"] = found[-1]["cursor"]


def test_the_first_copy_has_everything(device: Device, shop: Shop) -> None:
    packs = [
        NewPack(name="tablet", factor=1),
        NewPack(name="strip", factor=10, price=6500, barcodes=["8991234567891"]),
    ]
    medicine = add_medicine(shop, packs=packs, manufacturer="Sehat Makmur", ceiling_amount=7000)
    batch = stock_up(shop, medicine, 30, shelf="A-02", mrp_amount=8000, mrp_units=10)
    [page] = follow(device)
    [product] = page["products"]
    assert (product["name"], product["manufacturer"]) == (
        "Paracetamol 500 mg tablet",
        "Sehat Makmur",
    )
    assert [(pack["name"], pack["factor"], pack["codes"]) for pack in product["packs"]] == [
        ("tablet", 1, []),
        ("strip", 10, ["08991234567891"]),
    ]
    assert [(row["amount"], row["branch_id"]) for row in product["prices"]] == [(6500, None)]
    assert product["ceilings"][0]["amount"] == 7000
    assert page["batches"] == [
        {
            "id": str(batch),
            "product_id": str(medicine.id),
            "number": "B1",
            "expiry": (shop.today + timedelta(days=400)).isoformat(),
            "received": shop.today.isoformat(),
            "status": "available",
            "shelf": "A-02",
            "mrp": {"amount": 8000, "units": 10},
            "own_price": None,
            "quantity": 30,
            "reserved": 0,
        }
    ]


def test_settings_say_what_the_receipt_and_the_law_need(device: Device, shop: Shop) -> None:
    settings = follow(device)[0]["settings"]
    assert settings["pharmacy"] == {"name": "Apotek Sentosa", "country": "id", "currency": "IDR"}
    assert settings["classes"]["keras"]["title"]["en"] == "Prescription only"
    assert [one["code"] for one in settings["exceptions"]] == ["owa"]
    assert [one["prefix"] for one in settings["series"]] == ["MLT-K1-26-"]
    assert "taxes" in settings["receipt"]["forms"]["taxed"]["fields"]
    assert settings["receipt"]["shop"] == "APOTEK SENTOSA MELATI"


def test_people_are_those_who_may_sell_here(device: Device, shop: Shop) -> None:
    add_staff("cashier", shop.branch_id, "dewi")
    add_staff("restocker", shop.branch_id, "joko")
    assert [person["name"] for person in follow(device)[0]["people"]] == ["Owner", "Dewi"]


def test_a_large_catalogue_comes_in_pages(
    device: Device, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "PRODUCTS_A_PAGE", 2)
    names = [f"Medicine {letter}" for letter in "ABCDE"]
    for name in names:
        add_medicine(shop, name)
    found = follow(device)
    assert [len(page["products"]) for page in found] == [2, 2, 1]
    assert len({page["snapshot"] for page in found}) == 1
    assert [page["settings"] is None for page in found] == [False, True, True]
    assert [page["total"] for page in found] == [5, None, None]
    assert sorted(one["name"] for page in found for one in page["products"]) == names


def test_afterwards_only_changes_come(device: Device, shop: Shop) -> None:
    medicine = add_medicine(shop)
    other = add_medicine(shop, "Amoxicillin 500 mg capsule", legal_class="keras")
    batch = stock_up(shop, medicine, 30)
    relay_once()
    [snapshot] = follow(device)
    assert follow(device, snapshot["position"]) == []
    stock_up(shop, other, 10)
    assert follow(device, snapshot["position"]) == []
    relay_once()
    [change] = follow(device, snapshot["position"])
    assert (change["snapshot"], change["settings"], change["people"]) == (None, None, None)
    assert change["products"] == []
    assert [row["product_id"] for row in change["batches"]] == [str(other.id)]
    hold_batch(actor=shop.owner, branch_id=shop.branch_id, batch_id=batch, reason="recall")
    relay_once()
    [held] = follow(device, change["position"])
    assert [(row["id"], row["status"]) for row in held["batches"]] == [(str(batch), "held")]


def test_a_makers_new_name_comes_with_its_products(device: Device, shop: Shop) -> None:
    add_medicine(shop, manufacturer="Sehat Farma")
    add_medicine(shop, "Zinc 20 mg tablet", manufacturer="Nusa")
    relay_once()
    [snapshot] = follow(device)
    maker = Manufacturer.objects.get(name="Nusa")
    rename_manufacturer(actor=shop.owner, manufacturer_id=maker.id, name="Zelvora")
    relay_once()
    [change] = follow(device, snapshot["position"])
    assert [(one["name"], one["manufacturer"]) for one in change["products"]] == [
        ("Zinc 20 mg tablet", "Zelvora")
    ]


def test_many_changes_come_in_pages(
    device: Device, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    relay_once()
    [snapshot] = follow(device)
    for letter in "ABCDE":
        add_medicine(shop, f"Medicine {letter}")
    relay_once()
    monkeypatch.setattr(pages, "EVENTS_A_PAGE", 2)
    found = follow(device, snapshot["position"])
    assert [len(page["products"]) for page in found] == [2, 2, 1]
    assert [page["cursor"] is None for page in found] == [False, False, True]


def test_a_changed_setting_and_a_lapsed_right_come_whole(device: Device, shop: Shop) -> None:
    dewi = add_staff("cashier", shop.branch_id, "dewi")
    relay_once()
    [snapshot] = follow(device)
    change_settings(
        actor=SYSTEM,
        pharmacy_id=shop.pharmacy_id,
        version=1,
        changes={"receipt_width_mm": 58, "receipt_language": "id"},
    )
    [page] = follow(device, snapshot["position"])
    receipt = page["settings"]["receipt"]
    assert (receipt["width_mm"], receipt["language"]) == (58, "id")
    set_person_active(actor=SYSTEM, user_id=dewi.id, active=False)
    [later] = follow(device, page["position"])
    assert [person["name"] for person in later["people"]] == ["Owner"]
    assert follow(device, later["position"]) == []


@pytest.mark.parametrize("after", ["999999.abc", "nonsense", "-1.x"])
def test_a_place_the_books_dont_have_begins_anew(device: Device, after: str) -> None:
    assert follow(device, after)[0]["snapshot"] is not None


def test_prices_to_come_are_sent_and_past_ones_are_not(device: Device, shop: Shop) -> None:
    add_medicine(shop)
    with clock.at(clock.now() - timedelta(days=1)):
        [page] = follow(device)
    amounts = sorted(row["amount"] for row in page["products"][0]["prices"])
    assert amounts == [700, 6500, 60000]


def test_a_revoked_terminal_gets_nothing(device: Device, shop: Shop) -> None:
    revoke_terminal(
        actor=shop.owner, branch_id=shop.branch_id, terminal_id=shop.terminal_id, reason="lost"
    )
    answer = device.feed()
    assert (answer.status_code, answer.json()["type"]) == (401, "organisation.terminal_not_paired")


def test_the_feed_reads_the_same_number_of_statements_whatever_there_is(
    device: Device, shop: Shop, django_assert_max_num_queries: Any
) -> None:
    add_medicine(shop)
    relay_once()
    with django_assert_max_num_queries(MOST_STATEMENTS):
        device.feed()
    for letter in "ABCDEFGH":
        stock_up(shop, add_medicine(shop, f"Medicine {letter}"), 10)
        add_staff("cashier", shop.branch_id, f"person{letter}")
    relay_once()
    with django_assert_max_num_queries(MOST_STATEMENTS):
        [snapshot] = follow(device)
    stock_up(shop, add_medicine(shop, "Medicine Z"), 10)
    relay_once()
    with django_assert_max_num_queries(MOST_STATEMENTS):
        follow(device, snapshot["position"])
    after = follow(device, snapshot["position"])[0]["position"]
    with django_assert_max_num_queries(MOST_IDLE):
        assert follow(device, after) == []


def test_a_quiet_poll_costs_a_few_reads(
    device: Device, shop: Shop, django_assert_max_num_queries: Any
) -> None:
    """A minute after the last change: the terminal, its place, the last position, the trail."""
    stock_up(shop, add_medicine(shop), 10)
    relay_once()
    with clock.at(MIDYEAR + timedelta(minutes=2)):
        after = follow(device)[-1]["position"]
    with clock.at(MIDYEAR + timedelta(minutes=3)):
        assert follow(device, after) == []
        with django_assert_max_num_queries(MOST_QUIET):
            assert follow(device, after) == []


@pytest.mark.rows("CAT-18")
def test_an_abbreviation_is_known_at_the_next_poll(device: Device, shop: Shop) -> None:
    relay_once()
    [first] = follow(device)
    assert first["settings"]["abbreviations"] == []
    assert follow(device, first["position"]) == []
    add_abbreviation(actor=shop.owner, short="PNX", words="panadol extra")
    [page] = follow(device, first["position"])
    assert page["settings"]["abbreviations"] == [{"short": "pnx", "words": "panadol extra"}]


@pytest.mark.parametrize("minutes", [0, 2])
def test_a_change_of_settings_shows_at_once_after_quiet_ones(
    device: Device, shop: Shop, minutes: int
) -> None:
    relay_once()
    after = follow(device)[-1]["position"]
    with clock.at(MIDYEAR + timedelta(minutes=minutes)):
        assert follow(device, after) == []
        add_staff("cashier", shop.branch_id, "dewi")
        [change] = follow(device, after)
    assert [person["name"] for person in change["people"]] == ["Owner", "Dewi"]


def test_a_page_is_compressed_for_whoever_takes_it(device: Device, shop: Shop) -> None:
    for letter in "ABCDEFGH":
        add_medicine(shop, f"Medicine {letter}")
    headers = {**HEADERS, "Accept-Encoding": "gzip, br"}
    packed = device.client.get("/counter/api/feed", headers=headers)
    plain = device.feed()
    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]
    assert "Content-Encoding" not in plain.headers
    assert json.loads(gzip.decompress(packed.content))["products"] == plain.json()["products"]
    assert int(packed["Content-Length"]) == len(packed.content) < len(plain.content) / 2


def test_a_place_that_a_device_made_up_is_not_repeated(device: Device, shop: Shop) -> None:
    relay_once()
    page = device.feed(after="0.<made up>").json()
    assert "made up" not in json.dumps(page)


def test_a_snapshot_goes_on_where_it_was_cut(
    device: Device, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page lost on its way is asked for again, and what changed meanwhile comes afterwards."""
    monkeypatch.setattr(pages, "PRODUCTS_A_PAGE", 2)
    for letter in "ABCDE":
        stock_up(shop, add_medicine(shop, f"Medicine {letter}"), 10)
    relay_once()
    first = device.feed().json()
    lost = device.feed(cursor=first["cursor"]).json()
    again = device.feed(cursor=first["cursor"]).json()
    assert (again["products"], again["snapshot"]) == (lost["products"], first["snapshot"])
    late = add_medicine(shop, "Medicine F")
    relay_once()
    last = device.feed(cursor=again["cursor"]).json()
    assert last["cursor"] is None
    names = [one["name"] for page in (first, again, last) for one in page["products"]]
    assert names == [f"Medicine {letter}" for letter in "ABCDEF"]
    [change] = follow(device, last["position"])
    assert [one["id"] for one in change["products"]] == [str(late.id)]
