"""Shared approvals: what a second person approved, and what somebody confirmed alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import QuerySet

from theriac.core.approval.queries import list_approvals
from theriac.domains.shares.rights import APPROVALS
from theriac.domains.stock.permissions import SEE_COSTS
from theriac.surfaces.backoffice.approvals.lists import (
    ApprovalFilters,
    ApprovalList,
    ApprovalTable,
)
from theriac.surfaces.backoffice.shares.visitors.visit import Visit
from theriac.surfaces.backoffice.shell.lists import Action, Export


class SharedApprovalTable(ApprovalTable):
    """Without the reason, which is typed and may name a patient."""

    why = None  # type: ignore[assignment]  # so django_tables2 leaves a column out


class SharedApprovalFilters(ApprovalFilters):
    """By action, day and alone."""

    person = None


class SharedApprovals(Visit, ApprovalList):
    """What was approved in the share's days."""

    permission = ApprovalList.permission
    kind = APPROVALS
    table_class = SharedApprovalTable
    filterset_class = SharedApprovalFilters
    exports: ClassVar[Sequence[Export]] = tuple(
        one for one in ApprovalList.exports if one.source != "why"
    )

    def actions(self) -> Sequence[Action]:
        """None."""
        return ()

    def rows(self) -> QuerySet[Any]:
        """Of the share's branches and days."""
        return self.of_days(list_approvals(actor=self.actor))

    def content_of(self, row: Any) -> Mapping[str, Any]:
        """Without what goods cost, where the share doesn't show it."""
        content: dict[str, Any] = dict(row.content)
        if not self.may(SEE_COSTS):
            content.pop("value", None)
        return content
