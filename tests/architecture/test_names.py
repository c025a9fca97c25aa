"""Names say what a thing is; nothing kept names a machine, a private index or an address."""

import re

from tests.architecture.source import SOURCE, kept_files, python_files, short

FORBIDDEN = frozenset({"utils", "util", "helpers", "helper", "common", "manager", "misc"})
BINARY = frozenset({".whl", ".woff2", ".png", ".jpg", ".xlsx", ".mo", ".ico", ".pdf", ".webp"})
INDEX = re.compile(r"(?:--(?:extra-)?index-url|--find-links|registry)[= ]+\S*(?:/|:)")
HOME = re.compile(r"(?<![\w.])/(?:root|home/\w+|Users/\w+)/")


def test_no_module_has_a_name_that_means_nothing() -> None:
    modules = {short(path) for path in python_files() if path.stem in FORBIDDEN}
    packages = {
        short(path) for path in SOURCE.rglob("*") if path.is_dir() and path.name in FORBIDDEN
    }
    assert modules | packages == set()


def test_nothing_kept_names_a_package_index_or_somebodys_home() -> None:
    found = []
    for path in kept_files():
        if path.suffix in BINARY or "vendor" in path.parts:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [f"{short(path)}: {match.group()}" for match in INDEX.finditer(text)]
        found += [f"{short(path)}: {match.group()}" for match in HOME.finditer(text)]
    assert found == []
