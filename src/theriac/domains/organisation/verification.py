"""What must always be true of the organisation, asked of the rows."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.organisation.queries.branches import list_branches
from theriac.domains.organisation.queries.sealing_keys import newest_key, opens_here

KEY_MISSING = finding(
    "organisation.sealing_key_missing",
    _("Branch %(branch)s has no encryption key, so its counters can't record prescriptions."),
)
KEY_SHUT = finding(
    "organisation.sealing_key_shut",
    _(
        "The encryption key %(key)s of branch %(branch)s can't be decrypted. Add the secret "
        "it was encrypted with to THERIAC_SEALING_SECRET."
    ),
)


@verifies("organisation.sealing")
def sealing_keys_open(findings: Findings) -> None:
    """Every branch has a key to seal to, and this installation opens it."""
    for branch in list_branches():
        findings.look(1)
        key = newest_key(branch.id)
        if key is None:
            findings.violate(KEY_MISSING, branch=branch.code)
        elif not opens_here(key):
            findings.violate(KEY_SHUT, branch=branch.code, key=key.key_id)
