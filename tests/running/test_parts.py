"""The words that start a run's processes, each with what it is asked."""

from __future__ import annotations

from pathlib import Path

from execnet import XSpec

from tests.running import choosing, parts


def test_each_part_runs_by_its_own_list_side_by_side(tmp_path: Path) -> None:
    lists = {name: tmp_path / f"only-{name}.txt" for name in ("postgresql", "mariadb")}
    starts = [word for word in parts.each_with(lists) if word.startswith("--tx=")]
    asked = [XSpec(word.removeprefix("--tx=")).env for word in starts]
    assert asked == [
        {parts.VARIABLE: name, choosing.ONLY: str(path)} for name, path in lists.items()
    ]


def test_a_part_has_as_many_processes_as_its_name_is_said() -> None:
    words = parts.spread_over(parts.parts_of(["sqlite", "postgresql", "mariadb"]))
    started = [XSpec(word.removeprefix("--tx=")).env[parts.VARIABLE] for word in words[1:]]
    assert started == ["browser", "browser", "sqlite", "sqlite", "postgresql", "mariadb"]
