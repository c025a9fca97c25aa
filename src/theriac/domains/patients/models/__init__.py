"""Models of patients, gathered for Django."""

from theriac.domains.patients.models.consent import Collection, Collector, Consent
from theriac.domains.patients.models.findings import PatientFinding
from theriac.domains.patients.models.health import HealthFact
from theriac.domains.patients.models.patient import Household, Patient, SearchToken
from theriac.domains.patients.models.standing import Erasure, Merge

__all__ = [
    "Collection",
    "Collector",
    "Consent",
    "Erasure",
    "HealthFact",
    "Household",
    "Merge",
    "Patient",
    "PatientFinding",
    "SearchToken",
]
