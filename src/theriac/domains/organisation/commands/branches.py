"""Changing what a branch says of itself on its receipts."""

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
from theriac.core.database.documents import at_version, keep, locked
from theriac.core.ids import new_id
from theriac.core.problems import Text, Unprocessable
from theriac.countries.registry import profile_for
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.models import Branch, SettingsChange
from theriac.domains.organisation.permissions import MANAGE_ORGANISATION
from theriac.domains.organisation.rules import check_values

CHANGEABLE = ("name", "address", "phone", "tax_state", "tax_id", "tax_registered", "licences")


@command(
    name="organisation.change_branch",
    done=gettext_lazy("Edited a branch"),
    permission=MANAGE_ORGANISATION,
)
def change_branch(
    *,
    actor: Actor,
    branch_id: BranchId,
    version: int,
    changes: Mapping[str, Any],
    puts_back: UUID | None = None,
) -> int:
    """Change a branch's facts and keep before and after; returns the new version.

    Its code, zone and so its numbers stay. ``puts_back`` names the earlier change that this one
    undoes. Raises Stale when somebody changed it since ``version``, Unprocessable for unknown
    names, for values that don't fit and for licences that the country refuses.
    """
    rows: QuerySet[Branch] = Branch.objects.filter(id=branch_id)
    branch = locked(rows, missing=_("This branch doesn't exist. Choose one from the list."))
    at_version(branch, version, _("Another user changed this branch. Check it, then try again."))
    unknown = sorted(set(changes) - set(CHANGEABLE))
    if unknown:
        raise Unprocessable(_("This setting doesn't exist."), field=unknown[0])
    check_values(changes)
    check_licences(branch.pharmacy.country, changes.get("licences", {}))
    changed = {name: new for name, new in changes.items() if getattr(branch, name) != new}
    if not changed:
        return branch.version
    before = {name: getattr(branch, name) for name in changed}
    for name, value in changed.items():
        setattr(branch, name, value)
    keep(branch, *changed)
    SettingsChange.objects.create(
        id=new_id(),
        pharmacy_id=branch.pharmacy_id,
        changed_at=clock.now(),
        changed_by=actor.id,
        before={"branch": branch.code, **before},
        after={"branch": branch.code, **changed},
        puts_back=puts_back,
    )
    current_unit().record("organisation.branch", branch.id, facts={"names": sorted(changed)})
    return branch.version


def check_licences(country: str, licences: Mapping[str, str]) -> None:
    """Hold numbers to the country's own checks. Raises Unprocessable at each that fails."""
    profile = profile_for(country)
    errors: dict[str, Text] = {}
    for field in profile.licences:
        value = licences.get(field.code, "")
        check = profile.identifiers.get(field.identifier)
        found = check(value) if value and check is not None else None
        if found is not None and not found.valid:
            errors[field.code] = found.problem
    if errors:
        raise Unprocessable(errors=errors)
