"""Reads conformance files, runs their cases, prints a verdict for each and a closing count."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from theriac.surfaces.operations.conform.answers import ANSWERS, kind_of
from theriac.surfaces.operations.conform.case import Answering, Case, CaseAnswer
from theriac.surfaces.operations.conform.scenarios.scratch import (
    SCENARIOS,
    ScratchFailed,
    play_apart,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A case, whether it passed, and why not."""

    case: str
    passed: bool
    why: str = ""


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def judge(case: Case, answer: Answering) -> Verdict:
    """Run one case. What our code raises beyond the refusals it declares is a failure."""
    name = str(case.get("id", "(no id)"))
    try:
        found = answer(case)
    except Exception as raised:  # noqa: BLE001 (a case may break the code: that is its verdict)
        return Verdict(name, passed=False, why=f"raised {type(raised).__name__}: {raised}")
    return compare(name, found)


def compare(name: str, found: CaseAnswer) -> Verdict:
    """Whether a case gave what its file expects."""
    if found.expected == found.given:
        return Verdict(name, passed=True)
    return Verdict(name, passed=False, why=f"expected {found.expected!r}, given {found.given!r}")


def judge_scenario(name: str, cases: Sequence[Case]) -> list[Verdict]:
    """Play a scenario file in an installation of its own."""
    try:
        played = play_apart(name, cases)
    except ScratchFailed as failure:
        why = f"the installation for it couldn't be made: {failure}"
        return [Verdict(str(case.get("id")), passed=False, why=why) for case in cases]
    verdicts = []
    for case, result in zip(cases, played, strict=True):
        case_name = str(case.get("id", "(no id)"))
        if "raised" in result:
            verdicts.append(Verdict(case_name, passed=False, why=f"raised {result['raised']}"))
        else:
            verdicts.append(compare(case_name, CaseAnswer(result["expected"], result["given"])))
    return verdicts


def judge_file(name: str, cases: Sequence[Case]) -> list[Verdict] | None:
    """The verdicts on a file's cases; None when no code answers a file of this name."""
    scenario = kind_of(name, SCENARIOS)
    if scenario is not None:
        return judge_scenario(scenario, cases)
    answered = kind_of(name, ANSWERS)
    if answered is None:
        return None
    return [judge(case, ANSWERS[answered]) for case in cases]


def read_cases(path: Path) -> list[Case] | None:
    """The cases of a file; None when it isn't of the form of ``contracts/vectors``."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    cases = document.get("cases") if isinstance(document, dict) else None
    if not isinstance(cases, list) or not all(isinstance(case, dict) for case in cases):
        return None
    return cases


def run_file(path: Path) -> tuple[int, int, bool]:
    """Passed, failed, and whether the file was answered at all."""
    _say(path.name)
    cases = read_cases(path)
    if cases is None:
        _say("  this isn't a conformance file: JSON with a list of cases is expected")
        return 0, 0, False
    verdicts = judge_file(path.stem, cases)
    if verdicts is None:
        _say("  no code of Theriac answers this file yet")
        return 0, 0, False
    for verdict in verdicts:
        _say(f"  {verdict.case}: {'passed' if verdict.passed else f'FAILED, {verdict.why}'}")
    passed = sum(verdict.passed for verdict in verdicts)
    return passed, len(verdicts) - passed, True


def run_files(paths: Sequence[str | Path]) -> int:
    """Run each file; 0 when every case of every file passed, 1 otherwise."""
    passed = failed = unanswered = 0
    for path in paths:
        good, bad, answered = run_file(Path(path))
        passed, failed, unanswered = passed + good, failed + bad, unanswered + (not answered)
    count = f"{passed} passed, {failed} failed"
    _say(f"{count}, {unanswered} files not answered" if unanswered else count)
    return 1 if failed or unanswered else 0
