"""What a client says that headings of its document mean: `TaughtHeading` of the contract."""

from __future__ import annotations

import json
from collections.abc import Mapping

FIELDS = frozenset(
    "product code gtin manufacturer content pack unit batch expires_on price price_with_tax "
    "price_after_discount discount_percent discount_amount tax_percent tax_amount bonus minimum "
    "stock quantity amount mrp valid_until".split()
)
MOST = 60
LONGEST = 120
LONGEST_TEXT = 20_000
NONE = "{}"


def lessons_of(text: str) -> str:
    """The same as one JSON object, by heading its field ("" for a column that is left out).

    In one order whatever was sent, so that two that say the same are the same. Raises ValueError.
    """
    if len(text) > LONGEST_TEXT:
        raise ValueError("too long")
    try:
        told = json.loads(text)
    except RecursionError as problem:
        raise ValueError("too deep") from problem
    if not isinstance(told, list) or len(told) > MOST:
        raise ValueError(f"not a list of at most {MOST}")
    found: dict[str, str] = {}
    for one in told:
        if not isinstance(one, dict) or one.keys() != {"heading", "field"}:
            raise ValueError("not a heading with its field")
        heading, field = one["heading"], one["field"]
        if not isinstance(heading, str) or not 1 <= len(heading) <= LONGEST:
            raise ValueError("not a heading")
        if field is not None and not (isinstance(field, str) and field in FIELDS):
            raise ValueError("not a field of a line")
        found[heading] = field or ""
    return json.dumps(found, ensure_ascii=True, sort_keys=True)


def read_lessons(text: str) -> Mapping[str, str]:
    """What ``lessons_of`` wrote."""
    found: dict[str, str] = json.loads(text)
    return found
