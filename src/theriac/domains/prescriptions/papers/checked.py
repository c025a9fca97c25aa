"""What a stranger with a copy is told: whether it is genuine, and what is left; no person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, Sum

from theriac.domains.catalog.queries.names import product_names
from theriac.domains.organisation.queries.branches import branch_date, get_branch
from theriac.domains.prescriptions.models import Dispense, Prescription, PrescriptionLine
from theriac.domains.prescriptions.papers.determinations import determination
from theriac.domains.prescriptions.papers.proofs import read_proof
from theriac.domains.prescriptions.rules.fills import Authorised

ENDED = frozenset({"refused", "cancelled"})


@dataclass(frozen=True, slots=True)
class CheckedLine:
    """A line by its place on the copy: its mark then, what was left then and is left today."""

    position: int
    product: str
    quantity: int
    repeats: int
    mark: str
    left_then: int
    left_now: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedCopy:
    """A genuine copy. ``is_ended``: nothing is dispensed by it any more."""

    shop: str
    place: str
    phone: str
    code: str
    copied_at: datetime
    zone: ZoneInfo
    valid_until: date | None
    is_ended: bool
    lines: Sequence[CheckedLine]

    @property
    def is_changed(self) -> bool:
        """Whether something was dispensed since."""
        return any(one.left_then != one.left_now for one in self.lines)


def checked_copy(text: str) -> CheckedCopy | None:
    """What the proof stands for; None where it is no proof of ours. Names no person."""
    proof = read_proof(text)
    if proof is None:
        return None
    found: Prescription | None = Prescription.objects.filter(id=proof.prescription_id).first()
    if found is None:
        return None
    branch: Any = get_branch(found.branch_id)
    lines = list(PrescriptionLine.objects.filter(prescription=found).order_by("position"))
    names = product_names(line.product_id for line in lines if line.product_id)
    then = _dispensed_until(found.id, proof.copied_at)
    is_late = found.valid_until is not None and found.valid_until < branch_date(found.branch_id)
    return CheckedCopy(
        shop=f"{branch.pharmacy.name} · {branch.name}",
        place=branch.address,
        phone=branch.phone,
        code=found.code,
        copied_at=proof.copied_at,
        zone=ZoneInfo(branch.time_zone),
        valid_until=found.valid_until,
        is_ended=is_late or found.state in ENDED,
        lines=[
            CheckedLine(
                position=line.position,
                product=names.get(line.product_id, "") if line.product_id else "",
                quantity=line.quantity,
                repeats=line.repeats,
                mark=determination(line.quantity, line.repeats, then.get(line.id, 0)),
                left_then=Authorised(line.quantity, line.repeats, then.get(line.id, 0)).remaining,
                left_now=Authorised(line.quantity, line.repeats, line.dispensed).remaining,
            )
            for line in lines
        ],
    )


def _dispensed_until(prescription_id: UUID, at: datetime) -> dict[UUID, int]:
    """What counted of each line at an instant: dispensed by then, and not reversed yet."""
    rows = Dispense.objects.filter(
        Q(reversed_at=None) | Q(reversed_at__gt=at),
        line__prescription_id=prescription_id,
        dispensed_at__lte=at,
    )
    return {
        row["line_id"]: row["units"]
        for row in rows.order_by().values("line_id").annotate(units=Sum("quantity"))
    }
