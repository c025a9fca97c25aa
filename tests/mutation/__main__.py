"""``python -m tests.mutation``: try a sample of mutants, and tell which of them nothing notices.

Of our own rather than cosmic-ray or mutmut; docs/adr/0028 says why.
"""

from __future__ import annotations

import argparse
import datetime
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import zip_longest
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
    """What became of each, and the tests that caught one but fail without any.

    Which tests are asked is settled before the tree is copied: it may change meanwhile.
    """
    stages = {one.file: asked.stages_of(one.file) for one in drawn}
    covering = asked.covering()
    with tempfile.TemporaryDirectory(prefix="theriac-mutants-") as folder:
        copies: SimpleQueue[Copy] = SimpleQueue()
        for number in range(max(1, min(jobs, len(drawn)))):
            copy = Copy(Path(folder) / str(number))
            copy.warm_up()
            copies.put(copy)

        def by_near(mutant: Mutant) -> Verdict:
            with _one_of(copies) as copy:
                verdict = copy.try_out(mutant, stages[mutant.file])
            tell(f"{verdict.by or 'not near'} <- {mutant.key}")
            return verdict

        def by_covering(group: Sequence[Mutant]) -> list[Verdict]:
            with _one_of(copies) as copy:
                found = copy.try_together(group, covering)
            for verdict in found:
                tell(f"{verdict.by or 'SURVIVED'} <- {verdict.mutant.key}")
            return found

        with ThreadPoolExecutor(copies.qsize()) as pool:
            near = list(pool.map(by_near, drawn))
            groups = one_a_file([one.mutant for one in near if one.survived])
            far = [one for found in pool.map(by_covering, groups) for one in found]
        verdicts = [*(one for one in near if not one.survived), *far]
        return verdicts, copies.get().unsound(verdicts)


def one_a_file(mutants: Sequence[Mutant]) -> list[list[Mutant]]:
    """Groups of which none has two mutants of one file, the largest first."""
    by_file: dict[str, list[Mutant]] = defaultdict(list)
    for mutant in mutants:
        by_file[mutant.file].append(mutant)
    return [[one for one in row if one] for row in zip_longest(*by_file.values())]


@contextmanager
def _one_of(copies: SimpleQueue[Copy]) -> Iterator[Copy]:
    copy = copies.get()
    try:
        yield copy
    finally:
        copies.put(copy)


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
