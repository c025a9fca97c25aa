import hashlib
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[3] / "src/theriac/surfaces/backoffice/static"
VENDOR = STATIC / "vendor"
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (VENDOR / "README.md").read_text("utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| file")
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_vendored_file_is_what_the_readme_says(row: list[str]) -> None:
    name, _what, _version, _licence, licence_file, _from, digest = row
    assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest
    assert (VENDOR / licence_file).stat().st_size > 400


def test_every_vendored_file_is_named() -> None:
    kept = {path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*") if path.is_file()}
    named = {row[0] for row in ROWS} | {row[4] for row in ROWS} | {"README.md"}
    assert kept == named


@pytest.mark.rows("UX-08")
def test_styles_and_scripts_ask_no_other_server() -> None:
    asks = re.compile(r"""(?:url\(|@import|import |from |fetch\()\s*["']?(?:https?:)?//""")
    found = [
        path.name
        for path in STATIC.rglob("*")
        if path.suffix in {".css", ".js"} and asks.search(path.read_text("utf-8"))
    ]
    assert found == []
    assert not [p for p in STATIC.rglob("*.js") if "sourceMappingURL" in p.read_text("utf-8")]
