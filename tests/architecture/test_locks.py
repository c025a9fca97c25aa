"""What is installed is locked by hash, with no address, and matches what is asked for."""

import hashlib
import re
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
REQUIREMENT = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(\S+)", re.MULTILINE)
ASKED = re.compile(r"^([A-Za-z0-9._-]+)", re.MULTILINE)


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_a_lock_holds_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert "--" not in text.replace("--hash=sha256:", "")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_a_lock_pins_every_requirement_with_its_hashes(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip()]
    assert [line for line in lines if not REQUIREMENT.match(line)] == []
    assert [line for line in lines if "--hash=sha256:" not in line] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_a_lock_answers_everything_that_is_asked(lock: Path) -> None:
    asked = {normal(name) for name in ASKED.findall(lock.with_suffix(".in").read_text("utf-8"))}
    locked = {normal(name) for name, _ in REQUIREMENT.findall(lock.read_text("utf-8"))}
    assert asked - locked == set()


def test_locks_agree_on_each_version() -> None:
    """What is installed together; the scanner has an environment of its own."""
    versions: dict[str, set[str]] = {}
    for lock in LOCKS:
        if lock.stem == "scan":
            continue
        for name, version in REQUIREMENT.findall(lock.read_text("utf-8")):
            versions.setdefault(normal(name), set()).add(version)
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


def test_the_vendored_pip_is_the_one_that_its_page_names() -> None:
    (wheel,) = (ROOT / "vendor").glob("pip-*.whl")
    page = (ROOT / "vendor" / "README.md").read_text(encoding="utf-8")
    assert wheel.name in page
    assert hashlib.sha256(wheel.read_bytes()).hexdigest() in page
