"""Writing the search's rows, inside the command that changes the products."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db import router, transaction

from theriac.core.database.insert import insert_if_absent, insert_rows
from theriac.domains.catalog.models.search import SearchEntry, SearchState
from theriac.domains.catalog.search.documents import SearchableProduct, document_of, packed
from theriac.domains.catalog.search.stored.history import MARK_LENGTH, MARKS_KEPT, new_mark

CHUNK = 500


def index_products(products: Sequence[SearchableProduct]) -> None:
    """Take these products' words anew, set-wise; found so as soon as the transaction commits."""
    if not products:
        return
    with transaction.atomic(using=router.db_for_write(SearchEntry)):
        revision = _next_revision()
        entries = [
            SearchEntry(
                product_id=product.id,
                revision=revision,
                standing=product.standing,
                active=product.active,
                document=packed(document_of(product)),
            )
            for product in {product.id: product for product in products}.values()
        ]
        _replace(entries)


def _next_revision() -> int:
    """The next revision; its row stays locked until the transaction ends."""
    states = SearchState.objects.select_for_update().filter(id=1)
    state = states.first()
    if state is None:
        insert_if_absent(SearchState, SearchState())
        state = states.get()
    state.revision += 1
    state.marks = (state.marks + new_mark())[-MARK_LENGTH * MARKS_KEPT :]
    states.update(revision=state.revision, marks=state.marks)
    return state.revision


def _replace(entries: Sequence[SearchEntry]) -> None:
    for chunk in _chunks(entries):
        ids = [entry.product_id for entry in chunk]
        SearchEntry.objects.filter(product_id__in=ids).delete()
        insert_rows(SearchEntry, chunk)


def _chunks(entries: Sequence[SearchEntry]) -> Iterator[Sequence[SearchEntry]]:
    return (entries[start : start + CHUNK] for start in range(0, len(entries), CHUNK))
