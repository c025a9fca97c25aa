"""``./theriac test``: the gate by default, the night with ``--long``, or the tests that are named.

What isn't an option of this program's goes to pytest: folders, files, ``-k name``, ``-x``.
"""

from __future__ import annotations

import argparse
import datetime
import os
import subprocess
import sys
import time
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from tests.running import (
    calls,
    changes,
    choosing,
    cover,
    parts,
    plan,
    proven,
    records,
    report,
    unsteady,
)
from tests.running.machine import Machine
from tests.running.plugin import RESULTS
from tests.running.records import Record

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / ".boot" / "tests"
SMALL = 50
"""So few named files run in one process: starting a second one takes longer than it saves."""
CHOOSING = ("-k", "-m", "--lf", "--ff", "--co", "--collect-only", "--last-failed", "--deselect")
FAILED = 1
PROCESSES = 2


class Run:
    """One call of the suite: its pytest runs, and what they found together."""

    def __init__(self, options: argparse.Namespace, rest: Sequence[str]) -> None:
        self.databases: list[str] = options.databases.split(",")
        self.rest = list(rest)
        self.is_whole = all(word.startswith("-") for word in rest) and not any(
            word.startswith(CHOOSING) for word in rest
        )
        self.is_fast: bool = options.fast
        self.is_by_change: bool = options.changed
        self.is_gate = self.is_whole and not options.long and not self.is_fast
        modes = {
            choosing.GATE: self.is_gate and len(self.databases) > 1,
            choosing.CHANGED: options.changed,
            choosing.FAST: options.fast,
        }
        self.settings = {
            "THERIAC_TEST_DATABASES": options.databases,
            choosing.MODE: " ".join(word for word, wanted in modes.items() if wanted),
        }
        self.words = ["--long"] if options.long else []
        if options.seed is not None:
            self.words.append(f"--seed={options.seed}")
        self.found: list[Record] = []
        self.called: dict[str, set[str]] = {}

    def pytest(self, words: Sequence[str], **variables: str) -> int:
        """Run pytest with these words and add its records; what it ends with."""
        path = KEPT / "last.jsonl"
        for left in (path, calls.told(path)):
            left.unlink(missing_ok=True)
        environ = {**os.environ, **self.settings, RESULTS: str(path), **variables}
        # Else each process, and each program that a test starts, compiles everything anew.
        environ.pop("PYTHONDONTWRITEBYTECODE", None)
        command = [sys.executable, "-m", "pytest", *self.words, *words]
        ended = subprocess.call(command, cwd=ROOT, env=environ)
        self.found += records.read(path)
        for file, modules in calls.seen(path).items():
            self.called.setdefault(file, set()).update(modules)
        return ended

    def first(self) -> int:
        """Everything that is asked for, spread over processes."""
        if self.is_whole:
            work_in_turns()
        if self.is_fast:
            return self.pytest(
                ["-q", f"--numprocesses={PROCESSES}", "--dist=loadgroup", *self.rest]
            )
        if len(self.databases) == 1 and 0 < named_files(self.rest) < SMALL:
            return self.pytest(self.rest)
        return self.pytest([*parts.spread_over(parts.parts_of(self.databases)), *self.rest])

    def plan(self, files: Sequence[str]) -> int:
        """Tell what each part would be asked, as if these files had changed; nothing is run."""
        environ = {**os.environ, **self.settings, plan.VARIABLE: "1"}
        environ[changes.AS_IF] = " ".join(files)
        for part in dict.fromkeys(parts.parts_of(self.databases)):
            told = subprocess.run(
                [sys.executable, "-m", "pytest", "--collect-only", "-qs", *self.words],
                cwd=ROOT,
                env={**environ, parts.VARIABLE: part},
                capture_output=True,
                text=True,
                check=False,
            )
            lines = [line for line in told.stdout.splitlines() if line.startswith(plan.LINE)]
            if not lines:
                tell(told.stdout + told.stderr)
                return FAILED
            tell(lines[0])
        return 0

    def again(self, chosen: Mapping[str, Sequence[Record]]) -> list[Record]:
        """These tests once more: each part's one after the other, and the parts side by side."""
        KEPT.mkdir(parents=True, exist_ok=True)
        only = {part: KEPT / f"only-{part}.txt" for part in chosen}
        for part, path in only.items():
            path.write_text("\n".join(sorted(record.name for record in chosen[part])), "utf-8")
        before, self.found = self.found, []
        self.pytest(
            [*parts.each_with(only), *sorted({one.file for own in chosen.values() for one in own})],
            **{choosing.MODE: ""},
        )
        now, self.found = self.found, before
        return now

    def top_up(self) -> bool:
        """Ask each server what its chosen tests missed; whether all of that passed."""
        sent = len(cover.statements(self.promising))
        servers = [part for part in self.databases if part != "sqlite"] if sent else []
        missed = {part: cover.missed(self.promising, part) for part in servers}
        missed = {part: tests for part, tests in missed.items() if tests}
        for part, tests in missed.items():
            tell(f"{part}: {len(tests)} more tests, for statements that it wasn't sent")
        now = self.again(missed) if missed else []
        self.found += now
        for part in servers:
            left = len(cover.unsent(self.promising, part))
            tell(f"statement cover: {sent - left} of {sent} were sent to {part} too")
        return not records.failed(now)

    @property
    def promising(self) -> list[Record]:
        """What was found, without what SQLite was asked of tests that no change reaches near."""
        return [one for one in self.found if one.part != "sqlite" or not self._is_left(one)]

    def _is_left(self, record: Record) -> bool:
        is_test = (ROOT / record.file).is_file()  # a process's start is none
        return self.is_by_change and is_test and not changes.can_change_near(record.file)

    def try_again(self) -> bool:
        """Try what may fail by chance once more, alone; whether nothing is left that failed."""
        today = datetime.datetime.now(datetime.UTC).date()
        aside = unsteady.put_aside(today)
        failed = []
        for record in records.failed(self.found):
            if record.name in aside:
                tell(f"PUT ASIDE, failed: {record.node}")
            else:
                failed.append(record)
        chosen = unsteady.to_try(failed)
        if len(chosen) != len(failed):
            return False
        for record in chosen:
            tell(f"once more, alone: {record.node}")
            now = self.again({record.part: [record]})
            if not now or records.failed(now):
                return False
            tell(f"UNSTEADY {record.node}: it failed above and passed now; mend it first")
            unsteady.note([record.name], today)
        return True

    def mutants(self) -> bool:
        """Try the night's sample of mutations; whether each was caught or is justified."""
        seed = [word for word in self.words if word.startswith("--seed")]
        command = [sys.executable, "-m", "tests.mutation", *seed]
        return subprocess.call(command, cwd=ROOT) == 0


