"""How much of a made document was read rightly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

CERTAIN = 0.9


@dataclass(slots=True)
class Score:
    """Lines and fields that were read, of how many; wrong ones by field."""

    lines: int = 0
    exact: int = 0
    fields: int = 0
    right: int = 0
    sure: int = 0
    sure_and_wrong: int = 0
    wrong: dict[str, int] = field(default_factory=dict)

    def add(self, other: Score) -> None:
        for name in ("lines", "exact", "fields", "right", "sure", "sure_and_wrong"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name, count in other.wrong.items():
            self.wrong[name] = self.wrong.get(name, 0) + count

    def told(self) -> dict[str, Any]:
        return {
            "lines": self.lines,
            "exact_lines_percent": percent(self.exact, self.lines),
            "fields_percent": percent(self.right, self.fields),
            "sure_lines_percent": percent(self.sure, self.lines),
            "wrong_among_sure_percent": percent(self.sure_and_wrong, max(1, self.sure)),
            "wrong": dict(sorted(self.wrong.items())),
        }


def percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 2) if whole else 100.0


def scored(truth: Sequence[dict[str, str]], lines: Sequence[dict[str, Any]]) -> Score:
    """Compare what a document says with what was read: in order, and nothing too much."""
    score = Score(lines=len(truth))
    read = [_values(line) for line in lines]
    for one, at in _pairs(truth, read):
        got = read[at] if at is not None else {}
        names = (one.keys() if one else set()) | got.keys()
        wrong = [name for name in names if (one or {}).get(name) != got.get(name)]
        score.fields += len(names)
        score.right += len(names) - len(wrong)
        score.exact += not wrong and one is not None
        for name in wrong:
            score.wrong[name] = score.wrong.get(name, 0) + 1
        if at is not None and lines[at]["confidence"] >= CERTAIN:
            score.sure += 1
            score.sure_and_wrong += bool(wrong)
    return score


def _values(line: dict[str, Any]) -> dict[str, str]:
    found = {name: one["value"] for name, one in line["fields"].items() if one["value"] is not None}
    if "product" in found:
        found["product"] = " ".join(found["product"].split())
    return found


def _pairs(
    truth: Sequence[dict[str, str]], read: Sequence[dict[str, str]]
) -> list[tuple[dict[str, str] | None, int | None]]:
    """Each true line with the number of the line that was read of it, and what was read besides."""
    ours, theirs = (
        ["".join(str(one.get("product")).split()) for one in side] for side in (truth, read)
    )
    pairs: list[tuple[dict[str, str] | None, int | None]] = []
    for tag, a0, a1, b0, b1 in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        both = min(a1 - a0, b1 - b0) if tag != "equal" else a1 - a0
        pairs += [(truth[a0 + i], b0 + i) for i in range(both)]
        pairs += [(truth[i], None) for i in range(a0 + both, a1)]
        pairs += [(None, i) for i in range(b0 + both, b1)]
    return pairs
