"""Whether a medicine of a legal class may be handed over, on what ground, and what is recorded.

A country judges by ``CountryProfile.gate``. ``sale_gate`` adds the one rule that is the same
everywhere: what must leave a register is not sold until that register is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from theriac.core.problems import Text


class MarkStyle(StrEnum):
    """How the class mark is drawn; the letter in it is the country's own."""

    FREE = "free"
    LIMITED = "limited"
    RX = "rx"
    CONTROLLED = "controlled"


@dataclass(frozen=True, slots=True)
class WarningText:
    """A warning that the law wants on the label or says to the patient."""

    code: str
    text: Text


@dataclass(frozen=True, slots=True)
class LegalClass:
    """A class of goods in a country's medicine law.

    ``register`` names the register that each hand-over must enter ("" = none); the sale refuses
    the class until that register is kept. ``aliases`` are other ways people write the class.
    """

    code: str
    title: Text
    mark: str
    style: MarkStyle
    needs_prescription: bool = False
    register: str = ""
    warnings: tuple[WarningText, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedException:
    """A ground other than a prescription that the country names, for some classes."""

    code: str
    title: Text
    hint: Text
    legal_classes: tuple[str, ...]


class PaperSeen(StrEnum):
    """What paper was seen."""

    ORIGINAL = "original"
    COPY = "copy"


@dataclass(frozen=True, slots=True)
class Ground:
    """On what a line is handed over.

    ``copies`` counts the sheets of the prescription that came in; ``holds_original``: a copy was
    shown, and this very pharmacy keeps its original; ``permitted``: a person who may decide it
    (a pharmacist) did.
    """

    prescription: PaperSeen | None = None
    copies: int = 1
    holds_original: bool = False
    exception: str | None = None
    permitted: bool = True


NO_GROUND = Ground(permitted=False)
"""Nothing was shown and nobody permitted decided."""


@dataclass(frozen=True, slots=True)
class GateDecision:
    """The answer. ``code`` is stable: ``allow…`` or ``deny:`` and what is missing.

    ``records`` are the records that the hand-over must leave.
    """

    allowed: bool
    code: str
    records: tuple[str, ...] = ()

    @property
    def missing(self) -> str:
        """What was missing, "" when allowed."""
        return "" if self.allowed else self.code.partition(":")[2]


def allow(code: str = "allow", *records: str) -> GateDecision:
    """It may be handed over."""
    return GateDecision(True, code, records)


def deny(missing: str) -> GateDecision:
    """It may not: ``missing`` says what isn't there."""
    return GateDecision(False, f"deny:{missing}")


class UnknownLegalClass(LookupError):
    """The country has no such class."""


def class_by_code(classes: Sequence[LegalClass], code: str) -> LegalClass:
    """The class with this code. Raises UnknownLegalClass."""
    for legal_class in classes:
        if legal_class.code == code:
            return legal_class
    raise UnknownLegalClass(code)


def class_as_written(classes: Sequence[LegalClass], text: str) -> LegalClass | None:
    """The class that ``text`` names by code, mark or alias, as price lists write it; else None."""
    wanted = " ".join(text.replace("_", " ").replace(".", " ").split()).casefold()
    for legal_class in classes:
        names = (legal_class.code.replace("_", " "), legal_class.mark, *legal_class.aliases)
        if wanted in {name.casefold() for name in names}:
            return legal_class
    return None


def sale_gate(
    legal_class: LegalClass, decision: GateDecision, registers: frozenset[str] = frozenset()
) -> GateDecision:
    """The country's decision, refused when the class needs a register that isn't kept yet."""
    if legal_class.register and legal_class.register not in registers:
        return deny("register")
    return decision


def ground_gaps(
    *, prescriber: str, number: str, written_on: date | None, today: date
) -> tuple[str, ...]:
    """The fields that keep a prescription's record from being whole, in the form's order.

    A prescription that was seen is recorded with prescriber, number and date; the date isn't in
    the future.
    """
    gaps = []
    if not prescriber.strip():
        gaps.append("prescriber")
    if not number.strip():
        gaps.append("number")
    if written_on is None or written_on > today:
        gaps.append("written_on")
    return tuple(gaps)
