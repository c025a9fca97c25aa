"""Registered medicines at a counter: sold on a ready prescription, with a second person, online.

The check before payment asks for all that a sale over the API needs, and for the signature of this
very basket. What a device pushed nevertheless is booked with one case that says what it lacks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.approval.demand import unfit
from theriac.core.approval.problems import ApprovalUnfit
from theriac.core.approval.queries import find_approval, is_used
from theriac.core.problems import Problem
from theriac.countries.controlled.registers import REGISTERS
from theriac.countries.controlled.rules import ControlledRule, controlled_rule
from theriac.countries.registry import profile_for
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.catalog.queries.product_facts import classes_of
from theriac.domains.controlled.limits import HandedGoods, HandOverTo, limits_beyond
from theriac.domains.organisation.queries.selling_point import SellingPoint
from theriac.domains.patients.queries.groups import KnownParticulars, particulars_known
from theriac.domains.prescribers.queries.prescribers import KnownPrescriber, prescribers_known
from theriac.domains.prescriptions.queries.for_sale import PrescribedLine, prescribed_lines
from theriac.domains.sales.controlled.facts import fact_lacks, lacking_fact
from theriac.domains.sales.controlled.hand_over import HAND_OVER
from theriac.domains.sales.controlled.limits import count_pushed, limit_reached, over_words
from theriac.domains.sales.dispensing.pushed import OnPrescriptions
from theriac.domains.sales.problems import HandOverUnsigned
from theriac.domains.sales.pushes.approval import ApprovalWanted, why_not_approved
from theriac.domains.sales.pushes.books import Disagreement, Kind, KnownBooks
from theriac.domains.sales.pushes.lines import PushedLine
from theriac.domains.sales.pushes.sale import PushedSale
from theriac.domains.sales.queries.basket_check import AskedLine, Fallen

Handed = tuple[UUID, int, UUID]
"""A product, base units of it, and the line of a prescription that it goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverAsked:
    """A basket before payment: whose it is, for whom, and the signature that it has."""

    sale_id: UUID | None
    person_id: UUID
    patient_id: UUID | None
    approval_id: UUID | None


def content_at_counter(sale_id: UUID, lines: Iterable[Handed]) -> dict[str, Any]:
    """Exactly what the second person signs: this basket's goods, on which prescriptions' lines.

    The prescription says patient and prescriber, and never changes whose it is.
    """
    units: dict[tuple[str, str], int] = defaultdict(int)
    for product_id, quantity, line_id in lines:
        units[str(product_id), str(line_id)] += quantity
    return {
        "sale_id": str(sale_id),
        "lines": [
            {"product_id": product_id, "quantity": quantity, "prescription_line_id": line_id}
            for (product_id, line_id), quantity in sorted(units.items())
        ],
    }


def check_hand_over(
    point: SellingPoint, lines: Sequence[AskedLine], asked: HandOverAsked
) -> list[Fallen]:
    """What keeps registered goods of a basket from being handed over; nothing is locked or written.

    Reads nothing where no line is on a prescription, and only classes where none is registered.
    """
    named = {one.prescription_line_id for one in lines if one.prescription_line_id}
    if not named:
        return []
    classes = classes_of({one.product_id for one in lines if one.prescription_line_id})
    mine = [
        one
        for one in lines
        if one.prescription_line_id and classes.get(one.product_id, "") in REGISTERS
    ]
    if not mine:
        return []
    known = prescribed_lines(point.branch_id, named)
    goods = _Goods(point, classes, product_names(classes), known)
    found = {one.position: problem for one, problem in goods.lacking(mine, asked.patient_id)}
    for one, problem in goods.beyond(mine, asked.patient_id):
        found.setdefault(one.position, problem)
    if not found and (unsigned := goods.unsigned(mine, asked)):
        found = {one.position: unsigned for one in mine}
    return [Fallen(key, found[key]) for key in sorted(found)]


@dataclass(frozen=True, slots=True)
class _Goods:
    """What the books know of a basket's registered goods."""

    point: SellingPoint
    classes: Mapping[UUID, str]
    names: Mapping[UUID, str]
    prescribed: Mapping[UUID, PrescribedLine]

    def lacking(
        self, lines: Sequence[AskedLine], patient_id: UUID | None
    ) -> Iterator[tuple[AskedLine, Problem]]:
        """The law's facts that aren't on record."""
        try:
            patient = particulars_known(patient_id) if patient_id else None
        except Problem as problem:
            yield lines[0], problem
            return
        prescribers = prescribers_known({one.prescriber_id for one in self.prescribed.values()})
        for line in lines:
            rule = self.rule(line.product_id)
            prescribed = self._of(line)
            if rule is None or prescribed is None:
                continue
            fact = lacking_fact(rule, patient, prescribers, prescribed.prescriber_id)
            if fact is not None:
                goods = (line.product_id, self.names.get(line.product_id, ""))
                yield line, fact_lacks(fact, goods, line.position)

    def beyond(
        self, lines: Sequence[AskedLine], patient_id: UUID | None
    ) -> Iterator[tuple[AskedLine, Problem]]:
        """The limits per patient that refuse."""
        if patient_id is None:
            return
        to = HandOverTo(
            patient_id=patient_id,
            branch_id=self.point.branch_id,
            document_id=patient_id,
            business_on=clock.today(self.point.time_zone),
        )
        goods = [
            HandedGoods(
                one.product_id,
                self.names.get(one.product_id, ""),
                self.classes[one.product_id],
                one.quantity,
            )
            for one in lines
        ]
        for over in limits_beyond(to, goods):
            if over.refuses:
                line = next(one for one in lines if one.product_id == over.goods.product_id)
                yield line, limit_reached(over)

    def unsigned(self, lines: Sequence[AskedLine], asked: HandOverAsked) -> Problem | None:
        """Why the second person's signature isn't one of this basket; None where it is."""
        rules = (self.rule(one.product_id) for one in lines)
        if not any(rule is not None and rule.second_signature for rule in rules):
            return None
        given = find_approval(asked.approval_id) if asked.approval_id else None
        if given is None or asked.sale_id is None:
            return HandOverUnsigned(
                _(
                    "By law, a second person signs before this controlled medicine is handed over. "
                    "Request their signature."
                )
            )
        handed = [
            (one.product_id, one.quantity, one.prescription_line_id)
            for one in lines
            if one.prescription_line_id
        ]
        content = content_at_counter(asked.sale_id, handed)
        why = unfit(given, HAND_OVER, self.point.branch_id, content, asked.person_id)
        if not why and (is_used(given.id) or given.expires_at < clock.now()):
            why = _("This signature has expired or was used. Request a new one.")
        return ApprovalUnfit(why) if why else None

    def rule(self, product_id: UUID) -> ControlledRule | None:
        """What the country asks today."""
        today = clock.today(self.point.time_zone)
        rules = profile_for(self.point.country).controlled
        return controlled_rule(rules, self.classes[product_id], today)

    def _of(self, line: AskedLine) -> PrescribedLine | None:
        key = line.prescription_line_id
        return self.prescribed.get(key) if key else None


