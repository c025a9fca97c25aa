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
    """A query with the permission that it names."""

    permission: Permission

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R_co: ...


def query(*, permission: Permission) -> Callable[[Callable[P, R_co]], Query[P, R_co]]:
    """Make a function a query that asks ``permission`` of its ``actor``.

    At ``branch_id`` where one is given, else at any branch. Raises NotPermitted.
    """

    def decorate(function: Callable[P, R_co]) -> Query[P, R_co]:
        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R_co:
            actor: Any = kwargs["actor"]
            branch_id: Any = kwargs.get("branch_id")
            if branch_id is None:
                require_anywhere(actor, permission)
            else:
                require(actor, permission, branch_id)
            return function(*args, **kwargs)

        named = cast("Query[P, R_co]", run)
        named.permission = permission
        return named

    return decorate


def branches_seen(
    actor: Actor, permission: Permission, branch_id: UUID | None = None
) -> dict[str, Any]:
    """The filter that leaves only rows of the named branch, or of those the actor may see."""
    if branch_id is not None:
        return {"branch_id": branch_id}
    branches = actor.branches_with(permission)
    return {} if branches is None else {"branch_id__in": sorted(branches)}
