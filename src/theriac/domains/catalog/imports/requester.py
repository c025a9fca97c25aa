"""Who asked for an import's work, kept so that its job acts in their name.

Their permission was asked when they asked for the work; the job holds just what that needs, at
the branches where they held it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from theriac.core.actor import Actor, ActorKind
from theriac.core.permissions import Permission
from theriac.domains.catalog.permissions import IMPORT_CATALOG


def acting_json(actor: Actor, permission: Permission) -> dict[str, Any]:
    """The actor as it is kept; ``permission`` is what the kind of import needs besides."""
    needed = {IMPORT_CATALOG.code, permission.code}
    return {
        "kind": actor.kind.value,
        "id": str(actor.id),
        "branch_id": _text(actor.branch_id),
        "terminal_id": _text(actor.terminal_id),
        "grants": [
            [_text(branch_id), sorted(codes & needed)]
            for branch_id, codes in actor.grants.items()
            if codes & needed
        ],
        "everywhere": sorted(actor.everywhere & needed),
    }


def actor_from(data: Mapping[str, Any]) -> Actor:
    """The actor that was kept."""
    return Actor(
        kind=ActorKind(data["kind"]),
        id=UUID(data["id"]),
        name="",
        branch_id=_id(data["branch_id"]),
        terminal_id=_id(data["terminal_id"]),
        grants={_id(branch_id): frozenset(codes) for branch_id, codes in data["grants"]},
        everywhere=frozenset(data["everywhere"]),
    )


def _text(row_id: UUID | None) -> str | None:
    return None if row_id is None else str(row_id)


def _id(text: str | None) -> UUID | None:
    return None if text is None else UUID(text)
