"""The prescription with its lines and history, and what was dispensed of it."""

from theriac.domains.prescriptions.models.dispense import Dispense, LineOutcome
from theriac.domains.prescriptions.models.prescription import (
    Prescription,
    PrescriptionLine,
    PrescriptionStep,
)

__all__ = ["Dispense", "LineOutcome", "Prescription", "PrescriptionLine", "PrescriptionStep"]