def named_files(words: Sequence[str]) -> int:
    """How many files of tests these words name, those in folders included."""
    paths = [ROOT / word.partition("::")[0] for word in words if not word.startswith("-")]
    return sum(len([*path.rglob("test_*.py")]) if path.is_dir() else 1 for path in paths)


def work_in_turns() -> None:
    """Let each process of a run keep its core longer: more of them wait than there are cores."""
    if hasattr(os, "sched_setscheduler"):
        os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))


def tell(line: str) -> None:
    """A line of the run's own, among pytest's."""
    print(f"theriac: {line}", flush=True)


def options_of(words: Sequence[str]) -> tuple[argparse.Namespace, list[str]]:
    """The options that are ours, and the words that go to pytest."""
    parser = argparse.ArgumentParser(prog="python -m tests.running", allow_abbrev=False)
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--changed", action="store_true")
    parser.add_argument("--fast", action="store_true")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--plan", nargs="*")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--databases", default="sqlite")
    return parser.parse_known_args(words)


def keep(
    found: Sequence[Record], called: Mapping[str, Collection[str]], *, is_by_change: bool
) -> None:
    """Write down what this run showed, for the gates to come.

    A run by change shows that what it left is as the last whole proof found it, and neither a new
    cover nor what all costs. A file in which a test failed isn't proven: the next gate asks it
    whole, on each database. A failure that no file is known of leaves nothing proven, and nothing
    is written.
    """
    failing = {record.file for record in records.failed(found)}
    if unknown := sorted(file for file in failing if not (ROOT / file).is_file()):
        tell(f"nothing is kept: it isn't known what failed in {', '.join(unknown)}")
        return
    if is_by_change:
        cover.move_on()
    else:
        cover.write(found)
        report.write_baseline(found)
    calls.write(called, is_whole=changes.can_reach, changed=changes.changed())
    proven.write(without=failing)


def main(words: Sequence[str]) -> int:
    """Run, or tell only what would be run."""
    options, rest = options_of(words)
    run = Run(options, rest)
    return asked(run, options) if options.plan is None else run.plan(options.plan)


def asked(run: Run, options: argparse.Namespace) -> int:
    """Run, top up, try again, tell; 0 where all of it is green."""
    began, machine = time.monotonic(), Machine()
    ended = run.first()
    if ended not in (0, FAILED):
        return ended
    failed = records.failed(run.found)
    green = ended == 0 or bool(failed)
    if run.is_gate and len(run.databases) > 1:
        green = run.top_up() and green
    if failed and os.environ.get("CI"):
        green = run.try_again() and green
    elif failed:
        green = False
    if run.is_whole and not run.is_fast:
        records.write(KEPT / "whole.jsonl", run.found)
        tell("\n".join([*report.lines(run.found), machine.line()]))
        tell(f"{'green' if green else 'RED'} after {(time.monotonic() - began) / 60:.1f} minutes")
    if options.long and run.is_whole:
        green = run.mutants() and green
    if options.keep and run.is_whole and not run.is_fast:
        keep(run.found, run.called, is_by_change=run.is_by_change)
    return 0 if green else FAILED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
