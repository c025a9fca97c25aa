"""What is typed: every judged query letter by letter, as a person's keystrokes come."""

from __future__ import annotations

import random
import statistics
from collections.abc import Sequence

from tests.support.search_corpus import judged_texts

SEED = 20261120


def keystrokes(count: int) -> list[str]:
    """Beginnings of judged queries, ``count`` of them in drawn order."""
    typed = [text[:end] for text in judged_texts() for end in range(1, len(text) + 1)]
    return random.Random(SEED).sample(typed, min(count, len(typed)))


def summary(milliseconds: Sequence[float]) -> dict[str, float]:
    """Median, 95th and 99th percentile and the longest, in milliseconds."""
    hundredths = statistics.quantiles(milliseconds, n=100, method="inclusive")
    return {
        "p50_ms": round(hundredths[49], 3),
        "p95_ms": round(hundredths[94], 3),
        "p99_ms": round(hundredths[98], 3),
        "max_ms": round(max(milliseconds), 3),
    }
