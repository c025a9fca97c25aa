"""``./theriac seal``: status, now, export, new log."""

from __future__ import annotations

import argparse
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.support.books import run_verifier, sold_shop
from theriac.core import clock
from theriac.core.seal.commands import NothingSealed, NothingToFollow
from theriac.core.seal.models import SealHead
from theriac.surfaces.operations.cli.main import parse
from theriac.surfaces.operations.cli.seal_steps import STEPS
from theriac.surfaces.operations.cli.subcommand import Refusal

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Path) -> Path:
    settings.SEAL_STORE, settings.SEAL_KEY = tmp_path / "store", "07" * 32
    return tmp_path / "store"


def do(*words: str) -> list[str]:
    options: argparse.Namespace = parse(["seal", *words])
    return STEPS[options.step](options)


def test_it_seals_now_and_says_how_it_stands(store: Path) -> None:
    sold_shop(1)
    assert do("status")[0] == f"0 rows sealed, 0 published to {store}"
    lines = do("now")
    head = SealHead.objects.get()
    assert lines[0] == f"{head.size} rows sealed, {head.size} published to {store}"
    assert lines[1] == "0 rows wait, the oldest for 0 s"
    assert lines[-1] == f"key {head.public_key}"


def test_an_export_is_written_once(store: Path, tmp_path: Path) -> None:
    sold_shop(1)
    do("now")
    today = clock.today("Asia/Jakarta")
    days = ("--from", str(today - timedelta(days=1)), "--to", str(today))
    words = ("export", *days, "--out", str(tmp_path / "books.zip"))
    assert "Check it with verify_books.py" in do(*words)[0]
    assert run_verifier(tmp_path / "books.zip", "--heads", store)[0] == 0
    with pytest.raises(Refusal, match="is there already"):
        do(*words)
    with pytest.raises(Refusal, match="can't be written"):
        do(*words[:-1], str(tmp_path / "missing" / "books.zip"))
    with pytest.raises(NothingSealed):
        do("export", "--from", "2020-01-01", "--to", "2020-01-02", "--out", "x.zip")


def test_a_new_log_wants_a_reason_to_exist(store: Path, tmp_path: Path, settings: Any) -> None:
    sold_shop(1)
    do("now")
    with pytest.raises(NothingToFollow):
        do("new-log", "--reason", "just so")
    (store.parent / "file").write_bytes(b"")
    settings.SEAL_STORE = store.parent / "file" / "store"
    with pytest.raises(Refusal, match="can't be read"):
        do("new-log", "--reason", "just so")


def test_what_the_store_lost_is_published_again(store: Path, settings: Any) -> None:
    sold_shop(1)
    do("now")
    with pytest.raises(NothingToFollow):
        do("republish", "--reason", "just so")
    shutil.rmtree(store)
    assert do("now")[2].startswith("it stands still: lacks")
    assert "0 rows wait" in do("republish", "--reason", "its disk broke")[1]
    assert list(store.rglob("*.head"))
    (store.parent / "file").write_bytes(b"")
    settings.SEAL_STORE = store.parent / "file" / "store"
    with pytest.raises(Refusal, match="can't be read"):
        do("republish", "--reason", "just so")


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(SystemExit):
        parse(["seal", "export", "--from", "yesterday", "--to", "2026-01-01", "--out", "x.zip"])
