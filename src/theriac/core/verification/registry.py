"""The registry of checks that ``verify`` runs, and what they report.

A check reports a code that stays the same and the facts; the sentence is made of both when it is
shown, in the language of whoever reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from time import monotonic

from theriac.core.problems import Text

MOST_EXAMPLES = 20

Facts = Mapping[str, str | int]
"""What names the rows: whole numbers and texts, so that JSON keeps them."""

_sentences: dict[str, Text] = {}


def finding(code: str, sentence: Text) -> str:
    """Declare what a check may find: its code, and the sentence that takes its facts by name.

    Returns the code. Raises ValueError when it is declared twice.
    """
    if code in _sentences:
        raise ValueError(f"the finding {code} is declared twice")
    _sentences[code] = sentence
    return code


def sentence_of(code: str, facts: Facts) -> str:
    """What was found, in the language of the moment; a code of another version stands bare."""
    sentence = _sentences.get(code)
    try:
        return str(sentence) % facts if sentence is not None else _bare(code, facts)
    except KeyError:
        return _bare(code, facts)


def _bare(code: str, facts: Facts) -> str:
    return f"{code}: " + ", ".join(f"{name} {value}" for name, value in facts.items())


def declared_findings() -> dict[str, Text]:
    """Every finding's sentence by its code."""
    return dict(_sentences)


@dataclass(frozen=True, slots=True)
class Violation:
    """Something that must always be true and isn't; its facts name the row."""

    check: str
    code: str
    facts: Facts

    @property
    def sentence(self) -> str:
        """In the language of the moment."""
        return sentence_of(self.code, self.facts)


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check: how many rows it looked at, what it found, how long it took."""

    name: str
    looked_at: int
    violations: tuple[Violation, ...]
    seconds: float


@dataclass(slots=True)
class Findings:
    """What a check collects: rows looked at, and violations as codes with facts."""

    looked_at: int = 0
    found: list[tuple[str, Facts]] = field(default_factory=list)

    def look(self, rows: int) -> None:
        """Count rows that were recomputed."""
        self.looked_at += rows

    def violate(self, code: str, **facts: object) -> None:
        """Report a violation under a declared code; what isn't a whole number becomes a text."""
        kept = {
            name: value if isinstance(value, int) else str(value) for name, value in facts.items()
        }
        self.found.append((code, kept))


Check = Callable[[Findings], None]
_checks: dict[str, Check] = {}
_beside: set[str] = set()


def verifies(name: str, *, beside: bool = False) -> Callable[[Check], Check]:
    """Register a check under a short name such as ``stock.balances``, which no other may have.

    ``beside`` is one that compares the database with something that goes on meanwhile, such as a
    store of files: it reads the database as it is at each moment, not as it was at one.
    """

    def register(check: Check) -> Check:
        if name in _checks:
            raise ValueError(f"two checks are called {name}")
        _checks[name] = check
        if beside:
            _beside.add(name)
        return check

    return register


def checks_beside() -> frozenset[str]:
    """The names of the checks that look at more than the database."""
    return frozenset(_beside)


def declared_checks() -> tuple[tuple[str, Check], ...]:
    """Every check of the installed apps, by name."""
    return tuple((name, _checks[name]) for name in sorted(_checks))


def run_checks(only: Iterable[str] | None = None) -> Iterator[CheckResult]:
    """Run all checks, or those named, yielding each result as it is done."""
    wanted = set(only) if only is not None else set(_checks)
    for name in sorted(_checks):
        if name not in wanted:
            continue
        findings = Findings()
        begun = monotonic()
        _checks[name](findings)
        yield CheckResult(
            name,
            findings.looked_at,
            tuple(Violation(name, code, facts) for code, facts in findings.found),
            monotonic() - begun,
        )
