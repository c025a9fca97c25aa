"""What must always be true of unmet requests, recomputed from the rows."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.replenishment.queries.wants import wants_of_branches
from theriac.domains.unmet_requests.models import UnmetRequest

WANT_MISSING = finding(
    "unmet_requests.want_missing",
    _("Lost sale %(request)s is marked as on the want list, but its entry isn’t there."),
)
AT_ONCE = 400


@verifies("unmet_requests.wants")
def listed_are_wanted(findings: Findings) -> None:
    """Each request that was listed names an entry of its own branch's want list."""
    rows = UnmetRequest.objects.filter(state=UnmetRequest.State.LISTED).order_by("id")
    listed = list(rows.values_list("id", "branch_id", "want_id"))
    findings.look(len(listed))
    for start in range(0, len(listed), AT_ONCE):
        some = listed[start : start + AT_ONCE]
        branches = wants_of_branches([want_id for *_rest, want_id in some if want_id])
        for request_id, branch_id, want_id in some:
            if want_id is None or branches.get(want_id) != branch_id:
                findings.violate(WANT_MISSING, request=request_id)
