"""Findings of device logs: list, read, settle."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.device_logs.commands.settle import settle_finding
from theriac.domains.device_logs.queries import FINDINGS, get_finding, list_findings
from theriac.domains.organisation.ids import BranchId
from theriac.domains.sales.permissions import SETTLE_CASE, VIEW_SALES
from theriac.surfaces.api.answers import respond
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import changed
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.schemas.sales.device_logs import (
    LogFieldVersions,
    LogFindingOut,
    LogFindingPage,
    LogFindingSettle,
    LogFindingsWanted,
)

router = Router(tags=["device logs"])


@router.get(
    "/device-logs/findings",
    **operation(
        "listLogFindings",
        "List findings of device logs",
        answers=LogFindingPage,
        may=[VIEW_SALES],
    ),
)
def findings(request: HttpRequest, wanted: Query[LogFindingsWanted]) -> HttpResponse:
    """A page of a branch's findings, the oldest first."""
    actor = actor_of(request)
    rows = list_findings(actor=actor, branch_id=branch_of(actor, wanted.branch_id))
    page = page_of(FINDINGS, rows, wanted)
    items = [_answer(row) for row in page.items]
    return respond(request, LogFindingPage(items=items, **edges(page)))


@router.get(
    "/device-logs/findings/{log_finding_id}",
    **operation(
        "getLogFinding",
        "Read a finding of a device log",
        answers=LogFindingOut,
        may=[VIEW_SALES],
    ),
)
def finding(request: HttpRequest, log_finding_id: Id) -> HttpResponse:
    return respond(request, _answer(_finding(actor_of(request), log_finding_id)))


@router.post(
    "/device-logs/findings/{log_finding_id}/settle",
    **writing(
        "settleLogFinding",
        "Settle a finding of a device log",
        answers=LogFindingOut,
        may=[SETTLE_CASE],
        detail="Somebody looked and says what it was; documents and log stay as they are.",
    ),
)
def settle(request: HttpRequest, log_finding_id: Id, body: LogFindingSettle) -> HttpResponse:
    actor = actor_of(request)
    branch_id = BranchId(_finding(actor, log_finding_id).branch_id)
    return changed(
        request,
        lambda: settle_finding(
            actor=actor, branch_id=branch_id, finding_id=log_finding_id, note=body.note
        ),
        lambda: _answer(_finding(actor, log_finding_id)),
    )


def _finding(actor: Actor, finding_id: UUID) -> Any:
    found = get_finding(actor=actor, finding_id=finding_id)
    if found is None:
        raise NotFound(_("This finding doesn’t exist. Choose one from the list."))
    return found


def _answer(row: Any) -> LogFindingOut:
    return LogFindingOut(
        id=row.id,
        branch_id=row.branch_id,
        terminal_id=row.log.terminal_id,
        kind=row.kind,
        index=row.index,
        document_kind=row.document_kind,
        document=row.key,
        number=row.facts.get("number", ""),
        fields=[
            LogFieldVersions(
                field=one["field"], logged=_text(one["logged"]), sent=_text(one["sent"])
            )
            for one in row.facts.get("fields", [])
        ],
        opened_at=row.opened_at,
        settled_at=row.settled_at,
        settled_by=row.settled_by,
        note=row.note,
        version=row.version,
    )


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
