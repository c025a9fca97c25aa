"""``python -m tests.mutation``: try a sample of mutants, and tell which of them nothing notices.

Of our own rather than cosmic-ray or mutmut; docs/adr/0028 says why.
"""

from __future__ import annotations

import argparse
import datetime
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

from tests.mutation import asked, finding, justified
from tests.mutation.mutants import Mutant
from tests.mutation.trying import ROOT, Copy, Verdict

SAMPLE = 100
SURVIVED = 1


def main(words: Sequence[str]) -> int:
    """Draw, try, tell; 0 where every mutant was caught."""
    options = _parser().parse_args(words)
    subjects = finding.by_subject(options.file)
    for subject, mutants in subjects.items():
        subjects[subject] = [one for one in mutants if options.only in one.key]
    drawn = finding.sample(subjects, options.sample, options.seed, justified.reasons())
    there = sum(map(len, subjects.values()))
    tell(f"{len(drawn)} of {there} mutants, seed {options.seed}")
    if options.list:
        for mutant in drawn:
            print(mutant.key)
        return 0
    verdicts, unsound = tried(drawn, options.jobs)
    return told(verdicts, unsound, options.seed)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", allow_abbrev=False)
    parser.add_argument("--sample", type=int, default=SAMPLE, help="how many are drawn")
    today = datetime.datetime.now(datetime.UTC).date().toordinal()
    parser.add_argument("--seed", type=int, default=today, help="draws the same again")
    parser.add_argument("--file", action="append", default=[], help="of this file alone")
    parser.add_argument("--only", default="", help="whose key holds this text")
    parser.add_argument("--jobs", type=int, default=2, help="copies of the tree at once")
    parser.add_argument("--list", action="store_true", help="print the keys, try nothing")
    return parser


def tried(drawn: Sequence[Mutant], jobs: int) -> tuple[list[Verdict], set[str]]:
    """What became of each, and the tests that caught one but fail without any."""
    with tempfile.TemporaryDirectory(prefix="theriac-mutants-") as folder:
        copies: SimpleQueue[Copy] = SimpleQueue()
        for number in range(max(1, min(jobs, len(drawn)))):
            copy = Copy(Path(folder) / str(number))
            copy.warm_up()
            copies.put(copy)

        def try_one(mutant: Mutant) -> Verdict:
            copy = copies.get()
            try:
                verdict = copy.try_out(mutant, asked.stages_of(mutant.file), asked.covering())
            finally:
                copies.put(copy)
            tell(f"{verdict.by or 'SURVIVED'} <- {mutant.key}")
            return verdict

        with ThreadPoolExecutor(copies.qsize()) as pool:
            verdicts = list(pool.map(try_one, drawn))
        return verdicts, copies.get().unsound(verdicts)


def told(verdicts: Sequence[Verdict], unsound: set[str], seed: int) -> int:
    """Print what survived, with its change, and the score; 1 where anything did."""
    survivors = [one for one in verdicts if one.survived or one.by in unsound]
    for one in survivors:
        why = "nothing noticed" if one.survived else f"only {one.by} noticed, red without it too"
        print(
            f"\n{why}: {one.mutant.key}\n{one.mutant.diff((ROOT / one.mutant.file).read_bytes())}"
        )
    caught = len(verdicts) - len(survivors)
    share = f"{100 * caught / len(verdicts):.0f} %" if verdicts else "nothing to try"
    tell(
        f"score {caught} of {len(verdicts)} ({share}), {len(justified.reasons())} justified "
        f"apart; --seed {seed} draws the same again"
    )
    return SURVIVED if survivors else 0


def tell(line: str) -> None:
    """A line of the run's own, at once."""
    print(f"mutation: {line}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
