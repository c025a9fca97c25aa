"""What may stand in the column of a field, by its look alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

NUMERIC = frozenset(
    "ordinal price price_with_tax price_after_discount discount_percent discount_amount "
    "tax_percent tax_amount quantity stock minimum amount mrp expires_on gtin".split()
)
_LONG_WORD = re.compile(r"[A-Za-z]{4,}")


def belongs(words: Sequence[str], field: str) -> bool:
    """Whether these words can be one cell of a column with this field."""
    figures = sum(any(map(str.isdigit, word)) for word in words)
    if field in NUMERIC:
        return figures == 1 and not any(_LONG_WORD.search(word) for word in words)
    if field == "unit":
        return not figures and len(words) <= 2
    if field in ("code", "batch"):
        return len(words) <= 2 and (bool(figures) or field == "code")
    if field == "product":
        return not words[0].isdigit() and any(sum(map(str.isalpha, word)) > 1 for word in words)
    return 1 <= figures <= 2 if field == "bonus" else True
