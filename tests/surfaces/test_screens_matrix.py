"""Every screen with every role, held to the hand-written ``screens_matrix.csv``.

``yes`` opens the page (or does what its button does), ``no`` is refused with 403; ``elsewhere``
says what somebody gets who holds the role at another branch only. What a page shows or does beyond
that is each screen's own test. An ordinary run asks each screen with each role,
mostly as htmx does, whose answers are short: for whole pages only one role that may and one that
may not, by turns, and with the method of a button only one of those that may.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.support.backoffice import ROLES, client_of
from tests.support.customers import a_customer, client_of_customer, turn_on
from tests.support.portal import a_suppliers_person, client_of_supplier
from tests.support.shop import Shop
from tests.support.suppliers import a_supplier
from tests.support.turns import Turns
from theriac.core.ids import new_id

MATRIX = Path(__file__).with_name("screens_matrix.csv")
CUSTOMER = "customer"
OWN_URLS = "theriac.surfaces.backoffice.customers.own.urls"
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


URLS = {
    "backoffice": "theriac.surfaces.backoffice.urls",
    "customer": OWN_URLS,
    "portal": "theriac.surfaces.backoffice.suppliers.portal.urls",
}


def screens() -> Iterator[tuple[str, str]]:
    """The name and an address of each screen of the back office, of customers and of the portal."""
    for space, module in URLS.items():
        for pattern in get_resolver(module).url_patterns:
            assert isinstance(pattern, URLPattern)
            name = str(pattern.name)
            if name in BEFORE_SIGN_IN or name.startswith("gallery"):
                continue
            converters = pattern.pattern.converters
            values = {key: SAMPLES[type(kind).__name__] for key, kind in converters.items()}
            address = reverse(f"{space}:{name}", kwargs=values)
            yield (name if space == "backoffice" else f"{space}:{name}"), address


def test_every_screen_has_its_line() -> None:
    assert sorted(matrix()) == sorted(name for name, _address in screens())
    for row in matrix().values():
        assert {row[role] for role in (*ROLES, CUSTOMER)} <= {"yes", "no"}


METHODS = ("get", "post")
AS_HTMX = {"HX-Request": "true"}


def ways(
    on_turn: Turns, name: str, row: dict[str, str], role: str
) -> list[tuple[str, dict[str, str]]]:
    """The methods by which a role asks for a screen, with headers for a whole page or a part."""
    if on_turn.is_long:
        return [*product(METHODS, ({}, AS_HTMX))]
    alike = [one for one in ROLES if row[one] == row[role]]
    if role in on_turn.some(name, alike):
        return [(method, {}) for method in METHODS]
    methods = ["get"] if row[role] == "yes" else on_turn.some(f"{name} {role}", METHODS)
    return [(method, AS_HTMX) for method in methods]


@pytest.mark.rows("SEC-01", "SEC-04")
@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_what_the_matrix_says_and_nothing_else(
    shop: Shop, role: str, on_turn: Turns
) -> None:
    client = client_of(shop, role)
    written = matrix()
    sent = {"branch": str(shop.branch_id)}
    wrong = []
    for name, address in screens():
        if not on_turn(name):
            continue
        row = written[name]
        for method, headers in ways(on_turn, name, row, role):
            status = getattr(client, method)(address, sent, headers=headers).status_code
            if status >= 500 or (status != 403) != (row[role] == "yes"):
                wrong.append(f"{method} {name}: {status}, the matrix says {row[role]}")
    assert wrong == []


LANDINGS = {"start", "today"}
"""Where everybody lands; from there a customer is led to their own page."""


@pytest.mark.rows("SEC-01", "SEC-04")
def test_a_customer_opens_their_own_pages_and_nothing_else(
    shop: Shop, settings: Any, on_turn: Turns
) -> None:
    turn_on(shop, settings)
    client = client_of_customer(a_customer())
    written = matrix()
    wrong = []
    for name, address in screens():
        if not on_turn(name):
            continue
        may = written[name][CUSTOMER] == "yes"
        is_whole = on_turn.is_long or may or on_turn.one_in(3, name)
        for method, headers in (("get", {}), ("post", {} if is_whole else AS_HTMX)):
            sent = {"branch": str(shop.branch_id)}
            answer = getattr(client, method)(address, sent, headers=headers)
            if name in LANDINGS and not headers:
                assert answer["Location"] == "/my-account/"
            elif answer.status_code >= 500 or (answer.status_code != 403) != may:
                wrong.append(f"{method} {name}: {answer.status_code}")
    assert wrong == []


@pytest.mark.rows("PUR-22", "SEC-04")
def test_a_suppliers_person_opens_the_portal_and_nothing_else(shop: Shop, on_turn: Turns) -> None:
    client = client_of_supplier(a_suppliers_person(shop, a_supplier(shop)))
    sent = {"branch": str(shop.branch_id)}
    wrong = []
    for name, address in screens():
        may = name.startswith("portal:")
        if not may and not on_turn(name):
            continue
        is_whole = on_turn.is_long or may or on_turn.one_in(3, name)
        for method, headers in (("get", {}), ("post", {} if is_whole else AS_HTMX)):
            answer = getattr(client, method)(address, sent, headers=headers)
            if name in LANDINGS and not headers:
                assert answer["Location"] == "/portal/"
            elif answer.status_code >= 500 or (answer.status_code != 403) != may:
                wrong.append(f"{method} {name}: {answer.status_code}")
    assert wrong == []


def every_address() -> Iterator[str]:
    """Each address of the whole site, whichever surface answers it."""

    def walk(patterns: Any, before: str) -> Iterator[str]:
        for one in patterns:
            text = before + str(one.pattern)
            if isinstance(one, URLResolver):
                yield from walk(one.url_patterns, text)
            else:
                yield re.sub(r"<(\w+):\w+>", lambda part: PARTS.get(part[1], "x"), text)

    for text in walk(get_resolver().url_patterns, "/"):
        if "^" not in text and "(?P" not in text:
            yield text


PARTS = {"uuid": str(new_id()), "int": "1", "variant": "thumbnail"}
OWN = ("/accounts/", "/my-account/")
"""How one signs in, and a customer's own pages."""
OF_SUPPLIERS = ("/accounts/", "/portal/")


