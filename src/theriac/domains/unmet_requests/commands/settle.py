"""What becomes of an unmet request: an entry of the want list, or nothing, with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import at_version, in_state, keep
from theriac.core.facts.records import given
from theriac.core.problems import Problem, require_reason
from theriac.domains.organisation.ids import BranchId
from theriac.domains.replenishment.commands.want import WantWritten, add_want
from theriac.domains.replenishment.permissions import KEEP_WANTS
from theriac.domains.unmet_requests.drafts import RECORD
from theriac.domains.unmet_requests.models import UnmetRequest
from theriac.domains.unmet_requests.problems import RequestSettled, RequestUnknown

LONGEST_REASON = 120
State = UnmetRequest.State
NOT_HERE = gettext_lazy("This lost sale isn’t recorded at this branch.")
WORDS: Mapping[str, Any] = {
    State.LISTED: gettext_lazy("This lost sale is already on the want list."),
    State.DISMISSED: gettext_lazy("This lost sale was dismissed."),
}


@command(
    name="unmet_requests.want_request",
    done=gettext_lazy("Added a lost sale to the want list"),
    permission=KEEP_WANTS,
)
def want_request(*, actor: Actor, branch_id: BranchId, unmet_request_id: UUID, version: int) -> int:
    """Put it on the branch's want list, where the same adds up; returns its version then.

    Raises RequestUnknown, Stale, RequestSettled, and as ``add_want``.
    """
    row = _open(branch_id, unmet_request_id, version)
    want = given(
        WantWritten,
        product_id=row.product_id,
        text=row.text,
        quantity=row.quantity,
        note=row.note,
        source="lost_sale",
    )
    row.want_id = add_want(actor=actor, branch_id=branch_id, want=want)
    return _settle(row, State.LISTED, actor, "")


@command(
    name="unmet_requests.dismiss_request",
    done=gettext_lazy("Dismissed a lost sale"),
    permission=KEEP_WANTS,
)
def dismiss_request(
    *, actor: Actor, branch_id: BranchId, unmet_request_id: UUID, version: int, reason: str
) -> int:
    """Say that it counts for nothing, and why: demand leaves it out. Returns its version then.

    Raises RequestUnknown, Stale, RequestSettled, Unprocessable without a reason.
    """
    why = require_reason(" ".join(reason.split()))[:LONGEST_REASON]
    return _settle(_open(branch_id, unmet_request_id, version), State.DISMISSED, actor, why)


def _open(branch_id: UUID, unmet_request_id: UUID, version: int) -> UnmetRequest:
    rows: QuerySet[UnmetRequest] = UnmetRequest.objects.filter(
        id=unmet_request_id, branch_id=branch_id
    )
    row = rows.select_for_update().first()
    if row is None:
        raise RequestUnknown(NOT_HERE, unmet_request_id=unmet_request_id)
    in_state(row, State.OPEN, otherwise=_settled)
    at_version(row, version, _("Another user changed this lost sale. Reload the page."))
    return row


def _settled(state: str) -> Problem:
    return RequestSettled(str(WORDS[state]), state=state)


def _settle(row: UnmetRequest, state: str, actor: Actor, reason: str) -> int:
    before = {"state": row.state}
    row.state, row.reason = state, reason
    row.settled_by, row.settled_at = actor.id, clock.now()
    version = keep(row)
    facts = {"before": before, "after": {"state": row.state}}
    current_unit().record(RECORD, row.id, reason=reason, facts=facts, branch_id=row.branch_id)
    return version
