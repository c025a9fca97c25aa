"""What the events about patients and those who wait carry."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from theriac.surfaces.api.schemas.types import Answer


class PatientMergedData(Answer):
    """The record that was merged, or that stands by itself again; ``subject`` is the one kept."""

    merged_id: UUID


class PatientErasedData(Answer):
    """The patient's id: whoever keeps something about them lets it go."""

    patient_id: UUID


class WaitOfferedData(Answer):
    """Base units of a product that are held; ``subject`` is the waitlist entry that names who."""

    product_id: UUID
    quantity: int
    hold_until: datetime


class PrescriptionDispensedData(Answer):
    """The lines; ``subject`` is the prescription."""

    line_ids: list[UUID]


class RefillDueData(Answer):
    """The first day without medicine, and in how many days that is; ``subject`` is the plan."""

    due_on: date
    days: int
