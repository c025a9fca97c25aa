"""What a counter made in training says so, and is booked nowhere."""

from __future__ import annotations

from typing import Any


def says_training(content: Any) -> bool:
    """Whether a part of what was read has the mark of training."""
    if isinstance(content, dict):
        return bool(content.get("training")) or any(map(says_training, content.values()))
    return isinstance(content, list) and any(map(says_training, content))
