"""Answers to safety alerts, as a program sends them with what goes out in spite of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field, Strict

from theriac.core.facts.types import Id, Text20, Text250
from theriac.domains.clinical.directions import MOST_MILLIUNITS, MOST_TIMES
from theriac.domains.clinical.rules.answers import AnswerGiven
from theriac.domains.sales.safety.sent import MOST_PRODUCTS, RuleName
from theriac.surfaces.api.schemas.clinical.checks import CheckName
from theriac.surfaces.api.schemas.types import Answer, ApprovalId, Body


class AlertAnswerNew(Body):
    """Why medicines go out in spite of a safety alert, named as `clinical.alert_unanswered` did."""

    check: Text20
    rule: RuleName
    product_ids: list[Id] = Field(
        max_length=MOST_PRODUCTS,
        description="As the alert says; none where it is about medicines that are no products.",
    )
    reason: Text20 = Field(description="One of the alert's `reasons`.")
    note: Text250 = Field(default="", description="What the reason `other` is; no names.")
    approval_id: ApprovalId = None


class AlertToAnswer(Answer):
    """A safety alert that stops, and what answers it: `check`, `rule` and `product_ids` name it."""

    check: CheckName
    tier: int
    rule: str
    product_ids: list[UUID]
    subjects: list[str]
    said: str
    to_do: str
    source: str
    set: str
    edition: str
    reasons: list[str] = Field(description="The coded reasons that answer it.")
    needs_approval: bool = Field(description="Who asks may not override it alone.")


def answers_given(answers: Sequence[AlertAnswerNew]) -> list[AnswerGiven]:
    """The answers as commands take them."""
    return [AnswerGiven(**one.model_dump()) for one in answers]


class DoseNew(Body):
    """`times` a day, `milliunits` thousandths of a base unit each time."""

    times: Annotated[int, Strict(), Field(ge=1, le=MOST_TIMES)]
    milliunits: Annotated[int, Strict(), Field(ge=1, le=MOST_MILLIUNITS)]
