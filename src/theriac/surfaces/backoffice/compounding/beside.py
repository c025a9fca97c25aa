"""What was compounded for a prescription, beside its lines; and the way to compound for one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from theriac.domains.compounding.permissions import COMPOUND
from theriac.domains.compounding.queries import list_formulas, list_preparations
from theriac.domains.prescriptions.ids import code_of
from theriac.domains.prescriptions.permissions import OPEN_PRESCRIPTIONS, PREPARE_PRESCRIPTIONS
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.stock.queries.reservations import kept_for, standing_reservations
from theriac.surfaces.backoffice.catalog.words import counted
from theriac.surfaces.backoffice.compounding.words import STATES
from theriac.surfaces.backoffice.shell.screens import Screen


def compounded_for(screen: Screen, prescription_id: UUID) -> Mapping[UUID, list[dict[str, Any]]]:
    """By the prescription's line its preparations with their states, in their order."""
    if not screen.may(VIEW_STOCK):
        return {}
    rows = list_preparations(actor=screen.actor, branch_id=screen.branch)
    found: dict[Any, list[dict[str, Any]]] = {}
    for one in rows.filter(prescription_id=prescription_id).order_by("created_at", "id"):
        told = {
            "row": one,
            "made": counted(one.product.base_unit, one.units),
            "badge": STATES.badge(one.state),
        }
        found.setdefault(one.prescription_line_id, []).append(told)
    return found


def ways_to_compound(screen: Screen, product_ids: Collection[UUID]) -> Mapping[UUID, str]:
    """By product the address that compounds it, with its formula where it has one alone.

    Of what the branch compounds: a formula in use makes it, or it was compounded before.
    """
    rights = (VIEW_STOCK, COMPOUND, PREPARE_PRESCRIPTIONS)
    if not product_ids or not all(screen.may(one) for one in rights):
        return {}
    place: dict[str, Any] = {"actor": screen.actor, "branch_id": screen.branch}
    known = list_formulas(**place).filter(archived=False, product_id__in=list(product_ids))
    formulas: dict[UUID, list[UUID]] = {}
    for product_id, formula_id in known.values_list("product_id", "id"):
        formulas.setdefault(product_id, []).append(formula_id)
    before = list_preparations(**place).filter(product_id__in=list(product_ids))
    made = set(before.values_list("product_id", flat=True).distinct())
    return {key: _way(key, formulas.get(key, [])) for key in made | set(formulas)}


def way_for_line(way: str, line_id: UUID) -> str:
    """That address for a line of a prescription."""
    return f"{way}{'&' if '?' in way else '?'}{urlencode({'line': line_id})}"


def made_for(screen: Screen, preparation: Any) -> dict[str, Any]:
    """The prescription that it is for: code, page for who may open it here, and what is kept."""
    key = preparation.prescription_id
    if key is None:
        return {}
    opens = preparation.branch_id == screen.branch_id and screen.may(OPEN_PRESCRIPTIONS)
    address = reverse("backoffice:prescription_detail", args=[key])
    return {
        "prescription_code": code_of(key),
        "prescription_url": address if opens else "",
        "kept": _kept(preparation),
    }


def _kept(preparation: Any) -> dict[str, Any] | None:
    """What is still kept of it for its prescription, by its reservation."""
    line_id, branch_id = preparation.prescription_line_id, preparation.branch_id
    held = kept_for(branch_id, [line_id]).get(line_id, {})
    keys = [held[preparation.product_id]] if preparation.product_id in held else []
    told = next(iter(standing_reservations(branch_id, reservation_ids=keys)), None)
    if told is None:
        return None
    quantity = counted(preparation.product.base_unit, told.quantity)
    return {"id": told.id, "quantity": quantity, "until": told.expires_at}


def codes_on_batches(screen: Screen, batch_ids: Collection[UUID]) -> Mapping[UUID, str]:
    """By batch the code of the prescription that it was compounded for."""
    rows = list_preparations(actor=screen.actor, branch_id=screen.branch)
    made = rows.filter(batch_id__in=list(batch_ids), prescription_id__isnull=False)
    pairs = made.values_list("batch_id", "prescription_id")
    return {batch_id: code_of(key) for batch_id, key in pairs if batch_id and key}


def _way(product_id: UUID, formula_ids: list[UUID]) -> str:
    address = reverse("backoffice:preparation_new", args=[product_id])
    if len(formula_ids) != 1:
        return address
    return f"{address}?{urlencode({'formula': formula_ids[0]})}"
