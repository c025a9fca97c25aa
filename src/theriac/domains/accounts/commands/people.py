"""Adding people, changing them and giving them roles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor, ActorKind
from theriac.core.command import command, current_unit
from theriac.core.database.documents import at_version, keep, locked
from theriac.core.ids import new_id
from theriac.core.problems import NotPermitted, Unprocessable
from theriac.core.rights import Concerns
from theriac.domains.accounts.grants import (
    check_may_give,
    check_may_take,
    keeping_a_manager,
    powerful,
)
from theriac.domains.accounts.models import Assignment, Role, User
from theriac.domains.accounts.passwords import named_for_policy, refuse_given_password
from theriac.domains.accounts.permissions import MANAGE_STAFF
from theriac.domains.accounts.problems import NameTaken, WeakPassword
from theriac.domains.accounts.queries.people import staff
from theriac.domains.accounts.roles import ROLE_TITLES, delivered_rights
from theriac.domains.accounts.security.events import SecurityEventKind, note

Held = tuple[str, UUID | None]
"""A role's code and the branch where it is held; None: every branch."""


@command(
    name="accounts.create_default_roles",
    done=gettext_lazy("Created the first roles"),
    system_only=True,
)
def create_default_roles(*, actor: Actor) -> None:
    """Create the roles that are missing; roles that exist keep their permissions."""
    existing = set(Role.objects.values_list("code", flat=True))
    for code in ROLE_TITLES:
        if code not in existing:
            Role.objects.create(id=new_id(), code=code, permissions=sorted(delivered_rights(code)))


@command(
    name="accounts.add_person",
    done=gettext_lazy("Added a staff member"),
    permission=MANAGE_STAFF,
    concerns=Concerns.THING,
)
def add_person(
    *,
    actor: Actor,
    username: str,
    display_name: str,
    password: str,
    email: str = "",
    language: str = "",
    roles: Sequence[tuple[str, UUID | None]] = (),
) -> UUID:
    """Add a member of staff who can sign in, with roles as ``assign_roles`` takes them.

    A password that a person hands over is for the first time only: whoever gets it chooses
    their own. The system's is kept: at the setup an owner types theirs.

    Raises NameTaken, WeakPassword, and what ``assign_roles`` raises.
    """
    if User.objects.named(username) is not None:
        raise _taken(username)
    user = User(
        id=current_unit().effect_id,
        username=username,
        name=display_name,
        email=email,
        language=language,
        created_at=clock.now(),
    )
    _set_password(user, password, is_own=actor.kind is ActorKind.SYSTEM)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError:
        raise _taken(username) from None
    current_unit().record("accounts.person", user.id)
    note(SecurityEventKind.PERSON_ADDED, actor=actor, user_id=user.id)
    if roles:
        assign_roles(actor=actor, user_id=user.id, roles=roles)
    return user.id


@command(
    name="accounts.change_password",
    done=gettext_lazy("Set a new password for a staff member"),
    permission=MANAGE_STAFF,
    concerns=Concerns.PERSON,
)
def change_password(*, actor: Actor, user_id: UUID, password: str) -> None:
    """Give a person a new password; somebody else's holds for one sign-in, as in ``add_person``.

    Raises WeakPassword, NotPermitted.
    """
    user = locked_person(user_id)
    _set_password(user, password, is_own=actor.kind is ActorKind.SYSTEM or actor.id == user.id)
    user.save(update_fields=["password", "must_change_password"])
    current_unit().record("accounts.person", user.id, reason="password")
    if user.must_change_password:
        note(SecurityEventKind.PASSWORD_GIVEN, actor=actor, user_id=user.id)


@command(name="accounts.choose_password", done=gettext_lazy("Chose their own password"))
def choose_password(*, actor: Actor, password: str) -> None:
    """Keep the actor's own new password, which nobody else knows. Raises WeakPassword."""
    user = locked_person(actor.id, among=User.objects.all())
    _set_password(user, password, is_own=True)
    user.save(update_fields=["password", "must_change_password"])
    current_unit().record("accounts.person", user.id, reason="own password")


@command(
    name="accounts.set_person_active",
    done=gettext_lazy("Activated or suspended a staff member"),
    permission=MANAGE_STAFF,
    concerns=Concerns.PERSON,
)
def set_person_active(
    *, actor: Actor, user_id: UUID, active: bool, version: int | None = None
) -> None:
    """Let a person in or shut them out; what they did stays theirs.

    Raises NotPermitted, LastManager; Stale when somebody changed them since ``version``.
    """
    with keeping_a_manager():
        user = locked_person(user_id, version=version)
        if not active and user.id == actor.id:
            raise Unprocessable(_("You can't suspend yourself. Ask a colleague."))
        user.is_active = active
        keep(user, "is_active")
    current_unit().record("accounts.person", user.id, reason="active" if active else "inactive")
    kind = SecurityEventKind.PERSON_LET_IN if active else SecurityEventKind.PERSON_SHUT_OUT
    note(kind, actor=actor, user_id=user.id)


