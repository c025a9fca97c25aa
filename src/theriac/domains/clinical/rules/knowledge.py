"""Sets of knowledge in the shape in which a check asks them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from theriac.domains.clinical.rules.kinds import CHECK_OF, CheckKind, Kind, Tier

_SALTS = frozenset(
    "acetate besilate besylate bromide calcium citrate diphosphate disodium fumarate hbr hcl "
    "hydrate hydrobromide hydrochloride hydroxide maleate mesylate monohydrate nitrate phosphate "
    "potassium sodium succinate sulfate sulphate tartrate trihydrate".split()
)

ATC = "atc "
_TWO = (Kind.MEMBER, Kind.CROSS, Kind.PAIR)
"""Kinds of lines with a substance or class at both ends."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a set; ``first`` and ``second`` are substances or classes in one writing.

    ``said`` and ``to_do`` are by language. ``amount`` is micrograms a day, with ``by_weight`` a day
    and kilogram; ages are months, ``from_months`` included and ``to_months`` not.
    """

    kind: Kind
    first: str
    second: str = ""
    rule: str = ""
    tier: Tier = Tier.WARN
    said: Mapping[str, str] = field(default_factory=dict)
    to_do: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    amount: int | None = None
    by_weight: bool = False
    from_months: int | None = None
    to_months: int | None = None


@dataclass(frozen=True, slots=True)
class SetName:
    """Which set answered: its name and edition."""

    name: str
    edition: str


@dataclass(frozen=True, slots=True)
class KnownLine:
    """A line with the set that has it."""

    line: Line
    of: SetName


class Knowledge:
    """The lines of all sets in force, found by what a medicine holds.

    A class is its set's own: two sets may mean different things by one word. A substance's terms
    are its name and its classes.
    """

    def __init__(
        self,
        sets: Iterable[tuple[SetName, Sequence[Line]]],
        weights: Mapping[tuple[CheckKind, str, str], Tier] | None = None,
    ) -> None:
        self.weights = weights or {}
        """Tiers that rules (check, set, rule) have here instead of their set's own."""
        self.sets: dict[CheckKind, list[SetName]] = defaultdict(list)
        self.pairs: dict[str, dict[str, list[KnownLine]]] = defaultdict(lambda: defaultdict(list))
        self.crosses: dict[str, dict[str, KnownLine]] = defaultdict(dict)
        self.by_term: dict[Kind, dict[str, list[KnownLine]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self.classes: dict[str, set[str]] = defaultdict(set)
        """Substance to the terms of its classes."""
        self.class_terms: dict[str, set[str]] = defaultdict(set)
        """A class's name to its terms, one a set."""
        self.allergens: set[str] = set()
        """Terms of the sets that know cross-allergies."""
        self.has_atc = False
        """Whether a set speaks of ATC codes (terms that begin with ``atc``)."""
        self._names: dict[str, tuple[str, ...]] = {}
        self._substances: set[str] = set()
        loaded = [(number, of, lines) for number, (of, lines) in enumerate(sets)]
        for _number, _of, lines in loaded:
            self._take_names(lines)
        for number, of, lines in loaded:
            self._take(number, of, lines)

    def _take_names(self, lines: Sequence[Line]) -> None:
        names: dict[str, list[str]] = defaultdict(list)
        for line in lines:
            if line.kind is Kind.NAME:
                names[line.first].append(line.second)
        self._names.update({name: tuple(found) for name, found in names.items()})

    def _take(self, number: int, of: SetName, lines: Sequence[Line]) -> None:
        classes = {line.second for line in lines if line.kind is Kind.MEMBER}

        def terms(word: str) -> list[str]:
            if word in classes:
                term = f"{number}:{word}"
                self.class_terms[word].add(term)
                return [term]
            if word.startswith(ATC):
                self.has_atc = True
                return [word]
            found = self.substances_of(word)
            self._substances.update(found)
            return list(found)

        serves: dict[CheckKind, None] = {}
        for line in lines:
            if line.kind in CHECK_OF:
                serves[CHECK_OF[line.kind]] = None
        for line in lines:
            self._place(KnownLine(line, of), terms, is_allergen=CheckKind.ALLERGIES in serves)
        for check in serves:
            self.sets[check].append(of)

    def _place(
        self, known: KnownLine, terms: Callable[[str], list[str]], *, is_allergen: bool
    ) -> None:
        line = known.line
        if line.kind is Kind.NAME:
            return
        for first in terms(line.first):
            if line.kind in _TWO:
                for second in terms(line.second):
                    self._join(known, first, second, is_allergen=is_allergen)
            else:
                self.by_term[line.kind][first].append(known)

    def _join(self, known: KnownLine, first: str, second: str, *, is_allergen: bool) -> None:
        if known.line.kind is Kind.MEMBER:
            self.classes[first].add(second)
            if is_allergen:
                self.allergens.add(second)
        elif known.line.kind is Kind.CROSS:
            self.crosses[first][second] = self.crosses[second][first] = known
        else:
            self.pairs[first][second].append(known)
            if first != second:
                self.pairs[second][first].append(known)

    def substances_of(self, written: str) -> tuple[str, ...]:
        """The substances that a name means: by other names, without salts; else itself."""
        found = self._names.get(written)
        if found:
            return found
        words = written.split(" ")
        while len(words) > 1 and words[-1] in _SALTS:
            words.pop()
            bare = " ".join(words)
            if bare in self._names:
                return self._names[bare]
        return (" ".join(words),)

    def knows(self, substance: str) -> bool:
        """Whether any set names the substance."""
        return substance in self._substances

    def terms_of(self, substance: str) -> set[str]:
        """The substance and its classes."""
        return {substance} | self.classes.get(substance, set())
