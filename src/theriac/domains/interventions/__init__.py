"""Clinical interventions: what a pharmacist found in a treatment, and what came of it. Tier 2.

Problems and causes are ordered as in the classification of drug-related problems of the
Pharmaceutical Care Network Europe (PCNE, version 9), in short words of our own.

Invariants: what was found is never changed or deleted; its outcome is recorded once. Who was
called is a prescriber by id or by a typed name, wherever somebody was called.
"""