@pytest.mark.rows("SEC-04")
def test_no_other_address_of_the_site_opens_for_a_customer(
    shop: Shop, settings: Any, on_turn: Turns
) -> None:
    turn_on(shop, settings)
    client = client_of_customer(a_customer())
    opened = {}
    for address in every_address():
        if address.startswith(OWN) or not on_turn(address):
            continue
        answer = client.get(address)
        if answer.status_code < 400 and answer.headers.get("Location") != "/my-account/":
            opened[address] = (answer.status_code, Client().get(address).status_code)
    assert {one: found for one, found in opened.items() if found[0] != found[1]} == {}


@pytest.mark.rows("PUR-22", "SEC-04")
def test_no_other_address_of_the_site_opens_for_a_suppliers_person(
    shop: Shop, on_turn: Turns
) -> None:
    client = client_of_supplier(a_suppliers_person(shop, a_supplier(shop)))
    stranger, opened = Client(), {}
    for address in every_address():
        is_counter = address.startswith("/counter/")
        if address.startswith(OF_SUPPLIERS) or not (is_counter or on_turn(address)):
            continue
        answer = client.get(address)
        if answer.status_code < 400 and answer.headers.get("Location") != "/portal/":
            opened[address] = (answer.status_code, stranger.get(address).status_code)
        if is_counter:
            assert client.post(address).status_code == stranger.post(address).status_code, address
    assert {one: found for one, found in opened.items() if found[0] != found[1]} == {}


@pytest.mark.rows("SEC-04")
def test_a_customer_starts_no_counter(shop: Shop, settings: Any) -> None:
    turn_on(shop, settings)
    stranger, client = Client(), client_of_customer(a_customer())
    for address in every_address():
        if address.startswith("/counter/"):
            for method in ("get", "post"):
                told = getattr(client, method)(address).status_code
                assert told == getattr(stranger, method)(address).status_code, address


def test_nobody_opens_a_screen_without_a_sign_in(shop: Shop) -> None:
    client = Client()
    for _name, address in screens():
        response = client.get(address)
        assert response.status_code == 302
        assert response["Location"].startswith("/accounts/login/?next=")
