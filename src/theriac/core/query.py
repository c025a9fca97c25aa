"""The query: one typed, keyword-only function that reads, and the permission that it needs.

A query takes ``actor``, and ``branch_id`` where it reads one branch. Rows of several branches are
narrowed by ``branches_seen``; a row of a branch that the actor may not see isn't there.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar, cast
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.permissions import Permission
from theriac.core.rights import require, require_anywhere

P = ParamSpec("P")
R_co = TypeVar("R_co", covariant=True)


class Query(Protocol[P, R_co]):
    """A query with the permission that it names, and the other one that opens it too."""

    permission: Permission
    instead: Permission | None

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R_co: ...


def query(
    *, permission: Permission, instead: Permission | None = None
) -> Callable[[Callable[P, R_co]], Query[P, R_co]]:
    """Make a function a query that asks ``permission`` of its ``actor``, or ``instead``.

    At ``branch_id`` where one is given, else at any branch. Raises NotPermitted.
    """

    def decorate(function: Callable[P, R_co]) -> Query[P, R_co]:
        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R_co:
            actor: Any = kwargs["actor"]
            branch_id: Any = kwargs.get("branch_id")
            right = permission
            if instead is not None and _holds(actor, instead, branch_id):
                right = instead
            if branch_id is None:
                require_anywhere(actor, right)
            else:
                require(actor, right, branch_id)
            return function(*args, **kwargs)

        named = cast("Query[P, R_co]", run)
        named.permission, named.instead = permission, instead
        return named

    return decorate


def _holds(actor: Actor, right: Permission, branch_id: UUID | None) -> bool:
    return actor.may_anywhere(right) if branch_id is None else actor.may(right, branch_id)


def branches_seen(
    actor: Actor,
    permission: Permission,
    branch_id: UUID | None = None,
    *,
    instead: Permission | None = None,
) -> dict[str, Any]:
    """The filter that leaves only rows of the named branch, or of those the actor may see.

    By ``permission``, or by ``instead``.
    """
    if branch_id is not None:
        return {"branch_id": branch_id}
    found: set[UUID] = set()
    for right in (permission,) if instead is None else (permission, instead):
        branches = actor.branches_with(right)
        if branches is None:
            return {}
        found |= branches
    return {"branch_id__in": sorted(found)}
