"""A pharmacy's own abbreviations: kept, bounded, named on the trail, known to every search."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from tests.support.shop import Shop, add_medicine, add_staff
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import NotFound, NotPermitted, Stale
from theriac.domains.catalog.models import Abbreviation
from theriac.domains.catalog.problems import AbbreviationRefused
from theriac.domains.catalog.queries.abbreviations import get_abbreviation, list_abbreviations
from theriac.domains.catalog.queries.search import search_products
from theriac.domains.catalog.search.stored import abbreviations
from theriac.domains.catalog.search.stored.abbreviations import (
    add_abbreviation,
    change_abbreviation,
    remove_abbreviation,
)

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CAT-18")]


def found(shop: Shop, text: str) -> list[UUID]:
    return [*search_products(actor=shop.owner, text=text).product_ids]


def test_every_search_knows_it_as_soon_as_it_is_added_changed_or_deleted(shop: Shop) -> None:
    zinc, panadol = (add_medicine(shop, name).id for name in ("Zinc 20", "Panadol Extra"))
    assert found(shop, "pnx") == []
    key = add_abbreviation(actor=shop.owner, short=" PNX ", words=" panadol   extra ")
    row = get_abbreviation(actor=shop.owner, abbreviation_id=key)
    assert row is not None
    assert (row.short, row.words, row.version) == ("pnx", "panadol extra", 1)
    assert found(shop, "pnx") == found(shop, "Pnx") == [panadol]
    assert (
        change_abbreviation(
            actor=shop.owner, abbreviation_id=key, version=1, short="ZZ", words="zinc"
        )
        == 2
    )
    assert (found(shop, "pnx"), found(shop, "zz")) == ([], [zinc])
    remove_abbreviation(actor=shop.owner, abbreviation_id=key)
    assert found(shop, "zz") == []
    assert not list_abbreviations(actor=shop.owner).exists()


def test_what_was_rolled_back_is_forgotten(shop: Shop) -> None:
    zinc = add_medicine(shop, "Zinc 20").id
    with transaction.atomic():
        add_abbreviation(actor=shop.owner, short="qqq", words="zinc")
        assert found(shop, "qqq") == [zinc]
        transaction.set_rollback(True)
    assert found(shop, "qqq") == []
    add_abbreviation(actor=shop.owner, short="www", words="zinc")
    assert (found(shop, "qqq"), found(shop, "www")) == ([], [zinc])


def test_a_search_reads_no_more_than_before(shop: Shop, django_assert_num_queries: Any) -> None:
    add_medicine(shop, "Zinc 20")
    add_abbreviation(actor=shop.owner, short="zz", words="zinc")
    found(shop, "zz")
    with django_assert_num_queries(1):
        found(shop, "zz 20")


def test_the_trail_names_what_was_there_and_what_is(shop: Shop) -> None:
    key = add_abbreviation(actor=shop.owner, short="pnx", words="panadol")
    change_abbreviation(
        actor=shop.owner, abbreviation_id=key, version=1, short="pnx", words="panadol extra"
    )
    remove_abbreviation(actor=shop.owner, abbreviation_id=key)
    first, second = ({"short": "pnx", "words": words} for words in ("panadol", "panadol extra"))
    records = AuditRecord.objects.filter(object_kind="catalog.abbreviation").order_by("id")
    assert [record.facts for record in records] == [
        {"after": first},
        {"before": first, "after": second},
        {"before": second},
    ]
    assert {record.object_id for record in records} == {key}


@pytest.mark.parametrize(
    ("short", "words", "fields"),
    [
        ("", "", {"short", "words"}),
        ("p", "panadol", {"short"}),
        ("p" * 13, "panadol", {"short"}),
        ("pan x", "panadol", {"short"}),
        ("500", "panadol", {"short"}),
        ("pcm", "panadol", {"short"}),
        ("pnx", " - ", {"words"}),
        ("pnx", "a b c d e f g", {"words"}),
        ("pnx", "p" * 81, {"words"}),
        ("pnx", "PNX", {"words"}),
    ],
)
def test_what_is_no_abbreviation_is_refused_at_its_field(
    shop: Shop, short: str, words: str, fields: set[str]
) -> None:
    add_abbreviation(actor=shop.owner, short="PCM", words="paracetamol")
    with pytest.raises(AbbreviationRefused) as refused:
        add_abbreviation(actor=shop.owner, short=short, words=words)
    assert refused.value.errors.keys() == fields
    assert Abbreviation.objects.count() == 1


def test_there_are_so_many_at_most(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(abbreviations, "MOST", 2)
    for short in ("aa", "bb"):
        add_abbreviation(actor=shop.owner, short=short, words="zinc")
    with pytest.raises(AbbreviationRefused, match="There are 2 abbreviations"):
        add_abbreviation(actor=shop.owner, short="cc", words="zinc")


def test_a_stale_edit_one_that_is_gone_and_who_may_not(shop: Shop) -> None:
    key = add_abbreviation(actor=shop.owner, short="pnx", words="panadol")
    change: dict[str, Any] = {"short": "pnx", "words": "zinc", "version": 1}
    change_abbreviation(actor=shop.owner, abbreviation_id=key, **change)
    with pytest.raises(Stale):
        change_abbreviation(actor=shop.owner, abbreviation_id=key, **change)
    with pytest.raises(NotFound):
        change_abbreviation(actor=shop.owner, abbreviation_id=uuid4(), **change)
    with pytest.raises(NotFound):
        remove_abbreviation(actor=shop.owner, abbreviation_id=uuid4())
    cashier = add_staff("cashier", shop.branch_id)
    with pytest.raises(NotPermitted):
        add_abbreviation(actor=cashier, short="zz", words="zinc")
    assert list_abbreviations(actor=cashier).count() == 1