@command(
    name="accounts.assign_roles",
    done=gettext_lazy("Assigned roles"),
    permission=MANAGE_STAFF,
    concerns=Concerns.THING,
)
def assign_roles(
    *,
    actor: Actor,
    user_id: UUID,
    roles: Sequence[tuple[str, UUID | None]],
    version: int | None = None,
) -> None:
    """Replace a person's roles by ``(role code, branch or None for all)`` pairs.

    Who manages staff in some branches gives and takes roles only there. Nobody gives a powerful
    right that they lack there, nor themselves any right that they lack; nobody takes this right
    from themselves. Raises NotPermitted, BeyondOwnRights, LastManager, Unprocessable; Stale when
    somebody changed them since ``version``.
    """
    with keeping_a_manager():
        user = locked_person(user_id, version=version)
        by_code = {role.code: role for role in Role.objects.all()}
        before: set[Held] = set(user.assignments.values_list("role__code", "branch_id"))
        given = set(roles) - before
        _check_givable(by_code, roles, given)
        _check_reach(actor, (branch_id for _code, branch_id in before ^ set(roles)))
        check = check_may_take if user.id == actor.id else check_may_give
        for code, branch_id in given:
            check(actor, by_code[code].permissions, branch_id, field="roles")
        if user.id == actor.id and not any(
            MANAGE_STAFF.code in by_code[code].permissions for code, _branch in roles
        ):
            raise Unprocessable(
                _("You can't remove your own permission to manage staff. Ask a colleague."),
                field="roles",
            )
        Assignment.objects.filter(user=user).delete()
        for code, branch_id in dict.fromkeys(roles):
            role = by_code[code]
            Assignment.objects.create(id=new_id(), user=user, role=role, branch_id=branch_id)
        keep(user)
    facts = {
        "roles": [code for code, _branch in roles],
        "before": {"roles": _noted(before)},
        "after": {"roles": _noted(roles)},
    }
    current_unit().record("accounts.person", user.id, reason="roles", facts=facts)
    note(
        SecurityEventKind.ROLES_GIVEN,
        actor=actor,
        user_id=user.id,
        facts=_difference(before, set(roles)),
    )
    rights = powerful(right for code, _branch in given for right in by_code[code].permissions)
    if rights:
        note(SecurityEventKind.POWER_GIVEN, actor=actor, user_id=user.id, facts={"added": rights})


@command(name="accounts.set_preferences", done=gettext_lazy("Changed language or appearance"))
def set_preferences(*, actor: Actor, language: str | None = None, theme: str | None = None) -> None:
    """Keep a person's own language and theme."""
    given = {"language": language, "theme": theme}
    changes = {name: value for name, value in given.items() if value is not None}
    User.objects.filter(id=actor.id).update(**changes)
    facts = {"names": sorted(changes)}
    current_unit().record("accounts.person", actor.id, reason="preferences", facts=facts)


def _taken(username: str) -> NameTaken:
    words = _("The sign-in name %(name)s is already in use.")
    return NameTaken(words % {"name": username}, field="username")


def _noted(roles: Iterable[tuple[str, UUID | None]]) -> list[str]:
    """Roles as the trail keeps them: ``cashier`` at every branch, ``cashier@ID`` at one."""
    return sorted(f"{code}@{branch_id}" if branch_id else code for code, branch_id in set(roles))


def locked_person(
    user_id: UUID, *, among: QuerySet[User] | None = None, version: int | None = None
) -> User:
    """Somebody of the staff who isn't erased, locked, at this version. Raises NotFound, Stale."""
    people = staff().filter(erased_at=None) if among is None else among
    user = locked(people.filter(id=user_id), missing=_("This person isn't on the staff."))
    at_version(
        user, version, _("Another user changed this person. Check the details, then try again.")
    )
    return user


def _difference(before: set[Held], after: set[Held]) -> dict[str, list[list[str]]]:
    """The roles that were added and taken, each with its branch's id; empty for every branch."""

    def listed(pairs: set[Held]) -> list[list[str]]:
        return sorted([code, str(branch_id or "")] for code, branch_id in pairs)

    return {"added": listed(after - before), "removed": listed(before - after)}


def _check_givable(
    by_code: Mapping[str, Role],
    roles: Iterable[tuple[str, UUID | None]],
    given: Iterable[tuple[str, UUID | None]],
) -> None:
    """Raise Unprocessable for a role that isn't there, or a new one that is retired."""
    for code, _branch in roles:
        if code not in by_code:
            raise Unprocessable(
                _("The role “%(code)s” doesn't exist.") % {"code": code}, field="roles"
            )
    for code, _branch in given:
        if by_code[code].retired_at:
            raise Unprocessable(
                _("The role %(name)s is archived. Choose another.") % {"name": by_code[code].title},
                field="roles",
            )


def _check_reach(actor: Actor, branches: Iterable[UUID | None]) -> None:
    """Raise NotPermitted unless the actor manages staff at each branch (None: at all)."""
    if not all(actor.may(MANAGE_STAFF, branch_id) for branch_id in branches):
        raise NotPermitted(_("This affects branches whose staff you don't manage. Ask the owner."))


def _set_password(user: User, password: str, *, is_own: bool) -> None:
    try:
        validate_password(password, named_for_policy(user))
        if is_own:
            refuse_given_password(user, password)
    except ValidationError as problem:
        raise WeakPassword(" ".join(problem.messages), field="password") from problem
    user.set_password(password)
    user.must_change_password = not is_own
