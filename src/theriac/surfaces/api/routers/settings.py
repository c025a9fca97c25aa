"""The history of the settings, and putting a change back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from theriac.core.facts.types import Id
from theriac.domains.organisation.commands.put_back import put_back_change
from theriac.domains.organisation.permissions import MANAGE_ORGANISATION, VIEW_HISTORY
from theriac.domains.organisation.queries.settings import (
    CHANGES,
    changes_seen,
    get_change,
    revert_of,
)
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import changed
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.schemas.organisation import (
    Change,
    ChangePage,
    Licence,
    PuttingBack,
    Revert,
    Setting,
    Value,
)
from theriac.surfaces.api.schemas.types import Wanted

router = Router(tags=["settings"])


@router.get(
    "/settings/changes",
    **operation(
        "listSettingsChanges",
        "List changes of settings and branches",
        answers=ChangePage,
        may=[VIEW_HISTORY],
    ),
)
def changes(request: HttpRequest, wanted: Query[Wanted]) -> HttpResponse:
    """A page of changes, the newest first."""
    page = page_of(CHANGES, changes_seen(actor=actor_of(request)), wanted)
    return respond(request, ChangePage(items=[_change(row) for row in page.items], **edges(page)))


@router.get(
    "/settings/changes/{change_id}",
    **operation(
        "getSettingsRevert",
        "Read what putting a change back would change",
        answers=Revert,
        may=[MANAGE_ORGANISATION],
    ),
)
def revert(request: HttpRequest, change_id: Id) -> HttpResponse:
    """Each value that differs, now and then, and the version to put back from."""
    return respond(request, _revert(get_change(actor=actor_of(request), change_id=change_id)))


@router.post(
    "/settings/changes/{change_id}/put-back",
    **writing(
        "putSettingsBack",
        "Put a change back",
        answers=Revert,
        may=[MANAGE_ORGANISATION],
        detail="`version` is the one that was read; a change meanwhile is 409.",
    ),
)
def put_back(request: HttpRequest, change_id: Id, body: PuttingBack) -> HttpResponse:
    """Give what was changed its earlier values again, by the rules of today."""
    actor = actor_of(request)
    change = get_change(actor=actor, change_id=change_id)

    return changed(
        request,
        lambda: put_back_change(actor=actor, change_id=change.id, version=body.version),
        lambda: _revert(change),
    )


def _change(row: Any) -> Change:
    named = [name for name in row.after if name != "branch"]
    return told(
        Change,
        row,
        branch_code=row.after.get("branch"),
        settings=[_setting(name, row.before.get(name), row.after[name]) for name in named],
    )


def _revert(row: Any) -> Revert:
    found = revert_of(row)
    return Revert(
        change_id=row.id,
        branch_id=found.branch.id if found.branch else None,
        version=found.version,
        settings=[_setting(name, found.now[name], value) for name, value in found.then.items()],
    )


def _setting(name: str, before: Any, after: Any) -> Setting:
    return Setting(name=name, before=_value(before), after=_value(after))


def _value(value: Any) -> Value:
    """A setting's value; licences of a branch one by one."""
    if isinstance(value, dict):
        return [Licence(name=code, number=number) for code, number in value.items()]
    plain: Value = value
    return plain
