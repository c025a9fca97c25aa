"""Adverse events: reports of suspected reactions to medicines, to the national centre. Tier 6.

Above sales and prescriptions, because a report is filled in from what the patient got, with the
very batches.

Invariants: what was sent is never changed, but for the authority's number; what is learned later is
a further version that names the first. A report with no suspect medicine isn't kept. What it says
of a person is encrypted under the patient's key, without a patient under the pharmacy's.
"""
