"""Lines as written, with the product or generic that each was matched to."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.ids import new_id
from theriac.core.privacy.rows import read_together
from theriac.core.problems import Text
from theriac.domains.catalog.queries.generics import generics_of, known_generics
from theriac.domains.prescriptions.models import Prescription, PrescriptionLine
from theriac.domains.prescriptions.problems import PrescriptionRefused
from theriac.domains.prescriptions.rules.facts import ROUTES, LineWritten, line_kept
from theriac.domains.prescriptions.rules.fills import Authorised
from theriac.domains.prescriptions.validity import (
    NO_COPY,
    allows_copies,
    allows_repeats,
    classes_of,
    classes_of_generics,
)


@dataclass(frozen=True, slots=True)
class MatchedLine:
    """A line with what the catalogue knows of it; ``legal_class`` is "" without a product."""

    line: LineWritten
    generic_id: UUID | None
    legal_class: str


def matched(lines: Sequence[LineWritten], *, is_copy: bool) -> list[MatchedLine]:
    """The lines with what they are matched to; six statements at most.

    Raises PrescriptionRefused with every fault, by ``lines.0.product_id``.
    """
    products = {one.product_id for one in lines if one.product_id}
    classes = classes_of(products)
    named = {one.generic_id for one in lines if one.generic_id}
    of_products = generics_of(sorted(products)) if products else {}
    generics = known_generics(named)
    members = classes_of_generics(named)
    faults: dict[str, Text] = {}
    for at, one in enumerate(lines):
        may_be = {classes[one.product_id]} if one.product_id in classes else set()
        if not one.product_id and one.generic_id:
            may_be = members.get(one.generic_id, set())
        found = [*_faults(one, classes, generics), *_faults_of_law(one, may_be, is_copy=is_copy)]
        faults |= {f"lines.{at}.{name}": words for name, words in found}
    if faults:
        raise PrescriptionRefused(errors=faults)
    return [
        MatchedLine(
            one,
            of_products.get(one.product_id, one.generic_id) if one.product_id else one.generic_id,
            classes.get(one.product_id, "") if one.product_id else "",
        )
        for one in lines
    ]


def rows_of(found: Prescription, lines: Sequence[MatchedLine]) -> list[PrescriptionLine]:
    """New rows for a prescription's lines, in their order."""
    rows = [
        PrescriptionLine(
            id=new_id(),
            prescription=found,
            patient_id=found.patient_id,
            position=at,
            content=line_kept(one.line),
            product_id=one.line.product_id,
            generic_id=one.generic_id,
            quantity=one.line.quantity,
            repeats=one.line.repeats,
            may_substitute=one.line.may_substitute,
            dispensed=one.line.given_elsewhere,
            given_elsewhere=one.line.given_elsewhere,
        )
        for at, one in enumerate(lines, 1)
    ]
    read_together(rows)
    return rows


def _faults(
    one: LineWritten, classes: dict[UUID, str], generics: Collection[UUID]
) -> list[tuple[str, Text]]:
    found: list[tuple[str, Text]] = []
    if not one.written.strip():
        found.append(("written", _("Enter the medicine as it is written.")))
    if one.product_id and one.product_id not in classes:
        found.append(("product_id", _("This product isn’t in the catalogue.")))
    if one.generic_id and one.generic_id not in generics:
        found.append(("generic_id", _("This generic medicine doesn’t exist.")))
    if one.directions.route and one.directions.route not in ROUTES:
        found.append(("directions.route", _("Choose a route from the list.")))
    return found


def _faults_of_law(
    one: LineWritten, may_be: Collection[str], *, is_copy: bool
) -> list[tuple[str, Text]]:
    """What controlled medicines and copies may not say; of a generic, any class ``may_be`` given.

    Source: shared vectors ``id_salinan_resep.json`` ("narcotics: no iter, no copy to another
    pharmacy").
    """
    found: list[tuple[str, Text]] = []
    if one.repeats and not allows_repeats(may_be):
        found.append(("repeats", _("Controlled medicines can’t be repeated. Enter 0.")))
    if one.given_elsewhere and not is_copy:
        words = _("Only another pharmacy’s copy says what was dispensed there. Enter 0.")
        found.append(("given_elsewhere", words))
    total = Authorised(one.quantity, one.repeats, 0).total
    if one.given_elsewhere > total:
        words = _("The prescription authorises %(total)s in total. Enter %(total)s or less.")
        found.append(("given_elsewhere", words % {"total": total}))
    if is_copy and not allows_copies(may_be):
        found.append(("written", NO_COPY))
    return found
