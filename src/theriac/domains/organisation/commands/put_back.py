"""Putting a change of the settings, or of a branch, back."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.problems import Conflict, NotFound
from theriac.core.rights import Concerns, require
from theriac.domains.organisation.commands.branches import change_branch
from theriac.domains.organisation.commands.settings import change_settings
from theriac.domains.organisation.ids import BranchId, PharmacyId
from theriac.domains.organisation.models import SettingsChange
from theriac.domains.organisation.permissions import MANAGE_ORGANISATION
from theriac.domains.organisation.queries.settings import revert_of


@command(
    name="organisation.put_back_change",
    done=gettext_lazy("Restored previous settings"),
    permission=MANAGE_ORGANISATION,
    concerns=Concerns.BRANCH,
)
def put_back_change(*, actor: Actor, change_id: UUID, version: int) -> int:
    """Give what a change changed its earlier values again; returns the new version.

    By the rules of today, as a new change that names the one it puts back. What was changed again
    meanwhile goes back as well, so ``version`` is the one that the person looked at. Raises
    NotFound, NotPermitted, Stale, Unprocessable where an earlier value no longer fits, and Conflict
    where everything is as it was before already.
    """
    change = SettingsChange.objects.filter(id=change_id).first()
    if change is None:
        raise NotFound(_("This change doesn't exist. Choose one from the history."))
    revert = revert_of(change)
    require(actor, MANAGE_ORGANISATION, revert.branch.id if revert.branch else None)
    if not revert.then:
        raise Conflict(_("All values are already as they were before this change."))
    current_unit().record("organisation.settings_change", change_id, reason="put back")
    if revert.branch is not None:
        return change_branch(
            actor=actor,
            branch_id=BranchId(revert.branch.id),
            version=version,
            changes=revert.then,
            puts_back=change_id,
        )
    return change_settings(
        actor=actor,
        pharmacy_id=PharmacyId(change.pharmacy_id),
        version=version,
        changes=revert.then,
        puts_back=change_id,
    )
