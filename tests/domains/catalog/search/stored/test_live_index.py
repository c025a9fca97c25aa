"""Each process's copy of the index follows the database, and answers the same on all three."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction

from tests.support.search_corpus import corpus_products, judged_texts, recall_at_ten
from theriac.domains.catalog.models.search import SearchEntry, SearchState
from theriac.domains.catalog.search.documents import SearchableProduct, document_of
from theriac.domains.catalog.search.engine import search_index
from theriac.domains.catalog.search.index import SearchIndex
from theriac.domains.catalog.search.stored.history import MARKS_KEPT
from theriac.domains.catalog.search.stored.live_index import LiveIndex, search_entries
from theriac.domains.catalog.search.stored.store import index_products


def product(number: int, name: str, **more: Any) -> SearchableProduct:
    return SearchableProduct(UUID(int=(7 << 76) | (2 << 62) | number), name, **more)


AMOXAN = product(1, "Amoxan 500 mg")
BETADIN = product(2, "Betadin solution")


def found(live: LiveIndex, text: str, *, only_active: bool = True) -> Sequence[UUID]:
    return live.search(text, limit=10, only_active=only_active).product_ids


class Undone(Exception):
    """Ends a transaction without its changes."""


@pytest.mark.rows("CAT-12")
@pytest.mark.django_db
def test_judged_queries_find_the_same_in_the_same_order() -> None:
    products = corpus_products()
    index_products(products)
    index = SearchIndex()
    index.put(document_of(each) for each in products)
    orders = []
    for text in judged_texts():
        outcome = search_entries(text, limit=3000)
        assert outcome == search_index(index, text, limit=3000)
        orders.append([str(product_id) for product_id in outcome.product_ids])
    assert recall_at_ten(orders) >= 0.95


@pytest.mark.django_db
def test_a_search_is_one_statement(django_assert_num_queries: Any) -> None:
    index_products([AMOXAN])
    search_entries("amoxan", limit=5)
    with django_assert_num_queries(1):
        assert search_entries("amox", limit=5).product_ids == (AMOXAN.id,)


@pytest.mark.django_db
def test_another_process_sees_what_changed_and_reads_no_more(
    django_assert_num_queries: Any,
) -> None:
    other = LiveIndex()
    assert found(other, "amoxan") == ()
    index_products([AMOXAN, BETADIN])
    assert found(other, "amoxan") == (AMOXAN.id,)
    index_products([product(1, "Zelvora", active=False)])
    with django_assert_num_queries(2):
        assert found(other, "zelvora", only_active=False) == (AMOXAN.id,)
    assert found(other, "zelvora") == found(other, "amoxan") == ()
    assert found(other, "betadin") == (BETADIN.id,)


def rename_in_vain(live: LiveIndex) -> None:
    with transaction.atomic():
        index_products([product(1, "Zelvora")])
        assert found(live, "zelvora") == (AMOXAN.id,)
        raise Undone


@pytest.mark.django_db
def test_what_is_rolled_back_is_forgotten() -> None:
    other = LiveIndex()
    index_products([AMOXAN])
    assert found(other, "amoxan") == (AMOXAN.id,)
    with pytest.raises(Undone):
        rename_in_vain(other)
    index_products([BETADIN])
    assert (found(other, "zelvora"), found(other, "amoxan")) == ((), (AMOXAN.id,))
    assert found(other, "betadin") == (BETADIN.id,)


@pytest.mark.django_db
def test_a_copy_that_slept_long_reads_everything_again() -> None:
    sleeper = LiveIndex()
    index_products([BETADIN])
    assert found(sleeper, "betadin") == (BETADIN.id,)
    for number in range(MARKS_KEPT + 2):
        index_products([product(1, f"Amoxan {number}")])
    assert found(sleeper, f"amoxan {MARKS_KEPT + 1}") == (AMOXAN.id,)
    assert found(sleeper, "betadin") == (BETADIN.id,)
    state = SearchState.objects.get()
    assert (state.revision, len(state.marks)) == (MARKS_KEPT + 3, 8 * MARKS_KEPT)


@pytest.mark.django_db
def test_an_empty_catalogue_finds_nothing() -> None:
    live = LiveIndex()
    assert live.warm() == 0
    assert found(live, "amoxan") == ()


@pytest.mark.django_db
def test_the_same_product_twice_and_many_at_once() -> None:
    many = [product(number, f"Amoxan {number}") for number in range(1200)]
    index_products([*many, product(3, "Betadin")])
    live = LiveIndex()
    assert live.warm() == SearchEntry.objects.count() == 1200
    assert found(live, "betadin") == (many[3].id,)
    index_products([replace(each, name=f"Zelvora {each.name}") for each in many])
    assert live.warm() == 1200
    assert live.search("zelvora", limit=2000, only_active=True).total == 1200


@pytest.mark.django_db(transaction=True)
def test_changes_at_once_are_all_seen() -> None:
    live = LiveIndex()
    index_products([BETADIN])
    live.warm()
    problems: list[BaseException] = []

    def change(number: int) -> None:
        try:
            with transaction.atomic():
                index_products([product(100 + number, f"Zelvora {number}")])
        except BaseException as problem:  # noqa: BLE001 (told by the test's thread)
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=change, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
        live.search("zel", limit=10, only_active=True)
    for thread in threads:
        thread.join()
    assert problems == []
    assert live.search("zelvora", limit=10, only_active=True).total == 8
    assert SearchState.objects.get().revision == 9


@pytest.mark.shared
@pytest.mark.django_db
def test_naughty_strings_as_names_and_as_queries(shared: Path) -> None:
    naughty = json.loads((shared / "data/hostile/text/blns.json").read_text("utf-8"))
    index_products([product(number, text[:200]) for number, text in enumerate(naughty)])
    for text in naughty:
        assert search_entries(text, limit=5).total <= len(naughty)
    assert search_entries("undefined", limit=3).total >= 1


@pytest.mark.django_db
def test_what_was_found_is_kept_only_until_something_changes() -> None:
    live = LiveIndex()
    index_products([AMOXAN])

    assert live.search("amox", limit=10, only_active=True) is live.search(
        "amox", limit=10, only_active=True
    )
    index_products([product(3, "Amoxsan forte")])
    assert len(found(live, "amox")) == 2
    assert len(found(live, "amox", only_active=False)) == 2
    assert len(live.search("amox", limit=1, only_active=True).product_ids) == 1
