"""Patients: found, read, written; their consents."""
