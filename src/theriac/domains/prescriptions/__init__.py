"""Prescriptions as records: from paper to hand-over, with states, checks and dispenses. Tier 4.

FHIR's MedicationRequest (a line) with its MedicationDispense (a dispense). Invariants: a state goes
only where ``rules/states.py`` lets it, each step is kept with who and when; of a line no more is
dispensed than its quantity for the first time and each repeat, one of them at a time, while it is
valid; nobody verifies a high-risk line whom they prepared; what is known of the
person stands encrypted under the patient's own key.
"""
