"""The bill of materials equals the locks, and names all that stands in the tree of others' work."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.scripts import script

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def components() -> dict[str, dict[str, Any]]:
    """Each by its purl."""
    bill = json.loads((ROOT / "requirements/theriac.cdx.json").read_text("utf-8"))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    return {one["purl"]: one for one in bill["components"]}


def pins(lock: Path) -> Iterator[tuple[str, set[str]]]:
    """Each package of a lock as a purl, and its hashes."""
    for line in lock.read_text("utf-8").replace("\\\n", " ").splitlines():
        name, version = line.split()[0].split("==")
        yield f"pkg:pypi/{name.partition('[')[0]}@{version}", set(re.findall(r"[0-9a-f]{64}", line))


@pytest.mark.written
def test_the_bill_is_up_to_date() -> None:
    bill = script("bill_of_materials")
    assert bill.FILE.read_text("utf-8") == bill.text(), "run scripts/bill_of_materials.py"


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_each_pin_of_a_lock_stands_with_its_hashes(lock: Path) -> None:
    listed = components()
    for purl, hashes in pins(lock):
        (distribution,) = listed[purl]["externalReferences"]
        assert hashes <= {one["content"] for one in distribution["hashes"]}, purl


def test_it_names_nothing_that_is_neither_locked_nor_in_the_tree() -> None:
    locked = {purl for lock in LOCKS for purl, _ in pins(lock)}
    others = {purl.rpartition("@")[0] for purl in components().keys() - locked}
    assert others == {
        "pkg:npm/bootstrap",
        "pkg:npm/bootstrap-icons",
        "pkg:npm/chart.js",
        "pkg:npm/dexie",
        "pkg:npm/htm",
        "pkg:npm/htmx.org",
        "pkg:npm/inter-ui",
        "pkg:npm/uqr",
        "pkg:npm/zxing-wasm",
        "pkg:pypi/pip",
    }


def test_what_browsers_get_of_others_stands_in_it() -> None:
    places = {p["value"] for one in components().values() for p in one["properties"]}
    static = (ROOT / "src").glob("**/vendor/**/*")
    files = {path for path in static if path.suffix in {".js", ".css", ".wasm", ".woff2"}}
    assert len(files) > 10
    assert {path.relative_to(ROOT).as_posix() for path in files} - places == set()


@pytest.mark.parametrize(
    ("name", "scope"), [("django", "required"), ("psycopg", "optional"), ("pytest", "excluded")]
)
def test_it_tells_what_a_pharmacy_has_from_what_developers_have(name: str, scope: str) -> None:
    (one,) = [one for one in components().values() if one["name"] == name]
    assert one["scope"] == scope


def test_a_line_that_pins_nothing_is_named(tmp_path: Path) -> None:
    lock = tmp_path / "core.txt"
    lock.write_text("django>=5.2\n", "utf-8")
    with pytest.raises(ValueError, match=r"core\.txt: nothing is pinned by: django>=5\.2"):
        list(script("bill_of_materials").locked(lock))
