"""Making, changing, retiring and restoring roles; each change holds from the next request."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import at_version, keep
from theriac.core.ids import new_id
from theriac.core.permissions import declared_permissions
from theriac.core.problems import NotFound, Unprocessable
from theriac.core.rights import Concerns
from theriac.domains.accounts.grants import (
    check_may_give,
    check_may_take,
    keeping_a_manager,
    powerful,
    require_all_branches,
)
from theriac.domains.accounts.models import ApiKey, Assignment, Role
from theriac.domains.accounts.permissions import MANAGE_STAFF
from theriac.domains.accounts.problems import NameTaken, RoleStillHeld
from theriac.domains.accounts.roles import LANDINGS, ROLE_TITLES, delivered_rights, title_of
from theriac.domains.accounts.security.events import SecurityEventKind, note

LONGEST_CODE = 30
RECORD = "accounts.role"
"""The counters' copies are made anew when the trail names it."""


@command(
    name="accounts.create_role",
    done=gettext_lazy("Created a role"),
    permission=MANAGE_STAFF,
    concerns=Concerns.PHARMACY,
)
def create_role(*, actor: Actor, name: str, permissions: Collection[str]) -> UUID:
    """Make a role; its powerful rights are such as the actor holds everywhere. Returns its id.

    Raises NotPermitted, BeyondOwnRights, NameTaken, and Unprocessable for an unknown right.
    """
    require_all_branches(actor)
    _check_known(permissions)
    check_may_give(actor, permissions, None, field="permissions")
    name = _free_name(name)
    role = Role.objects.create(
        id=current_unit().effect_id,
        code=_free_code(name),
        name=name,
        permissions=sorted(permissions),
    )
    facts = {"added": role.permissions, "removed": []}
    current_unit().record(RECORD, role.id, facts=facts)
    _tell(actor, role, facts)
    return role.id


@command(
    name="accounts.change_role",
    done=gettext_lazy("Edited a role"),
    permission=MANAGE_STAFF,
    concerns=Concerns.PHARMACY,
)
def change_role(
    *,
    actor: Actor,
    role_id: UUID,
    version: int,
    name: str,
    permissions: Collection[str],
    landing: str | None = None,
) -> None:
    """Give a role another name and other rights; who holds it has them from the next request.

    ``landing`` is its page after the sign-in; None leaves it.

    Powerful rights that are added must be the actor's own, and all of them where the actor holds
    the role or a key does, whose secret somebody may know. An empty name is the one at delivery.
    Raises Stale, NotPermitted, BeyondOwnRights, LastManager, NameTaken, Unprocessable.
    """
    require_all_branches(actor)
    with keeping_a_manager():
        role = _role(role_id)
        before = _words(role)
        at_version(role, version, _("Another user changed this role. Check it, then try again."))
        if role.retired_at:
            raise Unprocessable(_("This role is archived. Restore it first."))
        _check_known(set(permissions) - set(role.permissions))
        if name or not role.is_delivered:
            name = _free_name(name, besides=role)
        if landing is not None:
            _land(role, landing)
        role.name = name
        _give(actor, role, permissions, before, reason="changed")


@command(
    name="accounts.restore_role",
    done=gettext_lazy("Reset a role to default"),
    permission=MANAGE_STAFF,
    concerns=Concerns.PHARMACY,
)
def restore_role(*, actor: Actor, role_id: UUID) -> None:
    """Put a delivered role back to its name and rights at delivery.

    Raises NotPermitted, BeyondOwnRights, LastManager, NameTaken, and Unprocessable for a role
    that the pharmacy made itself.
    """
    require_all_branches(actor)
    with keeping_a_manager():
        role = _role(role_id)
        before = _words(role)
        if not role.is_delivered:
            raise Unprocessable(_("This role was created here and has no default."))
        _check_free(str(title_of(role.code)), besides=role)
        role.name = role.landing = ""
        _give(actor, role, delivered_rights(role.code), before, reason="restored")


@command(
    name="accounts.retire_role",
    done=gettext_lazy("Archived a role"),
    permission=MANAGE_STAFF,
    concerns=Concerns.PHARMACY,
)
def retire_role(*, actor: Actor, role_id: UUID) -> None:
    """Let nobody be given a role any more. Raises NotPermitted, and RoleHeld while it is held."""
    require_all_branches(actor)
    role = _role(role_id)
    if role.retired_at:
        return
    people = Assignment.objects.filter(role=role).values("user").distinct().count()
    keys = ApiKey.objects.filter(role=role, revoked_at=None).count()
    if people or keys:
        words = _("This role is still assigned to %(holders)s. Give them another role first.")
        raise RoleStillHeld(words % {"holders": _holders(people, keys)})
    role.retired_at = clock.now()
    keep(role, "retired_at")
    current_unit().record(RECORD, role.id, reason="retired")


