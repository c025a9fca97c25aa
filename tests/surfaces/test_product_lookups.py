"""Wherever somebody looks for a product, it is found by the one search, in the branch's order."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from tests.architecture.source import SOURCE
from tests.support.backoffice import client_of
from tests.support.patients import register
from tests.support.shop import Medicine, Shop, add_medicine, api_key, stock_up
from tests.support.stocktaking import begin
from tests.support.unknown_codes import kept_code
from theriac.core.actor import SYSTEM
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.catalog.queries.search import search_products
from theriac.domains.catalog.search.stored.abbreviations import add_abbreviation
from theriac.domains.catalog.search.stored.popularity import changed_levels, rank_products
from theriac.domains.stocktaking.models import CountLine

pytestmark = pytest.mark.rows("CAT-18")

SURFACES = SOURCE / "surfaces"
IN_ORDER = frozenset(
    {
        "api/routers/catalog/products.py",
        "backoffice/catalog/lists.py",
        "backoffice/catalog/medicines/unnamed.py",
        "backoffice/catalog/merges/duplicates.py",
        "backoffice/catalog/navigation.py",
        "backoffice/disposal/waste/entry.py",
        "backoffice/sales/favourites.py",
        "backoffice/stock/bins/put_away.py",
        "backoffice/stock/product_search.py",
        "backoffice/stocktaking/found_batch.py",
    }
)
"""Modules that offer products, or take the first: ``SCREENS`` and the tests below ask each."""
AS_A_SET = {
    "api/routers/catalog/price_changes.py": "all that is found changes",
    "backoffice/forecasting/needs.py": "needs have an order of their own",
    "backoffice/refills/lists.py": "refills have an order of their own",
    "backoffice/replenishment/alerts.py": "alerts have an order of their own",
    "backoffice/replenishment/coverage.py": "the cover has an order of its own",
    "backoffice/replenishment/wants.py": "entries have an order of their own",
    "backoffice/stock/batches/lists.py": "batches have an order of their own",
    "backoffice/stock/ledger/movements.py": "movements have an order of their own",
    "backoffice/stock/levels.py": "the stock list has an order of its own",
    "backoffice/stock/reservations/lists.py": "reservations have an order of their own",
    "backoffice/unmet_requests/lists.py": "lost sales have an order of their own",
    "backoffice/unmet_requests/products.py": "lost sales have an order of their own",
    "backoffice/waitlist/lists.py": "the waitlist has an order of its own",
}
"""Modules that narrow a list to what is found, and why the order doesn't matter."""
OTHER_NAMES = {
    "backoffice/catalog/groups.py": "makers and categories",
    "backoffice/catalog/medicines/generics.py": "generics",
    "backoffice/clinical/sets.py": "sets of safety checks",
    "backoffice/compounding/lists.py": "formulas of compounding",
}
"""Modules that look for names by their letters, and what bears these."""
TEXTS = ("zincor", "zz", "zinkor", "zincor 20", "zincor syr")
SCREENS: dict[str, Callable[[Shop, Medicine], str]] = {
    "products": lambda shop, other: "/products/",
    "palette": lambda shop, other: "/_palette/",
    "favourites": lambda shop, other: "/favourites/",
    "want list": lambda shop, other: "/stock/wants/find/",
    "reservations": lambda shop, other: "/stock/reserved/find/",
    "waitlist": lambda shop, other: "/waitlist/find/",
    "refills": lambda shop, other: f"/patients/{register(shop)}/refills/",
    "transfers": lambda shop, other: "/stock/transfers/find/",
    "receipts": lambda shop, other: "/receipts/find/",
    "codes to link": lambda shop, other: f"/products/codes/{kept_code(shop)}/",
    "where a code goes": lambda shop, other: (
        f"/products/{other.id}/packs/{other.packs[10]}/code/target/"
    ),
    "duplicates": lambda shop, other: f"/products/{other.id}/same/",
    "without a generic": lambda shop, other: "/generics/open/",
}
PROGRAMS = ("/api/v1/products", "/api/v1/stock", "/api/v1/stock-cover")


@pytest.fixture
def owner(shop: Shop) -> Client:
    return client_of(shop, "owner")


