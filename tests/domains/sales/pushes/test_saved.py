"""The file that a counter saved without network: each of its parts, and what is no such file."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.support.saved import saved_file
from theriac.core.ids import new_id
from theriac.domains.sales.pushes.saved import NotASavedFile, read_saved

TERMINAL, SERIES = new_id(), new_id()
VOID = {"series_id": str(SERIES), "sequence": 7, "reason": "torn"}
PARTS: dict[str, Any] = {
    "till": [{"kind": "opened"}],
    "asked": [{"words": "Panadol"}],
    "parked": [{"name": "green scarf"}],
    "copies": [{"number": "MLT-T1-26-000001"}],
    "codes": [{"code": "8991234567891"}],
    "log": {"head": "abc"},
    "voids": [VOID],
}


def test_each_part_of_the_file_is_read() -> None:
    found = read_saved(saved_file(TERMINAL, {"id": "1"}, **PARTS))
    assert (found.terminal_id, found.sales) == (TERMINAL, [{"id": "1"}])
    assert (found.voids, found.told_voids) == ([(SERIES, 7, "torn")], [VOID])
    read = {name: getattr(found, name) for name in PARTS if name != "voids"}
    assert read == {name: part for name, part in PARTS.items() if name != "voids"}


def test_a_part_that_is_left_out_is_empty() -> None:
    found = read_saved(saved_file(TERMINAL))
    assert [getattr(found, name) for name in PARTS if name != "log"] == [[]] * 6
    assert (found.log, found.sales) == (None, [])


@pytest.mark.parametrize("name", [name for name in PARTS if name != "log"])
def test_a_part_of_another_shape_is_no_such_file(name: str) -> None:
    with pytest.raises(NotASavedFile, match="Choose the file"):
        read_saved(saved_file(TERMINAL, **{name: [1]}))


@pytest.mark.parametrize("sequence", [0, 2_000_000_001, "7", 7.0, True, None])
def test_a_void_number_that_is_none_is_no_such_file(sequence: Any) -> None:
    with pytest.raises(NotASavedFile, match="Choose the file"):
        read_saved(saved_file(TERMINAL, voids=[{**VOID, "sequence": sequence}]))


def test_a_changed_file_says_so() -> None:
    outer = json.loads(saved_file(TERMINAL, **PARTS))
    outer["content"] = outer["content"].replace("Panadol", "Panadon")
    with pytest.raises(NotASavedFile, match="changed or is incomplete"):
        read_saved(json.dumps(outer).encode())
