"""The refusal of a code that can't be read whole."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Problem, Text


class Fault(StrEnum):
    """Why a code is refused; stable, for programs."""

    EMPTY = "empty"
    LENGTH = "length"
    CHARSET = "charset"
    IDENTIFIER = "identifier"
    GTIN_CHECK_DIGIT = "gtin_check_digit"
    CHECK_DIGIT = "check_digit"
    DATE = "date"
    REPEATED = "repeated"
    CONTRADICTION = "contradiction"


_INCOMPLETE = _("The code was only partly read. Scan again.")
_SENTENCES: dict[Fault, Text] = {
    Fault.EMPTY: _("Nothing was scanned. Scan again."),
    Fault.DATE: _("The code contains an invalid date. Type the date printed on the pack."),
    Fault.REPEATED: _(
        "The code contains contradicting values. Type the values printed on the pack."
    ),
    Fault.CONTRADICTION: _(
        "The code contains contradicting values. Type the values printed on the pack."
    ),
}


class UnreadableCode(Problem):
    """A code that isn't whole or contradicts itself.

    Facts: ``fault`` (a Fault), ``identifier`` (the GS1 application identifier concerned or "").
    """

    type = "catalog.unreadable_code"
    status = 422
    title = _("This code can't be read")

    def __init__(self, fault: Fault, *, identifier: str = "", field: str | None = None) -> None:
        super().__init__(
            _SENTENCES.get(fault, _INCOMPLETE),
            field=field,
            fault=fault.value,
            identifier=identifier,
        )
        self.fault = fault
