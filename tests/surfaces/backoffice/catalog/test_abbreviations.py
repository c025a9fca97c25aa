"""The pharmacy's abbreviations on their screens: listed, added, edited, deleted, refused."""

from __future__ import annotations

from html import unescape
from uuid import UUID

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.shop import Shop, add_medicine
from theriac.domains.catalog.models import Abbreviation
from theriac.domains.catalog.search.stored.abbreviations import add_abbreviation

pytestmark = pytest.mark.rows("CAT-18")
PAGE = "/products/abbreviations/"


def found(client: Client, text: str) -> int:
    return len(client.get(f"/products/?q={text}").context["rows"])


def test_one_is_added_edited_and_deleted_and_the_lists_find_by_it(
    shop: Shop, owner: Client
) -> None:
    add_medicine(shop, "Panadol Extra")
    assert "No abbreviations yet" in owner.get(PAGE).text
    saved = owner.post(f"{PAGE}new/", {"short": "PNX", "words": "panadol extra"}, follow=True)
    assert saved.redirect_chain[-1][0] == PAGE
    assert "Saved. Counters find by it within seconds." in saved.text
    assert [row.short for row in saved.context["rows"]] == ["pnx"]
    assert found(owner, "pnx") == 1

    row = Abbreviation.objects.get()
    form = owner.get(f"{PAGE}{row.id}/")
    assert 'value="panadol extra"' in form.text
    changed = {"short": "pxx", "words": "panadol", "version": row.version}
    owner.post(f"{PAGE}{row.id}/", changed)
    assert (found(owner, "pnx"), found(owner, "pxx")) == (0, 1)
    again = owner.post(f"{PAGE}{row.id}/", {**changed, "words": "zinc"})
    assert again.status_code == 409
    assert "This abbreviation was changed by another person." in again.text

    gone = owner.post(f"{PAGE}{row.id}/delete/", follow=True)
    assert gone.redirect_chain[-1][0] == PAGE
    assert "Deleted." in gone.text
    assert found(owner, "pxx") == 0
    assert owner.get(f"{PAGE}{row.id}/").status_code == 404
    assert owner.post(f"{PAGE}{row.id}/delete/", follow=True).status_code == 200


def test_the_list_is_searched(shop: Shop, owner: Client) -> None:
    for short, words in (("pnx", "panadol"), ("zz", "zinc")):
        add_abbreviation(actor=shop.owner, short=short, words=words)
    for text, expected in (("pn", ["pnx"]), ("zin", ["zz"]), ("", ["pnx", "zz"])):
        rows = owner.get(f"{PAGE}?q={text}").context["rows"]
        assert [row.short for row in rows] == expected


def test_every_fault_stands_at_its_field(shop: Shop, owner: Client) -> None:
    answer = owner.post(f"{PAGE}new/", {"short": "p c", "words": "-"})
    assert answer.status_code == 422
    text = unescape(answer.text)
    assert "Enter one word of 2 to 12 letters, for example PCT." in text
    assert "Enter 1 to 6 words, for example paracetamol 500 mg." in text
    assert not Abbreviation.objects.exists()


def test_who_may_only_look_sees_no_way_to_edit(shop: Shop) -> None:
    key: UUID = add_abbreviation(actor=shop.owner, short="pnx", words="panadol")
    cashier = client_of(shop, "cashier")
    page = cashier.get(PAGE).text
    assert "pnx" in page
    assert str(key) not in page
    assert "New abbreviation" not in page
