"""Answers to alerts: who may give which, and which alert one answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from theriac.core.ids import parse_id
from theriac.domains.clinical.rules.kinds import CheckKind, Tier
from theriac.domains.clinical.rules.results import Alert

OF_THE_RECORD = frozenset(
    {CheckKind.ALLERGIES, CheckKind.AGE, CheckKind.PREGNANCY, CheckKind.CONDITIONS}
)
"""Checks whose alerts tell of a patient: an answer names the check alone, and no rule of it."""


class AnswerReason(StrEnum):
    """Why a medicine goes out although an alert stands."""

    PRESCRIBER_AGREED = "prescriber_agreed"
    TAKEN_BEFORE = "taken_before"
    OTHER_PERSON = "other_person"
    NOT_TOGETHER = "not_together"
    ADVISED = "advised"
    DOES_NOT_FIT = "does_not_fit"
    OTHER = "other"


REASONS: dict[Tier, tuple[AnswerReason, ...]] = {
    Tier.STOP: (
        AnswerReason.PRESCRIBER_AGREED,
        AnswerReason.TAKEN_BEFORE,
        AnswerReason.OTHER_PERSON,
        AnswerReason.DOES_NOT_FIT,
        AnswerReason.OTHER,
    ),
    Tier.WARN: (
        AnswerReason.ADVISED,
        AnswerReason.NOT_TOGETHER,
        AnswerReason.TAKEN_BEFORE,
        AnswerReason.PRESCRIBER_AGREED,
        AnswerReason.OTHER_PERSON,
        AnswerReason.DOES_NOT_FIT,
        AnswerReason.OTHER,
    ),
}
"""By tier the reasons that answer it; what is for information needs no answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerGiven:
    """Why medicines go out in spite of a safety alert, which it names as the refusal did."""

    check: str
    rule: str
    product_ids: Sequence[UUID]
    reason: str
    note: str = ""
    approval_id: UUID | None = None
    """Of a pharmacist, where the one who acts isn't one."""


@dataclass(frozen=True, slots=True)
class AlertAnswer:
    """Which alert was answered, and why; ``products`` are those of ours that it was about."""

    check: CheckKind
    rule: str
    tier: Tier
    set_name: str
    edition: str
    products: tuple[UUID, ...]
    reason: str
    note: str = ""

    @property
    def is_sound(self) -> bool:
        """Whether its reason fits its tier; "another" says in the note what it is."""
        fits = self.reason in REASONS.get(self.tier, ())
        return fits and (self.reason != AnswerReason.OTHER or bool(self.note.strip()))


def rule_told(check: CheckKind, rule: str) -> str:
    """The rule as an answer names it: of a check of a person the check alone."""
    return check.value if check in OF_THE_RECORD else rule


def products_of(alert: Alert) -> tuple[UUID, ...]:
    """The products of the basket that the alert is about, in the order of their ids.

    Who asks names each medicine of the basket by its product's id; one that is no product of ours
    by anything else, and an alert about such ones alone has none.
    """
    ids = {parse_id(one.id) for one in alert.medicines if not one.is_active}
    return tuple(sorted(one for one in ids if one is not None))


def answer_to(alert: Alert, reason: str, note: str = "") -> AlertAnswer:
    """An answer to exactly this alert."""
    return AlertAnswer(
        check=alert.check,
        rule=rule_told(alert.check, alert.rule),
        tier=alert.tier,
        set_name=alert.of.name if alert.of else "",
        edition=alert.of.edition if alert.of else "",
        products=products_of(alert),
        reason=reason,
        note=note.strip(),
    )


def is_given_to(alert: Alert, given: AnswerGiven) -> bool:
    """Whether the answer is to this alert; who may not read records knows its check alone."""
    same = (given.check, tuple(sorted(given.product_ids))) == (
        alert.check.value,
        products_of(alert),
    )
    return same and given.rule in (alert.rule, rule_told(alert.check, alert.rule))


def is_answered(alert: Alert, answers: Iterable[AlertAnswer]) -> bool:
    """Whether one of the answers is to this alert, and to one that weighed no less."""
    wanted = (alert.check, rule_told(alert.check, alert.rule), products_of(alert))
    return any(
        (one.check, rule_told(one.check, one.rule), tuple(sorted(one.products))) == wanted
        and one.tier <= alert.tier
        for one in answers
    )


def still_reviewed(
    answers: Iterable[AlertAnswer], doses: Iterable[tuple[UUID, UUID | None]]
) -> list[AlertAnswer]:
    """The answers of reviews that hold for a sale.

    One to a sum of doses holds while all that is taken of its products is on that prescription:
    ``doses`` has each one's product and the prescription that it is from, None for none.
    """
    sources: defaultdict[UUID, set[UUID | None]] = defaultdict(set)
    for product_id, prescription_id in doses:
        sources[product_id].add(prescription_id)
    return [
        one
        for one in answers
        if one.check is not CheckKind.DOSES or _is_of_one_paper(one.products, sources)
    ]


def _is_of_one_paper(products: Iterable[UUID], sources: Mapping[UUID, set[UUID | None]]) -> bool:
    papers: set[UUID | None] = set()
    for one in products:
        papers |= sources.get(one, set())
    return len(papers) < 2 and None not in papers


def stopping(alerts: Iterable[Alert]) -> list[Alert]:
    """Those of the top tier that the basket itself has a part in."""
    return [one for one in alerts if one.tier is Tier.STOP and one.is_of_the_basket]


def content_of_answer(answer: AlertAnswer, subject_id: UUID | None = None) -> dict[str, Any]:
    """Exactly what a second person approves: this alert of these products, for this reason."""
    content: dict[str, Any] = {
        "alert": {
            "check": answer.check.value,
            "rule": rule_told(answer.check, answer.rule),
            "set": answer.set_name,
            "edition": answer.edition,
            "product_ids": [str(one) for one in sorted(answer.products)],
            "reason": answer.reason,
        }
    }
    return content if subject_id is None else {"sale_id": str(subject_id), **content}


def unanswered(alerts: Sequence[Alert], answers: Sequence[AlertAnswer]) -> list[Alert]:
    """The alerts that stop and that nobody answered."""
    return [one for one in stopping(alerts) if not is_answered(one, answers)]
