"""``check``: lint, types, import contract, sizes and fast tests; what CI asks before the rest.

``check --deploy`` looks at the installation instead: whether a pharmacy may work on it.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from theriac.surfaces.operations.cli.development.tools import environ_of_tools
from theriac.surfaces.operations.cli.subcommand import ROOT, Refusal, Subcommand, start_django

LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
FORMAT_OF_PAGES = (
    "import subprocess, sys, sysconfig; "
    "sys.exit(subprocess.call([sysconfig.get_path('scripts') + '/djangofmt', '--check', 'src']))"
)
"""A program without a module of its own."""
WRITTEN = (
    "tests/countries/test_export.py",
    "tests/locale/test_completeness.py",
    "tests/scripts",
    "tests/surfaces/api/test_export.py",
    "tests/surfaces/operations/test_env_example.py",
)
"""Where the tests of written pages stand, so that nothing else is collected for them."""
STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("lint", ("-m", "ruff", "check", "--quiet", ".")),
    ("format", ("-m", "ruff", "format", "--quiet", "--check", ".")),
    ("format of pages", ("-c", FORMAT_OF_PAGES)),
    ("types", ("-m", "mypy", "--no-error-summary")),
    ("import contract", ("-c", LINT_IMPORTS)),
    ("pages that programs write", ("-m", "pytest", "-q", "-m", "written", *WRITTEN)),
)
TESTS = ("sizes, architecture and fast tests", ("-m", "tests.running", "--fast"))
COLLECTED = ("tests that can be collected", ("-m", "pytest", "-q", "--collect-only"))
"""Asked where the tests themselves come later: they find then what this compiled."""
CHANGED = ("tests that the change can reach", ("-m", "tests.running", "--fast", "--changed"))


def run_step(name: str, words: Sequence[str]) -> bool:
    """Run one step, show what it says only when it fails."""
    started = time.monotonic()
    result = subprocess.run(  # noqa: S603
        [sys.executable, *words],
        cwd=ROOT,
        env=environ_of_tools(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    passed = result.returncode == 0
    verdict = "ok" if passed else "FAILED"
    said = "" if passed else (result.stdout + result.stderr).decode("utf-8", "replace").rstrip()
    print(f"{verdict:<7}{name} ({time.monotonic() - started:.0f} s)\n{said}".rstrip(), flush=True)
    return passed


def run_beside(tests: tuple[str, Sequence[str]]) -> list[bool]:
    """Run the steps one after the other, and the tests beside them; whether each passed."""
    with ThreadPoolExecutor(1) as other:
        beside = other.submit(run_step, *tests)
        passed = [run_step(name, words) for name, words in STEPS]
        return [*passed, beside.result()]


def run_without_tests() -> list[bool]:
    """Run the steps two at a time, and only collect the tests; whether each passed."""
    with ThreadPoolExecutor(2) as both:
        return list(both.map(lambda step: run_step(*step), (*STEPS, COLLECTED)))


def _rows() -> int:
    command = [sys.executable, "-m", "tests.architecture.rows"]
    return subprocess.call(command, cwd=ROOT)  # noqa: S603


def _deploy() -> int:
    from theriac.config.deployment import objections  # noqa: PLC0415 (slow)
    from theriac.config.env import read_variables  # noqa: PLC0415 (slow)
    from theriac.config.variable import EnvironmentProblem  # noqa: PLC0415 (slow)

    try:
        found = objections(read_variables())
    except EnvironmentProblem as problem:
        raise Refusal(str(problem)) from problem
    if not found:
        start_django()
        from theriac.surfaces.operations.cli.development.reachable import unreachable  # noqa: PLC0415 (slow)

        found = list(unreachable())
    for sentence in found:
        print(f"NO     {sentence}")
    if found:
        print(f"{len(found)} reasons not to open a pharmacy on this installation yet")
        return 1
    from django.core.management import call_command  # noqa: PLC0415 (slow)
    from django.core.management.base import SystemCheckError  # noqa: PLC0415 (slow)

    try:
        call_command("check", "--deploy", "--fail-level", "WARNING")
    except SystemCheckError as problem:
        raise Refusal(str(problem)) from problem
    print("ok     nothing stands against opening a pharmacy on this installation")
    return 0


def _run(options: argparse.Namespace) -> int:
    if options.rows:
        return _rows()
    if options.deploy:
        return _deploy()
    if options.no_tests:
        passed = run_without_tests()
    else:
        passed = run_beside(CHANGED if options.changed else TESTS)
    print(f"{sum(passed)} of {len(passed)} checks passed")
    return 0 if all(passed) else 1


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--rows", action="store_true", help="list which feature rows a test shows, and which not"
    )
    parser.add_argument(
        "--changed",
        action="store_true",
        help="in place of the fast tests, what a change since the last long run can reach",
    )
    parser.add_argument(
        "--no-tests", action="store_true", help="only collect the tests, which ``test`` runs anyway"
    )
    parser.add_argument(
        "--deploy",
        action="store_true",
        help="say what stands against letting a pharmacy work on this installation",
    )


SUBCOMMAND = Subcommand(
    "check",
    "lint, types, import contract, sizes, fast tests; --changed, --rows, --deploy",
    _run,
    _configure,
)
