"""The engine alone, in one process: to make the index, to search, to take one change."""

from __future__ import annotations

import gc
import time
import tracemalloc
from collections.abc import Sequence
from typing import Any

from bench.search.keystrokes import keystrokes, summary
from theriac.domains.catalog.search.documents import (
    SearchableProduct,
    document_of,
    packed,
    unpacked,
)
from theriac.domains.catalog.search.engine import search_index
from theriac.domains.catalog.search.index import IndexRow, SearchIndex

LIMIT = 20


def measure(products: Sequence[SearchableProduct]) -> dict[str, Any]:
    """Figures of the engine with these products; times are processor time where seconds."""
    began = time.process_time()
    stored = [(product, packed(document_of(product))) for product in products]
    words = time.process_time() - began
    began = time.process_time()
    index = SearchIndex()
    index.put(_row(product, text) for product, text in stored)
    made = time.process_time() - began
    times = [_search(index, text) for text in keystrokes(2000)]
    slips = [_search(index, text) for text in ("amoxilin", "kaptropil 25", "emoxicillin") * 20]
    began = time.perf_counter()
    index.put([_row(*stored[0])])
    changed = (time.perf_counter() - began) * 1000
    return {
        "words_of_all_s": round(words, 2),
        "index_of_all_s": round(made, 2),
        "one_change_ms": round(changed, 1),
        "keystroke": summary(times),
        "misspelling": summary(slips),
        "memory_mb": _memory(stored),
    }


def _row(product: SearchableProduct, text: str) -> IndexRow:
    return unpacked(product.id, text, product.standing, active=product.active)


def _search(index: SearchIndex, text: str) -> float:
    began = time.perf_counter()
    search_index(index, text, limit=LIMIT)
    return (time.perf_counter() - began) * 1000


def _memory(stored: Sequence[tuple[SearchableProduct, str]]) -> float:
    """Megabytes that the index keeps."""
    gc.collect()
    tracemalloc.start()
    index = SearchIndex()
    index.put(_row(product, text) for product, text in stored)
    gc.collect()
    kept, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del index
    return round(kept / 1e6, 1)
