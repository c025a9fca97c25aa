"""What a counter sealed of a pushed sale: opened here, and nowhere else.

A ground's sealed text is JSON with the names that the ground leaves out; its place is branch, sale
and ground. Names that this version doesn't know are left alone.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from uuid import UUID

from theriac.core.facts.types import is_storable
from theriac.core.sealing.encoding import CantOpen
from theriac.domains.organisation.queries.sealing_keys import open_sealed
from theriac.domains.sales.pushes.sale import PushedGround, PushedSale

PURPOSE = "ground"
PATIENT, APPROVAL = "patient", "approval"
LONGEST = {"prescriber": 120, "number": 60}


def opened(pushed: PushedSale, branch_id: UUID) -> PushedSale:
    """The sale with what it seals in its place. Raises CantOpen."""
    pushed = _with_patient(pushed, branch_id)
    shut = [ground for ground in pushed.grounds if ground.sealed]
    if not shut:
        return pushed
    texts = [(ground.sealed, (pushed.id, ground.id)) for ground in shut]
    contents = iter(open_sealed(branch_id, PURPOSE, texts))
    return replace(
        pushed,
        grounds=tuple(
            _filled(ground, next(contents)) if ground.sealed else ground
            for ground in pushed.grounds
        ),
    )


def _filled(ground: PushedGround, content: bytes) -> PushedGround:
    names = _names(content)
    return replace(ground, sealed="", prescriber=names["prescriber"], number=names["number"])


def _with_patient(pushed: PushedSale, branch_id: UUID) -> PushedSale:
    if not pushed.patient:
        return pushed
    patient_id = opened_patient(pushed.patient, pushed.id, branch_id)
    return replace(pushed, patient="", patient_id=patient_id)


def opened_patient(sealed: str, sale_id: UUID, branch_id: UUID) -> UUID:
    """Whom a basket or sale names. Raises CantOpen."""
    (content,) = open_sealed(branch_id, PATIENT, [(sealed, [sale_id])])
    try:
        return UUID(_object(content)["patient_id"])
    except (KeyError, TypeError, ValueError, AttributeError):
        raise CantOpen("what is in it names no patient") from None


def opened_approval(sealed: str, ids: tuple[UUID, UUID], branch_id: UUID) -> tuple[str, Any]:
    """PIN and content of an approval given without the server; ids of sale and approval.

    Raises CantOpen.
    """
    (content,) = open_sealed(branch_id, APPROVAL, [(sealed, ids)])
    held = _object(content)
    pin = held.get("pin")
    if not isinstance(pin, str):
        raise CantOpen("there is no PIN in it")
    return pin, held.get("content")


def _object(content: bytes) -> dict[str, Any]:
    try:
        read = json.loads(content)
    except (ValueError, RecursionError):
        raise CantOpen("what is in it isn't JSON") from None
    if not isinstance(read, dict):
        raise CantOpen("what is in it has no names")
    return read


def _names(content: bytes) -> dict[str, str]:
    read = _object(content)
    names = {name: read.get(name, "") for name in LONGEST}
    for name, value in names.items():
        if not isinstance(value, str) or len(value) > LONGEST[name] or not is_storable(value):
            raise CantOpen(f"its {name} can't be kept")
    return names
