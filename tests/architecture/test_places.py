"""A sweep asks what a change reaches: the module that answers is found by each kind of name."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.urls import reverse

from tests.running import changes, proven
from tests.support import places
from tests.support.called import answering
from tests.surfaces.test_matrix import OPERATIONS, key_of, rows_of
from tests.surfaces.test_screens_matrix import screens
from theriac.surfaces.api.export import openapi_document

BACKOFFICE, ROUTERS = "src/theriac/surfaces/backoffice", "src/theriac/surfaces/api/routers"
BINS = f"{BACKOFFICE}/stock/bins/bins.py"
PRODUCTS = f"{ROUTERS}/catalog/products.py"


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("bin_list", BINS),
        (reverse("backoffice:bin_list"), BINS),
        (f"{reverse('backoffice:bin_list')}?q=x", BINS),
        ("customer:devices", f"{BACKOFFICE}/customers/own/account.py"),
        ("listProducts", PRODUCTS),
        ("listProducts:a case", PRODUCTS),
        ("GET /products ", PRODUCTS),
        ("GET /products a case", PRODUCTS),
        ("PATCH /api/v1/products/{product_id}", PRODUCTS),
        ("palette", f"{BACKOFFICE}/shell/palette.py"),
        ("/api/v1/products", PRODUCTS),
        (f"/api/v1/products/{UUID(int=1)}?q=x", PRODUCTS),
        ("nobody knows", None),
        ("/nobody/knows/", None),
    ],
)
def test_the_module_that_answers_is_found(name: str, file: str | None) -> None:
    assert places.file_of(name) == file


def test_what_a_test_asked_is_told_by_what_answers() -> None:
    bins = reverse("backoffice:bin_list")
    assert answering({bins, "/api/v1/products", "/nobody/knows/"}) == {BINS, PRODUCTS, ""}
    assert answering(set()) == set()


def test_each_screen_and_operation_that_a_sweep_asks_is_found() -> None:
    names = {
        *(name for name, _address in screens()),
        *OPERATIONS,
        *(" ".join(key_of(row)) for row in rows_of("api")),
        *(
            f"{method.upper()} {path}"
            for path, methods in openapi_document()["paths"].items()
            for method in methods
        ),
    }
    assert {name for name in names if places.file_of(name) is None} == set()


@pytest.fixture
def changed(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """Areas that count as changed; fill it before asking."""
    areas: set[str] = set()
    monkeypatch.setattr(proven, "known", lambda: {"any": "thing"})
    monkeypatch.setattr(changes, "changed", lambda: frozenset(areas))
    changes.forget()
    places.forget()
    yield areas
    changes.forget()
    places.forget()


@pytest.mark.parametrize(
    ("area", "reached", "left"),
    [
        ("src/theriac/domains/transfers", ["transfer_list", "listTransfers"], ["bin_list"]),
        (f"{BACKOFFICE}/stock", ["bin_list"], ["listProducts"]),
        (f"{ROUTERS}/catalog", ["listProducts", "GET /products "], ["bin_list", "listTransfers"]),
        ("src/theriac/surfaces/api/schemas/catalog", ["listProducts"], ["bin_list"]),
        (f"{BACKOFFICE}/templatetags", ["bin_list", "transfer_list"], ["listProducts"]),
        (f"{BACKOFFICE}/shell", ["bin_list", "transfer_list"], ["listProducts"]),
        ("src/theriac/surfaces/api/authentication", ["listProducts", "listTransfers"], []),
        ("src/theriac/core/audit", ["bin_list", "listProducts"], []),
        ("tests/domains/stock/commands/test_adjust.py", [], ["bin_list", "listProducts"]),
        ("unheard_of", ["bin_list", "listProducts"], []),
        ("src/theriac/domains/transfers", ["nobody knows"], []),
    ],
)
def test_a_change_asks_what_it_reaches(
    changed: set[str], area: str, reached: list[str], left: list[str]
) -> None:
    changed.add(area)
    assert all(map(places.reaches, reached))
    assert not any(map(places.reaches, left))
