"""The shipped sets: every line readable, sourced, in both languages; the pairs are the vector's."""

from __future__ import annotations

import csv
from pathlib import Path

from theriac.domains.clinical.rules.kinds import Kind
from theriac.domains.clinical.shipped import shipped_lines, shipped_sets

PAIRS = Path(__file__).parents[3] / "contracts" / "vectors" / "ddi_high_priority_pairs.csv"


def test_the_high_priority_pairs_are_shipped_whole() -> None:
    (onc,) = [one for one in shipped_sets() if one.name.startswith("ONC")]
    with PAIRS.open(encoding="utf-8", newline="") as file:
        wanted = {
            (row["rule_id"], row["ingredient_a"], row["ingredient_b"])
            for row in csv.DictReader(file)
        }
    found = {(one.rule, one.first, one.second) for one in shipped_lines(onc).lines}
    assert (found, len(found)) == (wanted, 60)


def test_every_line_is_understood_sourced_and_in_both_languages() -> None:
    for shipped in shipped_sets():
        read = shipped_lines(shipped)
        assert (read.form, read.unread, shipped.licence) == ("own", (), "CC0-1.0")
        for line in read.lines:
            told = line.kind not in (Kind.MEMBER, Kind.NAME)
            assert bool(line.source) or line.kind is Kind.MEMBER
            assert not told or (set(line.said) == set(line.to_do) == {"en", "id"}), line