def _holders(people: int, keys: int) -> str:
    """Who has a role, in words; of people and keys only those that there are."""
    staff = ngettext("%(count)s staff member", "%(count)s staff members", people)
    programs = ngettext("%(count)s API key", "%(count)s API keys", keys)
    counts = ((staff, people), (programs, keys))
    named = [words % {"count": count} for words, count in counts if count]
    if len(named) < len(counts):
        return named[0]
    return _("%(staff)s and %(keys)s") % {"staff": named[0], "keys": named[1]}


@command(
    name="accounts.bring_back_role",
    done=gettext_lazy("Restored a role"),
    permission=MANAGE_STAFF,
    concerns=Concerns.PHARMACY,
)
def bring_back_role(*, actor: Actor, role_id: UUID) -> None:
    """Let a retired role be given again. Raises NotPermitted, NameTaken."""
    require_all_branches(actor)
    role = _role(role_id)
    if role.retired_at is None:
        return
    _check_free(role.title, besides=role)
    role.retired_at = None
    keep(role, "retired_at")
    current_unit().record(RECORD, role.id, reason="brought back")


def _words(role: Role) -> dict[str, str]:
    """What is changed of a role besides its rights."""
    return {"name": role.name, "landing": role.landing}


def _give(
    actor: Actor,
    role: Role,
    permissions: Collection[str],
    before: Mapping[str, str],
    *,
    reason: str,
) -> None:
    added = sorted(set(permissions) - set(role.permissions))
    removed = sorted(set(role.permissions) - set(permissions))
    check = check_may_take if _reaches(actor, role) else check_may_give
    check(actor, added, None, field="permissions")
    role.permissions = sorted(permissions)
    keep(role, "name", "permissions", "landing")
    facts = {"added": added, "removed": removed}
    after = {key: word for key, word in _words(role).items() if word != before[key]}
    sides = {"before": {key: before[key] for key in after}, "after": after} if after else {}
    current_unit().record(RECORD, role.id, reason=reason, facts={**facts, **sides})
    _tell(actor, role, facts)


def _land(role: Role, landing: str) -> None:
    """Name the page after the sign-in. Raises Unprocessable."""
    if landing not in LANDINGS:
        raise Unprocessable(_("This first page doesn't exist."), field="landing")
    role.landing = landing


def _tell(actor: Actor, role: Role, facts: Mapping[str, list[str]]) -> None:
    """The security events of a role that has other rights now."""
    note(SecurityEventKind.ROLE_CHANGED, actor=actor, facts={"role": role.code, **facts})
    if rights := powerful(facts["added"]):
        note(SecurityEventKind.POWER_GIVEN, actor=actor, facts={"role": role.code, "added": rights})


def _reaches(actor: Actor, role: Role) -> bool:
    """Whether what the role may comes to the actor, or to a key that somebody was handed."""
    return (
        Assignment.objects.filter(role=role, user_id=actor.id).exists()
        or ApiKey.objects.filter(role=role, revoked_at=None).exists()
    )


def _role(role_id: UUID) -> Role:
    role = Role.objects.select_for_update().filter(id=role_id).first()
    if role is None:
        raise NotFound(_("This role no longer exists. Choose another from the list."))
    return role


def _check_known(codes: Collection[str]) -> None:
    unknown = sorted(set(codes) - {one.code for one in declared_permissions()})
    if unknown:
        raise Unprocessable(
            _("The permission “%(code)s” doesn't exist.") % {"code": unknown[0]},
            field="permissions",
        )


def _free_name(name: str, *, besides: Role | None = None) -> str:
    name = " ".join(name.split())
    if not name:
        raise Unprocessable(_("Enter a name for the role."), field="name")
    _check_free(name, besides=besides)
    return name


def _check_free(name: str, *, besides: Role | None = None) -> None:
    """Raise NameTaken when another role that may be given is called so, in the reader's words."""
    for other in Role.objects.filter(retired_at=None):
        if other.title.casefold() == name.casefold() and (besides is None or other != besides):
            raise NameTaken(
                _("Another role is already called %(name)s. Choose another name.") % {"name": name},
                field="name",
            )


def _free_code(name: str) -> str:
    """A code that people may read in an address: night-shift, night-shift-2."""
    first = slugify(name)[:LONGEST_CODE].strip("-") or "role"
    taken = set(Role.objects.filter(code__startswith=first).values_list("code", flat=True))
    taken |= set(ROLE_TITLES)
    numbers = (f"{first}-{number}" for number in range(2, len(taken) + 3))
    return next((code for code in (first, *numbers) if code not in taken), str(new_id()))
