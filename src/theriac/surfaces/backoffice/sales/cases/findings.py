"""What a case found, in the reader's words: what was, beside what should have been."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from theriac.core.formatting import format_money
from theriac.core.money import Money
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.clinical.words import CHECKS
from theriac.domains.prescriptions.words import STATE_WORDS
from theriac.domains.stock.queries.reservations import reservations_told
from theriac.surfaces.backoffice.sales.words import (
    NOT_ANSWERED,
    NOT_APPROVED,
    NOT_BY_CARD,
    NOT_CHARGED,
    NOT_DISPENSED,
    NOT_HANDED,
    NOT_REDEEMED,
    NOT_RESERVED,
    NOT_SPENT,
)
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.templatetags import theriac as shown

Told = tuple[str, str]
"""A name and what is said of it."""


def happened(case: Any, in_words: Callable[[int], str]) -> list[Told]:
    """The facts of a case; ``in_words`` says a count of base units of its product in packs."""
    tell = _TOLD.get(case.kind)
    return list(tell(case, in_words)) if tell else []


def _money(case: Any, amount: int) -> str:
    return format_money(Money(amount, case.sale.currency), frame.pharmacy().country)


def _ground(case: Any, _in_words: Callable[[int], str]) -> Iterator[Told]:
    if case.facts.get("missing") == "sealed":
        yield (
            _("Prescription"),
            _("The counter recorded it, but the encrypted text can’t be opened"),
        )
    elif case.facts.get("missing") == "patient":
        yield (
            _("Patient"),
            _("The counter recorded a patient, but the encrypted name can’t be opened"),
        )
    elif case.facts.get("missing") == "undated":
        yield _("Prescription"), _("Recorded without a date")
    elif case.facts.get("missing") == "future":
        yield _("Prescription"), _("Recorded with a future date")
    elif case.facts.get("missing") == "too_old":
        until = parse_date(case.facts["valid_until"])
        yield _("Could be dispensed until"), shown.local_date(until)
        yield _("Sold on"), shown.local_date(case.sale.business_on)


def _patient(case: Any, _in_words: Callable[[int], str]) -> Iterator[Told]:
    if case.facts.get("why") == "unknown":
        yield _("Patient"), _("Patient not registered here")
    else:
        yield _("Patient"), _("No patient")


def _merged(_case: Any, _in_words: Callable[[int], str]) -> Iterator[Told]:
    yield _("Patient"), _("The sale belongs to the merged record. Check that it’s right")


def _duty(case: Any, _in_words: Callable[[int], str]) -> Iterator[Told]:
    yield (
        _("Pharmacist on duty"),
        _("No one, at %(moment)s") % {"moment": shown.local_moment(case.sale.occurred_at)},
    )


def _approval(case: Any, _in_words: Callable[[int], str]) -> Iterator[Told]:
    yield _("Discount above the limit"), _money(case, case.facts["discount"])
    yield _("Reason"), str(NOT_APPROVED.get(case.facts["why"], case.facts["why"]))


def _safety(case: Any, _in_words: Callable[[int], str]) -> Iterator[Told]:
    """Which alerts: the check and the products, and never a word of a record."""
    alerts = case.facts["alerts"]
    ids = [UUID(str(key)) for one in alerts for key in one["product_ids"]]
    names = product_names(ids)
    for one in alerts:
        products = " × ".join(names.get(UUID(str(key)), "") for key in one["product_ids"])
        check = CHECKS.get(one["check"], one["check"])
        why = NOT_ANSWERED.get(one["why"], one["why"])
        yield str(check), f"{products}. {why}"


def _quota(case: Any, in_words: Callable[[int], str]) -> Iterator[Told]:
    names = product_names([UUID(str(one["product_id"])) for one in case.facts["beyond"]])
    for one in case.facts["beyond"]:
        name = names.get(UUID(str(one["product_id"])), "")
        yield (
            _("Above the quota"),
            _("%(quantity)s base units of %(product)s")
            % {
                "quantity": one["quantity"],
                "product": name,
            },
        )
    if case.facts.get("approved_by"):
        approver = UUID(str(case.facts["approved_by"]))
        yield _("Approved by"), names_of([approver]).get(approver, "")
    if case.facts["why"]:
        yield _("Reason"), str(NOT_APPROVED.get(case.facts["why"], case.facts["why"]))


def _reservation(case: Any, _in_words: Callable[[int], str]) -> Iterator[Told]:
    facts = case.facts
    told = reservations_told(case.branch_id, [UUID(str(facts["reservation_id"]))])
    for one in told.values():
        yield _("Reservation"), one.reference
        yield _("Product"), product_names([one.product_id]).get(one.product_id, "")
    units = {"asked": facts["asked"], "given": facts["given"]}
    yield (
        _("Base units"),
        _("%(asked)s sold from the reservation, which had %(given)s left") % units,
    )
    yield _("Reason"), str(NOT_RESERVED.get(facts["why"], facts["why"]))


def _dispense(case: Any, in_words: Callable[[int], str]) -> Iterator[Told]:
    """What was sold beside what the prescription allowed; never a word of a person."""
    facts = case.facts
    yield _("Reason"), str(NOT_DISPENSED.get(facts["why"], facts["why"]))
    if facts.get("prescription"):
        yield _("Prescription"), str(facts["prescription"])
    if facts.get("state"):
        yield _("State when the sale arrived"), str(STATE_WORDS[facts["state"]])
    if facts.get("sold"):
        yield _("Sold on it"), in_words(facts["sold"])
    if facts.get("remaining") is not None:
        yield _("Left on it"), in_words(facts["remaining"])
    if facts.get("days"):
        yield _("Taken for"), _("%(days)s days") % {"days": facts["days"]}
        yield _("Batch expires"), shown.local_date(parse_date(str(facts["expires_on"])))


def _controlled(case: Any, _in_words: Callable[[int], str]) -> Iterator[Told]:
    """What a hand-over lacked, each by itself."""
    for one in case.facts["lacks"]:
        yield _("Missing"), str(NOT_HANDED.get(one, NOT_HANDED["signature"]))


def _credit(case: Any, _in_words: Callable[[int], str]) -> Iterator[Told]:
    facts = case.facts
    yield _("Credit account"), str(NOT_CHARGED.get(facts["why"], facts["why"]))
    yield _("Paid by credit"), _money(case, facts["amount"])
    if facts.get("over"):
        yield _("Above the limit by"), _money(case, facts["over"])


def _loyalty(case: Any, _in_words: Callable[[int], str]) -> Iterator[Told]:
    facts = case.facts
    yield _("Loyalty points"), str(NOT_SPENT.get(facts["why"], facts["why"]))
    if facts.get("points"):
        yield _("Points"), str(facts["points"])
    if facts.get("amount"):
        yield _("Paid with points"), _money(case, facts["amount"])


def _gift_card(case: Any, _in_words: Callable[[int], str]) -> Iterator[Told]:
    facts = case.facts
    yield _("Gift card"), str(NOT_BY_CARD.get(facts["why"], facts["why"]))
    yield _("Paid with it"), _money(case, facts["amount"])


def _promotion(case: Any, _in_words: Callable[[int], str]) -> Iterator[Told]:
    """What the counter gave, beside what the books give."""
    facts = case.facts
    given = _money(case, facts["given"])
    yield _("Given"), f"{given} · {facts['told']}" if facts["told"] else given
    expected = _money(case, facts["expected"])
    yield (
        _("Expected by the rule"),
        f"{expected} · {facts['name']}" if facts["name"] else expected,
    )


def _coupon(case: Any, _in_words: Callable[[int], str]) -> Iterator[Told]:
    yield _("Coupon"), str(case.facts["coupon"])
    yield _("Reason"), str(NOT_REDEEMED.get(case.facts["why"], case.facts["why"]))


_TOLD: dict[str, Callable[[Any, Callable[[int], str]], Iterator[Told]]] = {
    "credit": _credit,
    "loyalty": _loyalty,
    "gift_card": _gift_card,
    "promotion": _promotion,
    "coupon": _coupon,
    "ground": _ground,
    "approval": _approval,
    "quota": _quota,
    "reservation": _reservation,
    "patient": _patient,
    "merged": _merged,
    "safety": _safety,
    "duty": _duty,
    "dispense": _dispense,
    "controlled": _controlled,
}
