"""Prescribers: doctors, dentists, midwives and others whose prescriptions come in. Tier 1.

FHIR's Practitioner (name, registrations, contact) with its PractitionerRoles (practices).
Invariants: a number names one prescriber (of its kind, and of its issuer where the country counts
so); nobody is deleted, since records name them: they become inactive, are merged, or are erased at
their own request; how they are reached privately stands encrypted under a key of their own.
"""
