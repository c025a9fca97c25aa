import hashlib
import re
from pathlib import Path

import pytest

SURFACES = Path(__file__).parents[2] / "src/theriac/surfaces"
STATIC = SURFACES / "backoffice/static"
VENDORED = {
    "backoffice": STATIC / "vendor",
    "counter": SURFACES / "counter/static/counter/vendor",
}
ROWS = [
    (folder, [cell.strip() for cell in line.strip("|").split("|")])
    for folder, path in VENDORED.items()
    for line in (path / "README.md").read_text("utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| file")
]


@pytest.mark.parametrize(("folder", "row"), ROWS, ids=lambda each: str(each[0]))
def test_a_vendored_file_is_what_the_readme_says(folder: str, row: list[str]) -> None:
    name, _what, _version, _licence, licence_file, _from, digest = row
    assert hashlib.sha256((VENDORED[folder] / name).read_bytes()).hexdigest() == digest
    assert (VENDORED[folder] / licence_file).stat().st_size > 400


@pytest.mark.parametrize("folder", VENDORED)
def test_every_vendored_file_is_named(folder: str) -> None:
    path = VENDORED[folder]
    kept = {one.relative_to(path).as_posix() for one in path.rglob("*") if one.is_file()}
    readme = (path / "README.md").read_text("utf-8")
    assert {name for name in kept if f" {name} " not in readme.replace(",", " ")} == {"README.md"}


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
