"""Every page of every role is three clicks from where it lands, and no link there refuses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from tests.support.backoffice import ROLES, client_of
from tests.support.shop import Shop
from tests.surfaces.backoffice.busy import busy_shop
from tests.surfaces.test_reached import whole_pages
from tests.surfaces.test_screens_matrix import matrix

pytestmark = pytest.mark.rows("UX-11")
LANDING = "/"
MOST_CLICKS = 3
EVERYWHERE_ONLY = {"role_new"}
"""Offered to whoever holds the right at all branches; an administrator here holds it at one."""


def links_of(client: Client, address: str) -> set[str]:
    """The addresses that a page leads to, without what they ask for."""
    found = re.findall(r'<a\b[^>]*?\bhref="([^"]+)"', client.get(address).text)
    return {urlsplit(urljoin(address, one)).path for one in found if not one.startswith("#")}


def addresses(names: Iterable[str]) -> dict[str, str]:
    return {reverse(f"backoffice:{name}"): name for name in names}


@pytest.mark.databases("sqlite")  # links are the same on each
@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_reached_in_three_clicks_and_no_page_offers_one_that_refuses(
    shop: Shop, role: str
) -> None:
    client = client_of(shop, role)
    known = addresses(whole_pages())
    may = {name for name in known.values() if matrix()[name][role] == "yes"}
    clicks = {LANDING: 0}
    refused: dict[str, set[str]] = {}
    for far in range(MOST_CLICKS):
        for page in [one for one, count in clicks.items() if count == far]:
            for link in links_of(client, page) & set(known):
                if known[link] in may:
                    clicks.setdefault(link, far + 1)
                else:
                    refused.setdefault(page, set()).add(link)
    assert may - {known[one] for one in clicks} - EVERYWHERE_ONLY == set()
    assert refused == {}


@pytest.mark.django_db
@pytest.mark.databases("sqlite")
def test_a_landing_leads_nowhere_that_refuses() -> None:
    shop, _owner = busy_shop()
    refused = {}
    for role in ROLES:
        client = client_of(shop, role)
        for link in links_of(client, LANDING):
            status = client.get(link).status_code
            if status >= 400:
                refused[role, link] = status
    assert refused == {}
