"""Every screen with every role, held to the hand-written ``screens_matrix.csv``.

``yes`` opens the page (or does what its button does), ``no`` is refused with 403; ``elsewhere``
says what somebody gets who holds the role at another branch only. What a page shows or does beyond
that is each screen's own test.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from tests.support.backoffice import ROLES, client_of
from tests.support.shop import Shop, open_shop
from tests.support.turns import OnTurn
from theriac.core.ids import new_id

MATRIX = Path(__file__).with_name("screens_matrix.csv")
BEFORE_SIGN_IN = {"set_look", "set_language"}
"""What is chosen on the sign-in page too."""

SAMPLES = {
    "UUIDConverter": str(new_id()),
    "IntConverter": "1",
    "StringConverter": "x",
    "SlugConverter": "x",
    "VariantConverter": "thumbnail",
}


def matrix() -> dict[str, dict[str, str]]:
    with MATRIX.open(encoding="utf-8", newline="") as lines:
        return {row["screen"]: row for row in csv.DictReader(lines)}


def screens() -> Iterator[tuple[str, str]]:
    """The name and an address of each screen of the back office."""
    for pattern in get_resolver("theriac.surfaces.backoffice.urls").url_patterns:
        assert isinstance(pattern, URLPattern)
        name = str(pattern.name)
        if name in BEFORE_SIGN_IN or name.startswith("gallery"):
            continue
        converters = pattern.pattern.converters
        values = {key: SAMPLES[type(kind).__name__] for key, kind in converters.items()}
        yield name, reverse(f"backoffice:{name}", kwargs=values)


@pytest.fixture
def shop(db: None) -> Shop:
    return open_shop()


def test_every_screen_has_its_line() -> None:
    assert sorted(matrix()) == sorted(name for name, _address in screens())
    for row in matrix().values():
        assert {row[role] for role in ROLES} <= {"yes", "no"}


@pytest.mark.rows("SEC-01", "SEC-04")
@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_what_the_matrix_says_and_nothing_else(
    shop: Shop, role: str, on_turn: OnTurn
) -> None:
    client = client_of(shop, role)
    written = matrix()
    sent = {"branch": str(shop.branch_id)}
    wrong = []
    for name, address in screens():
        if not on_turn(f"{role} {name}"):
            continue
        may = written[name][role] == "yes"
        for method in ("get", "post"):
            status = getattr(client, method)(address, sent).status_code
            if status >= 500 or (status != 403) != may:
                wrong.append(f"{method} {name}: {status}, the matrix says {written[name][role]}")
    assert wrong == []


def test_nobody_opens_a_screen_without_a_sign_in(shop: Shop) -> None:
    client = Client()
    for _name, address in screens():
        response = client.get(address)
        assert response.status_code == 302
        assert response["Location"].startswith("/accounts/login/?next=")
