"""What must always be true of electronic prescriptions, recomputed from the rows."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.privacy.problems import Erased
from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.eprescriptions.models import ReceivedBundle
from theriac.domains.eprescriptions.signature.jws import DetachedJws, holds
from theriac.domains.eprescriptions.signed import digest_of

AT_ONCE = 200
SIGNATURE_WRONG = finding(
    "eprescriptions.signature_wrong",
    _("The signature of the electronic prescription %(bundle)s doesn’t match what is kept."),
)


@verifies("eprescriptions.signatures")
def bundles_are_as_signed(findings: Findings) -> None:
    """Each bundle that is kept is what its sender's key signed."""
    rows = ReceivedBundle.objects.filter(emptied_at=None).order_by("id")
    ids = list(rows.values_list("id", flat=True))
    for start in range(0, len(ids), AT_ONCE):
        some = ReceivedBundle.objects.filter(id__in=ids[start : start + AT_ONCE])
        for bundle in some.select_related("key"):
            findings.look(1)
            if not _is_as_signed(bundle):
                findings.violate(SIGNATURE_WRONG, bundle=bundle.id)


def _is_as_signed(bundle: ReceivedBundle) -> bool:
    try:
        text, compact = bundle.content["text"], bundle.content["signature"]
    except Erased:
        return True
    header, _nothing, signature = compact.split(".")
    key = bundle.key
    jws = DetachedJws(header, signature, key.algorithm, key.thumbprint, bundle.signed_at)
    is_signed = holds(jws, text, key.public_key, key.algorithm)
    return is_signed and digest_of(text) == bundle.digest
