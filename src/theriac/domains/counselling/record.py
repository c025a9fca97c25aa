"""Keeping a counselling within a command that runs: its own, or one on a prescription."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.command import current_unit
from theriac.domains.counselling.facts import CounsellingGiven, check_given, topics_kept
from theriac.domains.counselling.ids import CounsellingId
from theriac.domains.counselling.models import Counselling
from theriac.domains.counselling.problems import AlreadyCounselled
from theriac.domains.patients.queries.groups import get_patient

RECORD = "counselling.counselling"


@dataclass(frozen=True, slots=True)
class HandOver:
    """The round of a prescription at which somebody is counselled."""

    prescription_id: UUID
    round: int

    @property
    def key(self) -> str:
        """One counselling that stands has it."""
        return f"{self.prescription_id}:{self.round}"


def keep_counselling(
    new_id: UUID,
    branch_id: UUID,
    patient_id: UUID,
    given: CounsellingGiven,
    hand_over: HandOver | None = None,
) -> CounsellingId:
    """Keep it by who acts, in the running command, which asked the right.

    For a hand-over the caller holds the lock of its prescription. Raises CounsellingRefused,
    AlreadyCounselled where one of this hand-over stands, PatientGone, PatientRestricted.
    """
    check_given(given)
    get_patient(patient_id)
    if hand_over is not None:
        require_first(Counselling.objects.filter(hand_over_key=hand_over.key))
    row = Counselling(
        id=new_id,
        branch_id=branch_id,
        patient_id=patient_id,
        prescription_id=hand_over.prescription_id if hand_over else None,
        round=hand_over.round if hand_over else None,
        hand_over_key=hand_over.key if hand_over else None,
        to_whom=given.to_whom,
        topics=topics_kept(given),
        refused_why=given.refused_why or "",
        is_leaflet_given=given.is_leaflet_given,
        is_understood=given.is_understood,
        note=given.note.strip(),
        at=clock.now(),
        by=current_unit().actor.id,
        version=1,
    )
    row.save(force_insert=True)
    note_counselling(row, {}, {"state": row.state})
    return CounsellingId(row.id)


def require_first(rows: Any) -> None:
    """Raise AlreadyCounselled where there is one among the rows."""
    there = rows.order_by().values_list("id", flat=True).first()
    if there is not None:
        raise AlreadyCounselled(
            _("The counselling was already recorded. Open it, or withdraw it first."),
            counselling_id=there,
        )


def note_counselling(
    row: Counselling, before: Mapping[str, object], after: Mapping[str, object], reason: str = ""
) -> None:
    """Leave the record of what became of it, without a word about the person."""
    facts: dict[str, object] = {"before": before, "after": after}
    if row.prescription_id is not None:
        facts["prescription"] = row.prescription_id.hex
    current_unit().record(RECORD, row.id, reason=reason, facts=facts, branch_id=row.branch_id)
