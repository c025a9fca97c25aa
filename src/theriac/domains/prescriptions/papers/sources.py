"""The facts of the papers, taken from an opened prescription."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.countries.documents import LicenceHolder
from theriac.countries.registry import profile_for
from theriac.domains.catalog.queries.products import ProductDetail, product_details
from theriac.domains.dosage.terms import Dosage
from theriac.domains.organisation.queries.branches import branch_date, get_branch, get_pharmacy
from theriac.domains.prescriptions.commands.open import OpenedPrescription
from theriac.domains.prescriptions.models import PrescriptionLine
from theriac.domains.prescriptions.papers.copies import CopiedLine, PaperHead, PrescriptionCopy
from theriac.domains.prescriptions.papers.leaflet import ExplainedMedicine, Leaflet
from theriac.domains.prescriptions.papers.owed import OwedLine, OwingSlip
from theriac.domains.prescriptions.papers.proofs import CopyProof, written_proof
from theriac.domains.prescriptions.rules.dosages import dosage_of_line

ONLY_HERE = frozenset({"narkotika", "narcotic"})
"""Classes of which no other pharmacy dispenses by a copy (Indonesia: UU 35/2009, in practice)."""


@dataclass(frozen=True, slots=True)
class GivenLine:
    """A line with what is given of it: the product, and units in this round."""

    line: PrescriptionLine
    product: ProductDetail | None
    in_round: int

    @property
    def name(self) -> str:
        """The product's name, else as written."""
        return self.product.name if self.product else str(self.line.content["written"])

    @property
    def unit(self) -> str:
        return self.product.base_unit if self.product else ""

    @property
    def units(self) -> str:
        """How many were given in this round, else how many may be."""
        return f"{self.in_round or self.line.quantity} {self.unit}".strip()

    @property
    def written(self) -> str:
        """The directions as written."""
        return str(self.line.content["directions"]["sig"])

    @property
    def dosage(self) -> Dosage | None:
        """What the directions say."""
        return dosage_of_line(
            self.line.content["directions"], self.unit, times_first=writes_times_first()
        )


def writes_times_first() -> bool:
    """Whether 3x1 is three times one here, as everybody writes it in Indonesia."""
    pharmacy = get_pharmacy()
    return pharmacy is not None and pharmacy.country == "id"


def given_lines(actor: Actor, opened: OpenedPrescription) -> list[GivenLine]:
    """Each line with its product, or what stands for it, in this round."""
    of_round = opened.prescription.round
    instead = {
        one.line_id: one.product_id
        for one in opened.outcomes
        if one.kind == "substituted" and one.round == of_round
    }
    given: dict[UUID, int] = {}
    products: dict[UUID, UUID | None] = {
        line.id: instead.get(line.id) or line.product_id for line in opened.lines
    }
    for one in opened.dispenses:
        if one.reversed_at is None and one.round == of_round:
            given[one.line_id] = given.get(one.line_id, 0) + one.quantity
            products[one.line_id] = one.product_id
    wanted = sorted({one for one in products.values() if one})
    details = {one.id: one for one in product_details(actor=actor, product_ids=wanted)}
    return [
        GivenLine(line, details.get(products[line.id] or line.id), given.get(line.id, 0))
        for line in opened.lines
    ]


def paper_head(branch_id: UUID) -> PaperHead:
    """Who prints, with the licences that the branch has entered."""
    branch: Any = get_branch(branch_id)
    fields = profile_for(branch.pharmacy.country).licences
    values: Mapping[str, str] = branch.licences
    own = next((one for one in fields if one.holder is LicenceHolder.PHARMACIST), None)
    return PaperHead(
        shop=f"{branch.pharmacy.name} · {branch.name}",
        place=" · ".join(filter(None, (branch.address, branch.phone))),
        licences=[
            f"{one.label}: {values[one.code]}"
            for one in fields
            if one is not own and values.get(one.code)
        ],
        pharmacist=values.get("apj", ""),
        pharmacist_licence=f"{own.label}: {values[own.code]}"
        if own is not None and values.get(own.code)
        else "",
    )


def copy_of(actor: Actor, opened: OpenedPrescription, address: str) -> PrescriptionCopy:
    """The copy as of now; ``address`` has a place ``{}`` for its proof."""
    found = opened.prescription
    now = datetime.fromtimestamp(math.ceil(clock.now().timestamp()), tz=UTC)
    return PrescriptionCopy(
        head=paper_head(found.branch_id),
        code=found.code,
        number=str(found.content.get("number", "")),
        written_on=found.written_on,
        valid_until=found.valid_until,
        copied_on=branch_date(found.branch_id),
        prescriber=str(found.content.get("prescriber", "")),
        patient=opened.patient,
        birth_date=opened.birth_date,
        lines=[
            CopiedLine(
                written=str(one.line.content["written"]),
                directions=one.written,
                unit=one.unit,
                quantity=one.line.quantity,
                repeats=one.line.repeats,
                dispensed=one.line.dispensed,
                only_here=one.product is not None and one.product.legal_class in ONLY_HERE,
            )
            for one in given_lines(actor, opened)
        ],
        verify_at=address.format(written_proof(CopyProof(found.id, now))),
    )


def owing_of(actor: Actor, opened: OpenedPrescription) -> OwingSlip:
    """What was given less than the time that was begun asks for."""
    found = opened.prescription
    return OwingSlip(
        head=paper_head(found.branch_id),
        code=found.code,
        on=branch_date(found.branch_id),
        until=found.valid_until,
        patient=opened.patient,
        lines=[
            OwedLine(one.name, one.unit, one.line.quantity, one.line.dispensed % one.line.quantity)
            for one in given_lines(actor, opened)
            if one.line.is_owed
        ],
    )


def leaflet_of(actor: Actor, opened: OpenedPrescription) -> Leaflet:
    """How each medicine of the prescription is used."""
    found = opened.prescription
    return Leaflet(
        head=paper_head(found.branch_id),
        code=found.code,
        on=branch_date(found.branch_id),
        patient=opened.patient,
        medicines=[
            ExplainedMedicine(one.name, one.units, one.dosage, one.written)
            for one in given_lines(actor, opened)
        ],
    )
