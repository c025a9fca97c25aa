"""What the trail says, as tests ask it."""

from __future__ import annotations

from typing import Any

from theriac.core.audit.models import AuditRecord


def facts_of(command: str) -> list[dict[str, Any]]:
    """The facts of each record that a command left, in the order in which they were made."""
    return list(
        AuditRecord.objects.filter(command=command).order_by("id").values_list("facts", flat=True)
    )


def sides_of(command: str) -> list[tuple[Any, Any]]:
    """Before and after of each record that a command left."""
    return [(one.get("before"), one.get("after")) for one in facts_of(command)]
