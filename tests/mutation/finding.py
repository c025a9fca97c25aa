"""All mutants of a file or of the targets, and a sample of them that a seed draws."""

from __future__ import annotations

import ast
import random
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cache

from tests.mutation.mutants import Change, Mutant, touched
from tests.mutation.operators import OPERATORS
from tests.mutation.source import ROOT, Source
from tests.mutation.targets import RIGHTS_ONLY, TARGETS, Target, files_of, is_target


def mutants_in(file: str, content: bytes) -> list[Mutant]:
    """Every mutant of a module, in the order of the text."""
    source = Source(file, content)
    seen: Counter[tuple[str, str, str, str]] = Counter()
    found = []
    for function, change in sorted(_changes(source), key=lambda one: (one[1].start, one[1].end)):
        before, after = touched(content, change)
        name = (function, change.operator, before, after)
        seen[name] += 1
        found.append(Mutant(file, function, change, before, after, seen[name]))
    return found


def is_sound(mutant: Mutant, content: bytes) -> bool:
    """Whether the mutant compiles, and to another tree than the file's own."""
    try:
        return ast.dump(ast.parse(mutant.applied(content))) != ast.dump(ast.parse(content))
    except SyntaxError:
        return False


def _changes(source: Source) -> Iterator[tuple[str, Change]]:
    for node, function in source.nodes():
        for operator in OPERATORS:
            for change in operator(node, source):
                yield function, change


@cache
def mutants_of(file: str) -> tuple[Mutant, ...]:
    """Every mutant of a file of the project, by its path from the root."""
    return tuple(mutants_in(file, (ROOT / file).read_bytes()))


def of_target(target: Target) -> Iterator[Mutant]:
    """A target's mutants, of its operators alone."""
    for file in files_of(target):
        if target.operators == RIGHTS_ONLY and b"permissions import" not in _read(file):
            continue
        for mutant in mutants_of(file):
            if not target.operators or mutant.change.operator in target.operators:
                yield mutant


def _read(file: str) -> bytes:
    return (ROOT / file).read_bytes()


def by_subject(files: Sequence[str] = ()) -> dict[str, list[Mutant]]:
    """The mutants of the targets by subject, each once; of the named files alone where any are.

    A named file that is no target gives all of its own.
    """
    taken: set[str] = set()
    found: dict[str, list[Mutant]] = defaultdict(list)
    for target in sorted(TARGETS, key=lambda one: "*" in one.pattern):
        for mutant in of_target(target):
            if mutant.key not in taken and (not files or mutant.file in files):
                taken.add(mutant.key)
                found[target.subject].append(mutant)
    for file in files:
        if not is_target(file):
            found[file].extend(mutants_of(file))
    return dict(found)


def sample(
    subjects: dict[str, list[Mutant]], count: int, seed: int, left_out: Container[str] = ()
) -> list[Mutant]:
    """So many mutants, the subjects in turn, so that a small one counts as much as a large one."""
    queues = [
        _shuffled(mutants, f"{seed} {subject}", left_out)
        for subject, mutants in sorted(subjects.items())
    ]
    drawn: list[Mutant] = []
    while any(queues) and len(drawn) < count:
        for queue in queues:
            while queue and not is_sound(queue[-1], _read(queue[-1].file)):
                queue.pop()
            if queue:
                drawn.append(queue.pop())
    return drawn[:count]


def _shuffled(mutants: Iterable[Mutant], seed: str, left_out: Container[str]) -> list[Mutant]:
    """By file first, then by mutant: a long file isn't drawn more often than a short one."""
    chance = random.Random(seed)
    files: dict[str, list[Mutant]] = defaultdict(list)
    for mutant in mutants:
        if mutant.key not in left_out:
            files[mutant.file].append(mutant)
    drawn: list[Mutant] = []
    for own in files.values():
        chance.shuffle(own)
    while files:
        names = list(files)
        chance.shuffle(names)
        for name in names:
            drawn.append(files[name].pop())
            if not files[name]:
                del files[name]
    return drawn[::-1]
