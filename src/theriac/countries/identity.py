"""The answer of an identifier check: tax numbers, marketing authorisations, citizens' numbers."""

from __future__ import annotations

from dataclasses import dataclass

from theriac.core.problems import Text


@dataclass(frozen=True, slots=True)
class IdentifierCheck:
    """Whether an identifier holds, its compact form, and what to tell the person who typed it.

    ``warnings`` don't refuse it.
    """

    valid: bool
    value: str = ""
    problem: Text = ""
    warnings: tuple[Text, ...] = ()


def refused(problem: Text) -> IdentifierCheck:
    """The identifier doesn't hold; ``problem`` is the sentence beside its field."""
    return IdentifierCheck(valid=False, problem=problem)
