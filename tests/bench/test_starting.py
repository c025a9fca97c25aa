"""Each bench starts: it can be asked for help, and the shops that several need are still made.

A bench runs by hand, for minutes, so that a change elsewhere breaks it unseen. Here the set-up of
each whose shop stands apart runs at its smallest, once and on SQLite alone.
"""

from pathlib import Path
from runpy import run_path
from typing import Any

import pytest
from django.test import Client

import bench.access.__main__ as access
from bench.basket.pharmacy import snapshot
from bench.counter import shop as counter_shop
from bench.lists import drawing
from bench.lists import shop as lists_shop
from bench.sale import shop as sale_shop
from bench.takeover import shop as takeover_shop
from theriac.surfaces.operations.cli.development.bench import paths


@pytest.mark.parametrize(
    "path", sorted(paths(), key=str), ids=lambda path: path.parent.name + "-" + path.stem
)
def test_each_says_how_it_is_asked(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", [path.name, "--help"])
    with pytest.raises(SystemExit) as ended:
        run_path(str(path), run_name="__main__")
    assert ended.value.code == 0
    assert "usage:" in capsys.readouterr().out


def test_the_pharmacy_of_the_basket_is_told_as_a_counter_is_told() -> None:
    page = snapshot(2)
    assert page.settings is not None
    assert (len(page.products), len(page.batches)) == (2, 2)


@pytest.mark.django_db
@pytest.mark.databases("sqlite")
def test_lists_are_filled_opened_and_drawn(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SECOND_STEP_ROLES = ["owner"]
    monkeypatch.setattr(drawing, "WARMING", 0)
    lists_shop.fill(0, 4)
    sessions = [lists_shop.session(), lists_shop.session()]
    lists_shop.fill(4, 6)
    for session in sessions:
        client = Client()
        client.cookies["sessionid"] = session
        assert client.get("/products/").status_code == 200
    found = drawing.drawn(1)
    assert {name: one["rows"] for name, one in found.items()} == {
        "products": 6,
        "batches": 2,
        "movements": 2,
    }


@pytest.mark.django_db
@pytest.mark.databases("sqlite")
def test_access_signs_in_and_sells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "SIGN_INS", 1)
    told = access.Shop().measured(1)
    assert (told["key"]["statements"], told["token"]["statements"]) == (1, 2)
    assert told["sign_in"]["ratio"] > 0


@pytest.mark.django_db
@pytest.mark.databases("sqlite")
def test_the_other_shops_are_made() -> None:
    assert sorted(takeover_shop.made()["badges"]) == sorted(takeover_shop.PINS)


@pytest.mark.django_db
@pytest.mark.databases("sqlite")
def test_the_shop_of_sales_is_made() -> None:
    shop, _first, second = sale_shop._fill()
    assert (str(shop.country), bool(second)) == ("id", True)


@pytest.mark.django_db
@pytest.mark.databases("sqlite")
def test_the_shop_of_the_counter_is_made() -> None:
    assert counter_shop.fill("12")
