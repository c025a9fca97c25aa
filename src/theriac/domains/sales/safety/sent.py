"""An answer to a safety alert as a pushed sale carries it."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, Strict, StringConstraints

from theriac.core.facts.records import record
from theriac.core.facts.types import Id, Instant, Text20, Text40, Text80, Text250, storable
from theriac.domains.clinical.rules.answers import AlertAnswer
from theriac.domains.clinical.rules.kinds import CheckKind, Tier

LONGEST_RULE = 260
MOST_PRODUCTS = 100
MOST_ANSWERS = 100
RuleName = Annotated[
    str,
    StringConstraints(strict=True, min_length=1, max_length=LONGEST_RULE),
    AfterValidator(storable),
]
SealedYes = Annotated[
    str, StringConstraints(strict=True, max_length=60_000), AfterValidator(storable)
]


@record
class AnswerSent:
    """An alert in spite of which the sale was made, and why.

    Of a check of a person (allergies, age, pregnancy, conditions) ``rule`` is the check's own name.
    An alert that stops is answered by who sold, where they may, else by a second person's approval:
    by ``approval_id`` alone where the server has it, sealed with PIN and content where it hasn't.
    """

    check: Text20
    rule: RuleName
    tier: Annotated[int, Strict(), Field(ge=1, le=3)]
    set_name: Text80 = ""
    edition: Text40 = ""
    product_ids: Annotated[tuple[Id, ...], Field(min_length=1, max_length=MOST_PRODUCTS)]
    reason: Text20
    note: Text250 = ""
    approval_id: Id | None = None
    approved_by: Id | None = None
    approved_at: Instant | None = None
    sealed: SealedYes = ""


AnswersSent = Annotated[
    tuple[AnswerSent, ...],
    Field(max_length=MOST_ANSWERS, description="Safety alerts that somebody answered."),
]


def answer_in(sent: AnswerSent) -> AlertAnswer | None:
    """The answer that was sent; None of a check that isn't known here."""
    if sent.check not in list(CheckKind):
        return None
    return AlertAnswer(
        check=CheckKind(sent.check),
        rule=sent.rule,
        tier=Tier(sent.tier),
        set_name=sent.set_name,
        edition=sent.edition,
        products=tuple(sorted(sent.product_ids)),
        reason=sent.reason,
        note=sent.note.strip(),
    )
