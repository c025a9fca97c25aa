"""The counter's folders import downwards only, as docs/counter.md says."""

from __future__ import annotations

import re
from pathlib import Path

from tests.surfaces.counter.domain.conftest import STATIC

COUNTER = STATIC / "counter"
ALLOWED = {
    "domain": {"domain"},
    "db": {"db", "vendor"},
    "sync": {"sync", "db"},
    "i18n": {"i18n", "domain"},
    "features": {"features", "app", "db", "domain", "i18n"},
    "app": {"app", "features", "db", "sync", "domain", "i18n", "vendor"},
}
APP_FOR_FEATURES = {"html.js", "store.js"}
IMPORT = re.compile(r"""(?:from|import)\s+"([^"]+)";""")


def imports() -> list[tuple[Path, Path]]:
    return [
        (path, (path.parent / target).resolve())
        for path in COUNTER.rglob("*.js")
        if "vendor" not in path.parts
        for target in IMPORT.findall(path.read_text("utf-8"))
    ]


def folder(path: Path) -> str:
    return path.relative_to(COUNTER).parts[0]


def test_every_import_is_a_file_of_the_counter() -> None:
    """Relative, with its extension: a browser without a build step finds nothing else."""
    missing = [f"{path.name}: {target}" for path, target in imports() if not target.is_file()]
    assert missing == []
    assert all(target.is_relative_to(COUNTER) for _path, target in imports())


def test_folders_import_downwards_only() -> None:
    upwards = [
        f"{path.relative_to(COUNTER)} imports {target.relative_to(COUNTER)}"
        for path, target in imports()
        if folder(target) not in ALLOWED[folder(path)]
    ]
    assert upwards == []


def test_features_take_only_drawing_and_state_from_the_app() -> None:
    strangers = [
        f"{path.relative_to(COUNTER)} imports {target.name}"
        for path, target in imports()
        if folder(path) == "features"
        and folder(target) == "app"
        and target.name not in APP_FOR_FEATURES
    ]
    assert strangers == []


def test_only_one_module_knows_the_database_library() -> None:
    users = {path.name for path, target in imports() if "dexie" in target.parts}
    assert users == {"database.js"}
