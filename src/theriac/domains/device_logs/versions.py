"""Two versions of a document beside each other: what was logged, and what was sent."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from theriac.domains.device_logs.chain import digest_of_text

MOST = 40
LONGEST = 60
PERSONAL = frozenset(
    "grounds patient patient_id answers approval beyond_approval credit_approval hand_over note "
    "reason text".split()
)
"""Parts that may name somebody: that they differ is kept, not what they say."""
Differences = list[dict[str, Any]]


def differences(text: str, digest: str, sent: Mapping[str, Any]) -> Differences | None:
    """Field by field, at most forty; None where what was logged isn't known for certain."""
    if not text or digest_of_text(text) != digest:
        return None
    try:
        logged = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(logged, Mapping):
        return None
    before, after = dict(_leaves(logged)), dict(_leaves(sent))
    names = [
        name for name in dict.fromkeys((*before, *after)) if before.get(name) != after.get(name)
    ]
    return [
        {"field": name[:LONGEST], "logged": before.get(name), "sent": after.get(name)}
        for name in names[:MOST]
    ]


def _leaves(value: Any, name: str = "", depth: int = 0) -> Iterator[tuple[str, Any]]:
    if name in PERSONAL:
        yield name, digest_of_text(json.dumps(value, sort_keys=True))[:8] if value else None
    elif isinstance(value, Mapping) and depth < 6:
        for key, one in value.items():
            yield from _leaves(one, f"{name}.{key}" if name else str(key), depth + 1)
    elif isinstance(value, list) and depth < 6:
        for place, one in enumerate(value, start=1):
            yield from _leaves(one, f"{name}.{place}", depth + 1)
    else:
        yield name, _shown(value)


def _shown(value: Any) -> str | int | bool | None:
    if value is None or isinstance(value, bool | int):
        return value
    return str(value)[:LONGEST]
