"""Whom and what an electronic prescription means here: by numbers and codes alone, exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from theriac.domains.catalog.queries.barcodes import packs_of_codes
from theriac.domains.catalog.queries.merged import standing_for
from theriac.domains.catalog.queries.sale_facts import sale_facts
from theriac.domains.dosage.notation.vocabulary import unit_named
from theriac.domains.eprescriptions.identifiers import (
    GTIN_SYSTEMS,
    licence_numbers,
    patient_numbers,
)
from theriac.domains.eprescriptions.models import KnownCode
from theriac.domains.eprescriptions.reader import terms
from theriac.domains.eprescriptions.reader.facts import (
    SentLine,
    SentPatient,
    SentPrescriber,
    SentPrescription,
    day_of,
)
from theriac.domains.patients.queries.numbers import patients_numbered
from theriac.domains.prescribers.queries.numbers import prescribers_numbered


@dataclass(frozen=True, slots=True)
class SentMatch:
    """Who and what was found; ``lines`` have in ``left`` what a person still looks at.

    ``is_patient_certain``: by number and birth date. Without the birth date somebody else's number
    may stand there, as a mother's for a newborn, so a person looks.
    """

    patient_id: UUID | None
    is_patient_certain: bool
    prescriber_id: UUID | None
    products: Sequence[UUID | None]
    lines: Sequence[SentLine]

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left for a person before the review."""
        known = self.is_patient_certain and self.prescriber_id is not None
        return known and all(self.products) and not any(line.left for line in self.lines)


def match_of(sent: SentPrescription, today: date) -> SentMatch:
    """What the prescription means here."""
    patient_id, is_certain = _patient(sent.patient, today)
    products = _products(sent.lines)
    units = {key: fact.base_unit for key, fact in sale_facts(filter(None, products)).items()}
    lines = [
        _settled(line, units.get(product) if product else None)
        for line, product in zip(sent.lines, products, strict=True)
    ]
    return SentMatch(patient_id, is_certain, _prescriber(sent.prescriber), products, lines)


def _patient(sent: SentPatient, today: date) -> tuple[UUID | None, bool]:
    born = day_of(sent.birth_date)
    found = patients_numbered(patient_numbers(sent.numbers), born, today)
    if len(found) != 1:
        return None, False
    return found[0].id, found[0].is_born_so


def _prescriber(sent: SentPrescriber) -> UUID | None:
    found = prescribers_numbered(licence_numbers(sent.numbers))
    return found.pop() if len(found) == 1 else None


def _products(lines: Sequence[SentLine]) -> list[UUID | None]:
    """The product that every known code of a line means; None for none, or for several."""
    codes = [one for line in lines for one in line.codes]
    packs = packs_of_codes({one.code for one in codes if one.system in GTIN_SYSTEMS})
    rows = KnownCode.objects.filter(code__in={one.code for one in codes}).order_by()
    known = {(row.coding_system, row.code): row.product_id for row in rows}
    means: list[set[UUID]] = []
    for line in lines:
        found = {
            packs[one.code][0] if one.system in GTIN_SYSTEMS else known[one.system, one.code]
            for one in line.codes
            if (one.system in GTIN_SYSTEMS and one.code in packs)
            or (one.system not in GTIN_SYSTEMS and (one.system, one.code) in known)
        }
        means.append(found)
    instead = standing_for({key for found in means for key in found})
    there = sale_facts({instead.get(key, key) for found in means for key in found})
    return [_only({instead.get(key, key) for key in found} & set(there)) for found in means]


def _only(found: set[UUID]) -> UUID | None:
    return found.pop() if len(found) == 1 else None


def _settled(line: SentLine, base_unit: str | None) -> SentLine:
    """The line, whose quantity is certain where it counts the product's own base unit."""
    if base_unit is None:
        return line
    left = [code for code in line.left if code != "quantity"]
    counted, own = terms.unit_of(line.unit), unit_named(base_unit)
    if line.quantity is None or counted is None or counted is not own:
        left.append("quantity")
    return replace(line, left=tuple(left))
