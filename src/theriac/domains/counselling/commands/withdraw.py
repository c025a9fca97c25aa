"""Withdrawing a counselling that was wrong: it stays to be read and counts no more."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.database.documents import at_version, keep
from theriac.domains.counselling.codes import WHY_WITHDRAWN
from theriac.domains.counselling.ids import CounsellingId
from theriac.domains.counselling.models import Counselling
from theriac.domains.counselling.permissions import GIVE_COUNSELLING
from theriac.domains.counselling.problems import (
    CounsellingRefused,
    CounsellingUnknown,
    CounsellingWithdrawn,
)
from theriac.domains.counselling.record import note_counselling
from theriac.domains.organisation.ids import BranchId


@command(
    name="counselling.withdraw",
    done=gettext_lazy("Withdrew a counselling"),
    permission=GIVE_COUNSELLING,
)
def withdraw_counselling(
    *,
    actor: Actor,
    branch_id: BranchId,
    counselling_id: CounsellingId,
    version: int,
    reason_code: str,
) -> int:
    """It counts no more, and its hand-over asks anew; the version then.

    Raises CounsellingUnknown, Stale, CounsellingWithdrawn, CounsellingRefused without a reason.
    """
    row = _locked(branch_id, counselling_id)
    if row.withdrawn_at is not None:
        raise CounsellingWithdrawn(_("This counselling was already withdrawn. Reload the page."))
    at_version(row, version, _("Another user changed this counselling. Reload the page."))
    if reason_code not in WHY_WITHDRAWN:
        raise CounsellingRefused(_("Choose a reason from the list."), field="reason_code")
    before = {"state": row.state}
    row.withdrawn_at, row.withdrawn_by = clock.now(), actor.id
    row.withdrawn_why, row.hand_over_key = reason_code, None
    version = keep(row)
    note_counselling(row, before, {"state": row.state}, reason_code)
    return version


def _locked(branch_id: UUID, counselling_id: UUID) -> Counselling:
    rows = Counselling.objects.select_for_update()
    row: Counselling | None = rows.filter(id=counselling_id, branch_id=branch_id).first()
    if row is None:
        raise CounsellingUnknown(_("This counselling doesn’t exist at this branch."))
    return row
