"""Settings and branches as they were changed, newest first, and what putting one back would do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.problems import NotFound
from theriac.core.query import query
from theriac.domains.organisation.models import Branch, PharmacySettings, SettingsChange
from theriac.domains.organisation.permissions import MANAGE_ORGANISATION, VIEW_HISTORY

CHANGES: Listing[SettingsChange] = Listing(
    name="organisation.settings_changes",
    sorts={"changed_at": SortFields(("changed_at",))},
    default_sort="-changed_at",
)


@dataclass(frozen=True, slots=True)
class Revert:
    """What putting a change back would change: values now and then, of those that differ.

    ``branch`` is None for the settings of all branches; ``version`` is the branch's or theirs.
    """

    branch: Branch | None
    version: int
    now: Mapping[str, Any]
    then: Mapping[str, Any]


@query(permission=VIEW_HISTORY)
def list_changes(*, actor: Actor) -> QuerySet[SettingsChange]:
    """Every change: who, when, before and after; those of a branch name its code."""
    return SettingsChange.objects.order_by("-changed_at", "-id")


@query(permission=MANAGE_ORGANISATION)
def get_change(*, actor: Actor, change_id: UUID) -> SettingsChange:
    """One change. Raises NotFound, for a branch's too whose facts the actor doesn't manage."""
    change = SettingsChange.objects.filter(id=change_id).first()
    branch = branch_of(change) if change else None
    if change is None or (branch and not actor.may(MANAGE_ORGANISATION, branch.id)):
        raise NotFound(_("This change doesn't exist. Choose one from the history."))
    return change


def branch_of(change: SettingsChange) -> Branch | None:
    """The branch whose facts were changed; None for the settings of all branches."""
    code = change.before.get("branch")
    found = Branch.objects.filter(pharmacy_id=change.pharmacy_id, code=code) if code else None
    return found.get() if found is not None else None


def revert_of(change: SettingsChange) -> Revert:
    """What putting this change back would change now; nothing where all is as it was before."""
    branch = branch_of(change)
    held: Branch | PharmacySettings = branch or PharmacySettings.objects.get(
        pharmacy_id=change.pharmacy_id
    )
    then = {name: value for name, value in change.before.items() if name != "branch"}
    now = {name: getattr(held, name, None) for name in then}
    names = [name for name in then if then[name] != now[name]]
    return Revert(
        branch,
        held.version,
        {name: now[name] for name in names},
        {name: then[name] for name in names},
    )


@query(permission=VIEW_HISTORY)
def changes_seen(*, actor: Actor) -> QuerySet[SettingsChange]:
    """The changes that the actor may see, in no order: of all branches, and of their own."""
    branches = actor.branches_with(VIEW_HISTORY)
    changes = SettingsChange.objects.order_by()
    if branches is None:
        return changes
    others = Branch.objects.exclude(id__in=branches).values_list("code", flat=True)
    return changes.exclude(after__branch__in=list(others))
