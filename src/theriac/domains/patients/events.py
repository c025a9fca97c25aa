"""The facts that patients announce: ids only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from theriac.core.outbox.events import Event
from theriac.domains.patients.ids import PatientId


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientsMerged(Event):
    """A record stands for another too: data names the one that was merged."""

    type: ClassVar[str] = "theriac.patient.merged.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientsUnmerged(Event):
    """A merge was taken back: data names the record that stands by itself again."""

    type: ClassVar[str] = "theriac.patient.unmerged.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientErased(Event):
    """A patient was erased: whoever keeps something about them lets it go."""

    type: ClassVar[str] = "theriac.patient.erased.v1"


def merged(kept_id: PatientId, merged_id: PatientId) -> PatientsMerged:
    """The fact of a merge."""
    return PatientsMerged(subject=str(kept_id), data={"merged_id": str(merged_id)})


def unmerged(kept_id: PatientId, merged_id: PatientId) -> PatientsUnmerged:
    """The fact of a merge taken back."""
    return PatientsUnmerged(subject=str(kept_id), data={"merged_id": str(merged_id)})
