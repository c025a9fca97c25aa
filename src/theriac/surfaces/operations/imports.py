"""Imports from the command line: guess the columns, check, show, and bring in what is wanted."""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection

from theriac.core.actor import SYSTEM
from theriac.core.jobs.beats import seconds_since_beat
from theriac.core.jobs.worker import run_worker
from theriac.core.problems import AsksFirst
from theriac.domains.catalog.commands.imports.files import receive_file, start_import
from theriac.domains.catalog.commands.imports.steps import (
    change_mapping,
    check_import,
    commit_import,
)
from theriac.domains.catalog.imports.details import ImportDetail
from theriac.domains.catalog.imports.faults import fault_words
from theriac.domains.catalog.imports.mapping import mapping_from
from theriac.domains.catalog.imports.outcomes import UNBARCODED
from theriac.domains.catalog.queries.imports import find_mapping, get_import, list_problems
from theriac.domains.organisation.queries.branches import list_branches
from theriac.surfaces.operations.cli.subcommand import Refusal

WORKING = frozenset({"checking", "committing"})
SHOWN_PROBLEMS = 20
WORKER_SEEN_SECONDS = 30


@dataclass(frozen=True, slots=True)
class ImportWish:
    """What was asked for: a file of a kind, at a branch, with columns said differently.

    ``mapping`` names a saved mapping or a JSON file that holds one. ``looked``: rows whose cost or
    price is unusual are right. ``legal_class`` holds for new products where the file says none.
    """

    file: Path
    kind: str
    branch: str = ""
    sheet: str = ""
    mapping: str = ""
    columns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    ways: Mapping[str, str] = field(default_factory=dict)
    take: str = ""
    looked: bool = False
    legal_class: str = ""


def run_import(wish: ImportWish) -> int:
    """Check a file, show what it would do, and bring in what ``take`` says (good, all, nothing).

    Returns 0 when it did what was asked. Raises Refusal or a Problem.
    """
    branch_id = _branch(wish.branch)
    with wish.file.open("rb") as file:
        file_id = receive_file(actor=SYSTEM, file=file, name=wish.file.name)
    import_id = start_import(
        actor=SYSTEM, file_id=file_id, kind=wish.kind, branch_id=branch_id, sheet=wish.sheet
    )
    _choose_columns(import_id, wish)
    with working():
        check_import(actor=SYSTEM, import_id=import_id)
        _say(_found(_wait(import_id), import_id))
        if not wish.take:
            _say(["Nothing was written. Bring it in with --take good (or --take all)."])
            return 0
        _take(import_id, wish)
        done = _wait(import_id)
    if done.state != "done" or done.result is None:
        raise Refusal(done.refusal or "The import stopped before its end. Look at it in Imports.")
    result = done.result
    bare = result.without_barcode
    _say(
        [
            f"Brought in: {result.added} new, {result.changed} changed, "
            f"{result.unchanged} unchanged, {result.left_out} left out"
            + (f", {result.without_barcode} without their barcode." if bare else ".")
        ]
    )
    return 0


def _take(import_id: UUID, wish: ImportWish) -> None:
    try:
        commit_import(actor=SYSTEM, import_id=import_id, mode=wish.take)
    except AsksFirst as asked:
        if not wish.looked:
            words = " ".join(str(one.words) for one in asked.questions)
            raise Refusal(f"{words} If they are right, add --looked.") from None
        codes = [one.code for one in asked.questions]
        commit_import(actor=SYSTEM, import_id=import_id, mode=wish.take, confirmed=codes)


@contextmanager
def working() -> Iterator[None]:
    """See to it that jobs are run: by a worker that is there, or by one for this while."""
    seen = seconds_since_beat()
    if seen is not None and seen < WORKER_SEEN_SECONDS:
        yield
        return
    stop = threading.Event()
    worker = threading.Thread(target=_work, args=(stop,), name="worker")
    worker.start()
    try:
        yield
    finally:
        stop.set()
        worker.join()


def _work(stop: threading.Event) -> None:
    try:
        run_worker(stop)
    finally:
        connection.close()


def _branch(code: str) -> UUID | None:
    if not code:
        return None
    branches = {branch.code: branch.id for branch in list_branches()}
    if code not in branches:
        raise Refusal(f"There is no branch {code}. Branches: {', '.join(branches) or 'none yet'}.")
    return branches[code]


def _choose_columns(import_id: UUID, wish: ImportWish) -> None:
    """Put the wish's columns and ways of writing over the guessed ones, and show the result."""
    guessed = get_import(actor=SYSTEM, import_id=import_id)
    base = _named_mapping(wish) or guessed.mapping
    mapping: dict[str, Any] = {**base, **wish.ways}
    mapping["columns"] = {**base["columns"], **wish.columns}
    if wish.legal_class:
        mapping["defaults"] = {**base.get("defaults", {}), "legal_class": wish.legal_class}
    if mapping != guessed.mapping:
        change_mapping(actor=SYSTEM, import_id=import_id, version=guessed.version, mapping=mapping)
    lines = [f"  {code:<18} {' + '.join(names)}" for code, names in mapping["columns"].items()]
    ways = ", ".join(f"{name} {mapping[name]}" for name in ("identity", "numbers", "dates"))
    _say([f"{wish.file.name}: the columns are taken so", *lines, f"  written: {ways}"])


def _named_mapping(wish: ImportWish) -> dict[str, Any] | None:
    """The mapping that the wish names, a JSON file's or a saved one. Raises Refusal, NotFound."""
    if not wish.mapping:
        return None
    path = Path(wish.mapping)
    if not path.is_file():
        return find_mapping(actor=SYSTEM, kind=wish.kind, name=wish.mapping)
    try:
        told = json.loads(path.read_text("utf-8"))
    except ValueError:
        raise Refusal(f"{path} isn't JSON. Write it as the mappings in the tests.") from None
    return mapping_from(told).to_json()


def _wait(import_id: UUID) -> ImportDetail:
    """Wait until the import's work is done, telling how far it is."""
    told = time.monotonic()
    while True:
        detail = get_import(actor=SYSTEM, import_id=import_id)
        if detail.state not in WORKING:
            return detail
        if time.monotonic() - told > 5:
            told = time.monotonic()
            _say([f"  {detail.done} of {detail.total or 'all'} rows"])
        time.sleep(0.2)


def _found(detail: ImportDetail, import_id: UUID) -> list[str]:
    """What a check found: the counts, and the first problems. Raises Refusal without counts."""
    if detail.counts is None:
        raise Refusal(detail.refusal or "The file couldn't be checked. Look at it in Imports.")
    counts = detail.counts
    lines = [
        f"{counts.rows} rows: {counts.new} new, {counts.changed} changed, "
        f"{counts.unchanged} unchanged, {counts.look} to look at, {counts.left_out} left out"
    ]
    if bare := counts.notes.get(UNBARCODED):
        lines.append(f"  {bare} of them come in without their barcode, which is wrong")
    problems = list_problems(actor=SYSTEM, import_id=import_id).order_by("number", "id")
    for problem in problems[:SHOWN_PROBLEMS]:
        words = fault_words(problem.code, problem.params)
        where = f"row {problem.number}, {problem.column or 'whole row'}"
        lines.append(f"  {where}: {problem.content!r} {words.reason} {words.remedy}".rstrip())
    more = problems.count() - SHOWN_PROBLEMS
    return [*lines, f"  and {more} more"] if more > 0 else lines


def _say(lines: Sequence[str]) -> None:
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
