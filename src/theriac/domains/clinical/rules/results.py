"""What a check answers: alerts, which checks ran with which sets, and what couldn't run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from theriac.domains.clinical.rules.kinds import CheckGap, CheckKind, Tier
from theriac.domains.clinical.rules.knowledge import KnownLine, SetName
from theriac.domains.clinical.rules.medicines import Medicine


@dataclass(frozen=True, slots=True)
class Alert:
    """What was found: of which medicines, why, by which rule and source, and what to do.

    ``acknowledge``: nothing is known to be wrong, but somebody must look, as with an allergy in
    words that match nothing. ``arithmetic`` is a dose's sum.
    """

    check: CheckKind
    tier: Tier
    rule: str
    subjects: tuple[str, ...]
    medicines: tuple[Medicine, ...]
    said: Mapping[str, str] = field(default_factory=dict)
    to_do: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    of: SetName | None = None
    arithmetic: str = ""
    acknowledge: bool = False

    @property
    def is_of_the_basket(self) -> bool:
        """Whether a line of the basket takes part, not active medicines alone."""
        return any(not one.is_active for one in self.medicines)


@dataclass(frozen=True, slots=True)
class Ran:
    """A check that ran, and the sets that it asked; duplicates need none."""

    check: CheckKind
    sets: tuple[SetName, ...]


@dataclass(frozen=True, slots=True)
class NotRun:
    """What couldn't be checked, why, and of which medicine or word ("": of all)."""

    check: CheckKind
    why: CheckGap
    what: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """Alerts, the hardest first; an empty list says nothing without ``ran`` and ``not_run``."""

    alerts: tuple[Alert, ...]
    ran: tuple[Ran, ...]
    not_run: tuple[NotRun, ...]


def alert_of(
    check: CheckKind, known: KnownLine, subjects: Iterable[str], medicines: Iterable[Medicine]
) -> Alert:
    """An alert with what its line says."""
    line = known.line
    return Alert(
        check=check,
        tier=line.tier,
        rule=line.rule or f"{line.kind}:{line.first}:{line.second}",
        subjects=tuple(subjects),
        medicines=tuple(dict.fromkeys(medicines)),
        said=line.said,
        to_do=line.to_do,
        source=line.source,
        of=known.of,
    )
