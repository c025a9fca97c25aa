"""What must always be true of patients, asked of the rows and of the key store."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from theriac.core.persons.names import parts_of
from theriac.core.privacy.keyed_hashes import HashKey, hash_keys
from theriac.core.privacy.keys import destroyed_owners
from theriac.core.privacy.problems import Erased, KeyStoreFails, Unreadable
from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.patients.models import Patient
from theriac.domains.patients.rules.tokens import NAME

AT_ONCE = 500
READ = ("names", "merged_into", "restricted_at")
SHUT = finding(
    "patients.shut",
    _(
        "Patient %(patient)s can't be decrypted. Restore the key store and "
        "THERIAC_MASTER_KEY that were used when the record was saved."
    ),
)
UNFINDABLE = finding(
    "patients.unfindable",
    _("Patient %(patient)s can't be found by name. Let the nightly hash update run."),
)
STILL_HERE = finding(
    "patients.still_here",
    _("Patient %(patient)s was erased, but the record isn't marked as erased. Restart the server."),
)


@verifies("patients.keys")
def patients_open(findings: Findings) -> None:
    """Every record that is kept opens and is found by its name; whoever was erased is marked so."""
    gone = set(destroyed_owners())
    keys = hash_keys()
    after = None
    while True:
        rows = Patient.objects.filter(erased_at=None).order_by("id").only(*READ)
        page = list((rows.filter(id__gt=after) if after else rows)[:AT_ONCE])
        if not page:
            return
        after = page[-1].id
        for patient in page:
            findings.look(1)
            if patient.id in gone:
                findings.violate(STILL_HERE, patient=patient.id)
            else:
                _look_at(findings, patient, keys)


def _look_at(findings: Findings, patient: Patient, keys: Sequence[HashKey]) -> None:
    try:
        names = patient.names
    except (Unreadable, Erased, KeyStoreFails):
        findings.violate(SHUT, patient=patient.id)
        return
    tokens = [(NAME, part) for part in parts_of(names)[:1]]
    wanted = {key.token(kind, value) for key in keys for kind, value in tokens}
    is_sought = bool(wanted) and patient.restricted_at is None
    if is_sought and not patient.tokens.filter(token__in=wanted).exists():
        findings.violate(UNFINDABLE, patient=patient.id)
