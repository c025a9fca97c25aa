"""What a pushed sale's prescriptions and its patient lack."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from theriac.countries.controlled.registers import ALL_REGISTERS
from theriac.countries.gates import UnknownLegalClass
from theriac.countries.prescriptions import paper_fault
from theriac.domains.catalog.queries.sale_facts import ProductFact
from theriac.domains.sales.checkout.drafts import GroundSeen
from theriac.domains.sales.checkout.grounds import gate_for
from theriac.domains.sales.checkout.recipients import is_asked
from theriac.domains.sales.permissions import PERMIT_GROUND
from theriac.domains.sales.pushes.books import Disagreement, Kind, KnownBooks
from theriac.domains.sales.pushes.lines import PushedLine
from theriac.domains.sales.pushes.sale import PushedSale


def of_papers(sale: PushedSale, books: KnownBooks) -> list[Disagreement]:
    """What stayed sealed, dates that don't let goods go, and a patient who lacks or isn't known."""
    return [*_sealed(sale), *_dates(sale, books), *_patient(sale, books)]


def _sealed(sale: PushedSale) -> list[Disagreement]:
    """Prescriptions that were recorded and that nobody can open."""
    found = [
        Disagreement(Kind.GROUND, facts={"missing": "sealed", "ground_id": ground.id})
        for ground in sale.grounds
        if ground.sealed
    ]
    if sale.patient:
        found.append(Disagreement(Kind.GROUND, facts={"missing": "patient"}))
    return found


def _dates(sale: PushedSale, books: KnownBooks) -> Iterator[Disagreement]:
    """Prescriptions without a date, of one that was still to come, or too old on the sale's day."""
    for ground in sale.grounds:
        until = books.papers[ground.id].valid_until
        fault = paper_fault(ground.written_on, until, books.place.today)
        if ground.kind == "prescription" and fault is not None:
            facts = {"missing": fault.value, "ground_id": ground.id, "valid_until": until}
            yield Disagreement(Kind.GROUND, facts=facts)


def _patient(sale: PushedSale, books: KnownBooks) -> Iterator[Disagreement]:
    """Nobody named although the law asks, or somebody whom the pharmacy doesn't know."""
    if sale.patient_id is not None and not books.is_patient_known:
        yield Disagreement(Kind.PATIENT, facts={"why": "unknown"})
    if books.is_patient_merged:
        # Whom it was, and who stands for them, is read by the sale: a case survives an erasure.
        yield Disagreement(Kind.MERGED)
    if sale.patient_id is not None or sale.patient:
        return
    classes = {key: one.legal_class for key, one in books.products.items()}
    asked = (line for line in sale.lines if is_asked(books.place, [classes[line.product_id]]))
    first = next(asked, None)
    if first is not None:
        yield Disagreement(Kind.PATIENT, first, facts={"why": "missing"})


def of_ground(
    line: PushedLine, product: ProductFact, ground: Any, books: KnownBooks
) -> list[Disagreement]:
    """Whether the line may be handed over on what was seen."""
    seen, permitted = None, False
    if ground is not None:
        seen = GroundSeen(
            kind=ground.kind,
            prescriber=ground.prescriber,
            number=ground.number,
            written_on=ground.written_on,
            exception=ground.exception or "",
        )
        person = books.people.get(ground.permitted_by)
        permitted = person is not None and person.may(PERMIT_GROUND, books.place.point.branch_id)
        permitted = permitted or _is_approved(line, ground.permitted_by, books)
    try:
        decision = gate_for(
            books.place.profile,
            product.legal_class,
            seen,
            permitted=permitted,
            registers=ALL_REGISTERS,
        )
    except UnknownLegalClass:
        return [Disagreement(Kind.GROUND, line, facts={"missing": "class"})]
    if decision.allowed:
        return []
    return [Disagreement(Kind.GROUND, line, facts={"missing": decision.missing})]


def _is_approved(line: PushedLine, permitted_by: UUID, books: KnownBooks) -> bool:
    """Whether who permitted the line approved its prescription, while they might."""
    key = line.prescription_line_id
    return key is not None and books.approved.get(key) == permitted_by
