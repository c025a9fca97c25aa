"""A copy of the tree in which one mutant after the other lives, and what its tests say of it.

The developer's own tree is never touched. Each process of tests has the fixed seed, so that a
test that fails with the mutant and passes without it fails because of it; ``unsound`` asks that
of all tests that caught one.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.mutation.mutants import Mutant

ROOT = Path(__file__).resolve().parents[2]
LONGEST_TEST_SECONDS = 300
"""A test that takes longer hangs: no test of those asked takes a tenth of it on a busy machine."""
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", ".boot", ".*_cache", ".hypothesis", "__pycache__", "*.sqlite3"
)
FIRST = ("tests/core/test_command.py",)
UNMARKED = "not journey and not slow and not shared"
PASSED, FAILED, INTERRUPTED, NOTHING = 0, 1, 2, 5
ONLY = "THERIAC_TEST_ONLY"
"""As in ``tests.running.choosing``, which needs the source to be on the path."""
HUNG = "a test hung"
BROKEN = "nothing could start"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Which test caught the mutant, or how else it showed; ``survived`` where nothing did."""

    mutant: Mutant
    by: str = ""

    @property
    def survived(self) -> bool:
        return not self.by


class Copy:
    """One copy of the tree, with temporary files of its own."""

    def __init__(
        self, folder: Path, tree: Path = ROOT, longest_test: float = LONGEST_TEST_SECONDS
    ) -> None:
        self.longest_test = longest_test
        self.root = folder / "tree"
        self.temporary = folder / "temporary"
        self.temporary.mkdir(parents=True)
        shutil.copytree(tree, self.root, ignore=LEFT_OUT)

    def warm_up(self) -> None:
        """Compile everything and make the template database. Raises RuntimeError for a red tree."""
        ended, failed = self.ask(FIRST, PYTHONDONTWRITEBYTECODE="")
        if ended != PASSED:
            raise RuntimeError(f"the tree is red before any mutant: {failed or ended}")

    def ask(
        self, words: Sequence[str], *, all_of_them: bool = False, **variables: str
    ) -> tuple[int, list[str]]:
        """Run tests until one fails, or all of them; how pytest ended, and which failed."""
        cache = self.temporary / "cache"
        shutil.rmtree(cache, ignore_errors=True)
        options = [
            *(() if all_of_them else ("-x",)),
            *("-q", "--tb=no", "--no-header", "-m", UNMARKED, "-o", f"cache_dir={cache}"),
            *("-o", f"faulthandler_timeout={self.longest_test}"),
            *("-o", "faulthandler_exit_on_timeout=true"),
        ]
        command = [sys.executable, "-m", "pytest", *options, *words]
        ended = subprocess.run(
            command,
            cwd=self.root,
            env=self._environment(variables),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        ).returncode
        kept = cache / "v" / "cache" / "lastfailed"
        return ended, sorted(json.loads(kept.read_text("utf-8"))) if kept.is_file() else []

    def _environment(self, variables: dict[str, str]) -> dict[str, str]:
        """Ours without what chooses tests or makes skips failures; bytecode only of sound code."""
        ours = {
            name: value
            for name, value in os.environ.items()
            if name not in ("CI", "THERIAC_SHARED") and not name.startswith("THERIAC_TEST_")
        }
        paths = [str(self.root / "src"), str(self.root)]
        return {
            **ours,
            "PYTHONPATH": os.pathsep.join(paths),
            "PYTHONDONTWRITEBYTECODE": "1",
            "TMPDIR": str(self.temporary),
            **variables,
        }

    def try_out(self, mutant: Mutant, stages: Sequence[Sequence[str]]) -> Verdict:
        """Let the mutant live while its tests are asked, stage by stage, until one fails.

        Raises RuntimeError where the tests can't be read whatever the code.
        """
        with self._living([mutant]):
            found = (self._judged(*self.ask(stage)) for stage in stages)
            verdict = Verdict(mutant, next(filter(None, found), ""))
        if verdict.by == BROKEN:
            self._refuse_broken([name for stage in stages for name in stage])
        return verdict

    def try_together(self, mutants: Sequence[Mutant], covering: Sequence[str]) -> list[Verdict]:
        """Let mutants of different files live at once while single tests, by name, are asked.

        A test that fails is then asked of each mutant alone; where no single test can be told, the
        halves are tried.
        """
        with self._living(mutants):
            ended, failed = self._ask_single(covering)
        if ended in (PASSED, NOTHING):
            return [Verdict(one) for one in mutants]
        if failed:
            return [self.try_out(one, [failed]) for one in mutants]
        if len(mutants) == 1:
            return [Verdict(mutants[0], self._judged(ended, failed))]
        middle = len(mutants) // 2
        halves = (mutants[:middle], mutants[middle:])
        return [one for half in halves for one in self.try_together(half, covering)]

    def _ask_single(self, names: Sequence[str]) -> tuple[int, list[str]]:
        only = self.temporary / "only.txt"
        only.write_text("\n".join(names), "utf-8")
        files = sorted({name.partition("::")[0] for name in names})
        return self.ask(files, all_of_them=True, **{ONLY: str(only)})

    @contextmanager
    def _living(self, mutants: Sequence[Mutant]) -> Iterator[None]:
        kept = {one.file: (self.root / one.file).read_bytes() for one in mutants}
        try:
            for one in mutants:
                self._put(self.root / one.file, one.applied(kept[one.file]))
            yield
        finally:
            for file, content in kept.items():
                self._put(self.root / file, content)

    def _refuse_broken(self, names: Sequence[str]) -> None:
        """Raise RuntimeError where these tests can't even be read without a mutant."""
        ended, _failed = self.ask(["--collect-only", *names])
        if ended != PASSED:
            raise RuntimeError(f"pytest ends with {ended} without any mutant, for {names}")

    def _put(self, path: Path, content: bytes) -> None:
        """Python takes bytecode of the same second and size for fresh; so none is left."""
        path.write_bytes(content)
        for old in path.parent.glob(f"__pycache__/{path.stem}.*.pyc"):
            old.unlink()

    def _judged(self, ended: int, failed: Sequence[str]) -> str:
        if ended in (PASSED, NOTHING):
            return ""
        if failed:
            return failed[0]
        return HUNG if ended == FAILED else BROKEN

    def unsound(self, verdicts: Sequence[Verdict]) -> set[str]:
        """Of the tests that caught a mutant, those that fail without one too."""
        names = sorted({one.by for one in verdicts if not one.survived} - {HUNG, BROKEN})
        found: set[str] = set()
        while set(names) - found:
            left = [name for name in names if name not in found]
            ended, failed = self.ask(left)
            if ended == PASSED:
                return found
            if not failed:
                raise RuntimeError(f"the tests that caught mutants can't be run without: {ended}")
            found.update(failed)
        return found