@dataclass(frozen=True, slots=True)
class HandOverJudged:
    """What a pushed sale of registered goods lacks, and facts for its record.

    ``prescribers``: what its grounds keep of them, by the ground's id.
    """

    cases: Sequence[Disagreement] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    prescribers: Mapping[UUID, KnownPrescriber] = field(default_factory=dict)


def judge_hand_over(
    pushed: PushedSale, books: KnownBooks, named: OnPrescriptions
) -> HandOverJudged:
    """Use up the signature of a pushed sale; one case for all that the law asks and it lacks.

    Reads nothing where no line is registered. A PIN that waited for us is no signature: a device
    without network sells none of these goods.
    """
    lines = _registered(pushed, books)
    if not lines:
        return HandOverJudged()
    prescribed = {
        one.id: known
        for one in lines
        if one.prescription_line_id and (known := named.lines.get(one.prescription_line_id))
    }
    rules = {one.id: _rule_of(one, books) for one in lines}
    lacks = ["prescription"] if len(prescribed) < len(lines) else []
    facts: dict[str, Any] = {}
    if any(rule is not None and rule.second_signature for rule in rules.values()):
        why, facts = _signature(pushed, books, [one for one in lines if one.id in prescribed])
        lacks += [f"signature_{why}"] if why else []
    prescribers = prescribers_known({one.prescriber_id for one in prescribed.values()})
    patient = _particulars(pushed.patient_id)
    kept: dict[UUID, KnownPrescriber] = {}
    for one in lines:
        whose = prescribed[one.id].prescriber_id if one.id in prescribed else None
        rule = rules[one.id]
        fact = lacking_fact(rule, patient, prescribers, whose) if rule else None
        lacks += [fact.value] if fact else []
        if one.ground_id and whose and whose in prescribers:
            kept[one.ground_id] = prescribers[whose]
    told = {"lacks": sorted(set(lacks))}
    cases = [Disagreement(Kind.CONTROLLED, lines[0], facts=told)] if lacks else []
    return HandOverJudged(cases, facts, kept)


def count_limits(pushed: PushedSale, books: KnownBooks) -> HandOverJudged:
    """Count what the patient got, and a case where a limit would have refused it.

    Called once the goods are taken, so that the patient is locked after them. Reads nothing where
    no line is registered.
    """
    lines = _registered(pushed, books)
    over = count_pushed(books.place.point, pushed, pushed.id, books.place.today) if lines else []
    if not over:
        return HandOverJudged()
    facts = {"over_limit": over_words(over)}
    told = {"lacks": ["limit"], "limits": facts["over_limit"]}
    is_refused = any(one.refuses for one in over)
    cases = [Disagreement(Kind.CONTROLLED, lines[0], facts=told)] if is_refused else []
    return HandOverJudged(cases, facts)


def _registered(pushed: PushedSale, books: KnownBooks) -> list[PushedLine]:
    products = books.products
    return [one for one in pushed.lines if products[one.product_id].legal_class in REGISTERS]


def _rule_of(line: PushedLine, books: KnownBooks) -> ControlledRule | None:
    legal_class = books.products[line.product_id].legal_class
    return controlled_rule(books.place.profile.controlled, legal_class, books.place.today)


def _signature(
    pushed: PushedSale, books: KnownBooks, lines: Sequence[PushedLine]
) -> tuple[str, dict[str, Any]]:
    """Why the second person's signature doesn't hold; else facts of it, used up."""
    handed = [
        (one.product_id, one.quantity, one.prescription_line_id)
        for one in lines
        if one.prescription_line_id
    ]
    given = replace(pushed.hand_over, sealed="") if pushed.hand_over else None
    wanted = ApprovalWanted(HAND_OVER, content_at_counter(pushed.id, handed))
    why = why_not_approved(pushed, books, given, wanted)
    kept = find_approval(given.id) if given is not None and not why else None
    return why, {"signature_id": kept.id, "signed_by": kept.approved_by} if kept else {}


def _particulars(patient_id: UUID | None) -> KnownParticulars | None:
    """None for nobody, and for a record that can't be read any more."""
    try:
        return particulars_known(patient_id) if patient_id else None
    except Problem:
        return None