@pytest.fixture
def other(shop: Shop) -> Medicine:
    """The product that isn't looked for; four that are, of which the shop sells the last best."""
    named = ["Zincor 20 tablet", "Zincor 10 tablet", "Zincor Syrup 20", "Zincor Adult tablet"]
    made = [add_medicine(shop, name, substance="Zinc sulphate") for name in named]
    stock_up(shop, made[1], 30)
    levels = changed_levels(shop.branch_id, {made[3].id: 40, made[2].id: 9})
    rank_products(actor=SYSTEM, branch_id=shop.branch_id, levels=levels)
    add_abbreviation(actor=shop.owner, short="zz", words="zincor")
    return add_medicine(shop)


def expected(shop: Shop, text: str) -> list[str]:
    found = search_products(
        actor=shop.owner, text=text, only_active=False, branch_id=shop.branch_id
    ).product_ids
    names = product_names(found)
    return [names[product_id] for product_id in found]


def shown(page: str, names: list[str]) -> list[str]:
    """The names on a page, marked or not, in the order in which each stands there first."""
    text = re.sub("</?b>", "", page)
    return sorted((name for name in names if name in text), key=text.index)


def test_the_branch_has_an_order_of_its_own(shop: Shop, other: Medicine) -> None:
    assert expected(shop, "zincor")[0] == expected(shop, "zz")[0] == "Zincor Adult tablet"
    anywhere = search_products(actor=shop.owner, text="zincor").product_ids
    assert product_names(anywhere)[anywhere[0]] != "Zincor Adult tablet"
    assert all(expected(shop, text) for text in TEXTS)


@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_offers_the_same_in_the_same_order(
    shop: Shop, other: Medicine, owner: Client, screen: str
) -> None:
    address = SCREENS[screen](shop, other)
    for text in TEXTS:
        page = owner.get(address, {"q": text, "text": text, "code": "x"})
        names = expected(shop, text)
        assert shown(page.text, names) == names, text


@pytest.mark.parametrize("address", PROGRAMS)
def test_a_program_is_told_the_same_in_the_same_order(
    shop: Shop, other: Medicine, client: Client, address: str
) -> None:
    headers = {"Authorization": f"Bearer {api_key(shop)}"}
    for text in TEXTS:
        page = client.get(address, {"q": text}, headers=headers)
        names = expected(shop, text)
        assert shown(page.text, names) == names, text


def test_where_only_the_first_is_taken_it_is_the_branchs_first(
    shop: Shop, other: Medicine, owner: Client
) -> None:
    count = begin(shop)
    form = {"product": "zz", "number": "B-9", "expires_on": "2027-10-31", "shelf": "A-04"}
    owner.post(f"/stock/counts/{count}/found/", form)
    lines = CountLine.objects.filter(count_id=count, batch__number="B-9")
    first = expected(shop, "zz")[0]
    assert [*product_names(lines.values_list("batch__product_id", flat=True)).values()] == [first]
    put_away = owner.post("/stock/bins/put/", {"scan": "zz"})
    assert first in put_away.text


def called(path: Path) -> list[ast.Call]:
    """The module's calls of the search."""
    tree = ast.parse(path.read_text("utf-8"))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    names = {"search_products", "every_product_found"}
    return [one for one in calls if isinstance(one.func, ast.Name) and one.func.id in names]


def test_every_lookup_is_listed_and_names_its_branch() -> None:
    lookups = {
        path.relative_to(SURFACES).as_posix(): calls
        for path in SURFACES.rglob("*.py")
        if (calls := called(path))
    }
    assert lookups.keys() == IN_ORDER | AS_A_SET.keys()
    for name in IN_ORDER:
        for call in lookups[name]:
            assert "branch_id" in {given.arg for given in call.keywords}, name


def test_nothing_else_looks_for_products_by_the_letters_of_their_names() -> None:
    by_letters = {
        path.relative_to(SURFACES).as_posix()
        for path in SURFACES.rglob("*.py")
        if "(name__i" in path.read_text("utf-8")
    }
    assert by_letters == OTHER_NAMES.keys()
