"""Prescribers: listed, suggested, read, added, changed, merged."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.domains.prescribers.commands.merge import merge_prescribers, undo_prescriber_merge
from theriac.domains.prescribers.commands.prescriber import add_prescriber, change_prescriber
from theriac.domains.prescribers.commands.state import activate_prescriber, deactivate_prescriber
from theriac.domains.prescribers.ids import PrescriberId
from theriac.domains.prescribers.permissions import MANAGE_PRESCRIBERS, VIEW_PRESCRIBERS
from theriac.domains.prescribers.problems import PrescriberUnknown
from theriac.domains.prescribers.queries.duplicates import list_duplicate_prescribers
from theriac.domains.prescribers.queries.prescribers import (
    PRESCRIBERS,
    find_prescriber,
    licences_of,
    list_prescribers,
    merged_into,
    practices_of,
)
from theriac.domains.prescribers.queries.suggestions import suggest_prescribers
from theriac.domains.prescribers.rules.facts import PrescriberWritten
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, changed
from theriac.surfaces.api.pages import edges
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.preconditions import version_of
from theriac.surfaces.api.schemas.patients.prescribers import (
    Practice,
    Prescriber,
    PrescriberDeactivation,
    PrescriberLicence,
    PrescriberListed,
    PrescriberMergeWanted,
    PrescriberPage,
    PrescriberPair,
    PrescriberPairs,
    PrescriberSought,
    PrescriberSuggestion,
    PrescriberSuggestions,
    PrescribersWanted,
)

router = Router(tags=["prescribers"])


@router.get(
    "/prescribers",
    **operation(
        "listPrescribers", "List prescribers", answers=PrescriberPage, may=[VIEW_PRESCRIBERS]
    ),
)
def prescribers(request: HttpRequest, wanted: Query[PrescribersWanted]) -> HttpResponse:
    """A page of prescribers by name."""
    names = ("state", "profession", "expiring_by", "text")
    asked = {name: getattr(wanted, name) for name in names}
    rows = PRESCRIBERS.narrowed(list_prescribers(actor=actor_of(request)), asked)
    page = PRESCRIBERS.page(rows, cursor=wanted.cursor, size=wanted.limit)
    items = [told(PrescriberListed, row) for row in page.items]
    return respond(request, PrescriberPage(items=items, **edges(page)))


@router.get(
    "/prescribers/suggestions",
    **operation(
        "suggestPrescribers",
        "Suggest who is meant by what was typed or scanned",
        answers=PrescriberSuggestions,
        may=[VIEW_PRESCRIBERS],
    ),
)
def suggestions(request: HttpRequest, wanted: Query[PrescriberSought]) -> HttpResponse:
    """Active prescribers whom the text fits by name, practice or number."""
    actor = actor_of(request)
    branch_id = branch_of(actor, wanted.branch_id)
    found = suggest_prescribers(actor=actor, branch_id=branch_id, text=wanted.text)
    items = [told(PrescriberSuggestion, one, verdict=one.verdict.value) for one in found]
    return respond(request, PrescriberSuggestions(items=items))


@router.get(
    "/prescribers/duplicates",
    **operation(
        "listDuplicatePrescribers",
        "List records that may be of one prescriber",
        answers=PrescriberPairs,
        may=[MANAGE_PRESCRIBERS],
    ),
)
def duplicates(request: HttpRequest) -> HttpResponse:
    """Pairs with their reasons."""
    items = [
        told(PrescriberPair, pair, one_id=pair.one.id, other_id=pair.other.id)
        for pair in list_duplicate_prescribers(actor=actor_of(request))
    ]
    return respond(request, PrescriberPairs(items=items))


@router.post(
    "/prescribers",
    **writing(
        "addPrescriber",
        "Add a prescriber",
        answers=Prescriber,
        may=[MANAGE_PRESCRIBERS],
        status=201,
        detail="Numbers are held to the country's shape; somebody alike is refused unless "
        "`is_another` is true.",
    ),
)
def add(request: HttpRequest, body: Body[PrescriberWritten]) -> HttpResponse:
    actor = actor_of(request)
    return added(
        request,
        lambda: add_prescriber(actor=actor, facts=body),
        lambda prescriber_id: _prescriber(actor, prescriber_id),
    )


@router.get(
    "/prescribers/{prescriber_id}",
    **operation("getPrescriber", "Read a prescriber", answers=Prescriber, may=[VIEW_PRESCRIBERS]),
)
def read(request: HttpRequest, prescriber_id: Id) -> HttpResponse:
    """One prescriber, of a merged record the one that stands for it; the ETag is its version."""
    return respond(request, _prescriber(actor_of(request), prescriber_id))


@router.put(
    "/prescribers/{prescriber_id}",
    **writing(
        "changePrescriber",
        "Change a prescriber",
        answers=Prescriber,
        may=[MANAGE_PRESCRIBERS],
        edits=True,
        detail="Everything that is kept, whole: what isn't named is emptied.",
    ),
)
def change(request: HttpRequest, prescriber_id: Id, body: Body[PrescriberWritten]) -> HttpResponse:
    actor, version = actor_of(request), version_of(request)
    return _changed(
        request,
        prescriber_id,
        lambda: change_prescriber(
            actor=actor, prescriber_id=PrescriberId(prescriber_id), version=version, facts=body
        ),
    )


@router.post(
    "/prescribers/{prescriber_id}/deactivation",
    **writing(
        "deactivatePrescriber",
        "Take nothing new from a prescriber",
        answers=Prescriber,
        may=[MANAGE_PRESCRIBERS],
        edits=True,
    ),
)
def deactivate(
    request: HttpRequest, prescriber_id: Id, body: PrescriberDeactivation
) -> HttpResponse:
    actor, version = actor_of(request), version_of(request)
    return _changed(
        request,
        prescriber_id,
        lambda: deactivate_prescriber(
            actor=actor,
            prescriber_id=PrescriberId(prescriber_id),
            version=version,
            reason=body.reason,
        ),
    )


@router.post(
    "/prescribers/{prescriber_id}/activation",
    **writing(
        "activatePrescriber",
        "Take prescriptions of a prescriber again",
        answers=Prescriber,
        may=[MANAGE_PRESCRIBERS],
        edits=True,
    ),
)
def activate(request: HttpRequest, prescriber_id: Id) -> HttpResponse:
    actor, version = actor_of(request), version_of(request)
    return _changed(
        request,
        prescriber_id,
        lambda: activate_prescriber(
            actor=actor, prescriber_id=PrescriberId(prescriber_id), version=version
        ),
    )


@router.post(
    "/prescribers/{prescriber_id}/merges",
    **writing(
        "mergePrescribers",
        "Let a record stand for another of the same prescriber",
        answers=Prescriber,
        may=[MANAGE_PRESCRIBERS],
        detail="Licences and practices of the other go along; the merge can be undone.",
    ),
)
def merge(request: HttpRequest, prescriber_id: Id, body: PrescriberMergeWanted) -> HttpResponse:
    actor = actor_of(request)
    return _changed(
        request,
        prescriber_id,
        lambda: merge_prescribers(
            actor=actor,
            kept_id=PrescriberId(prescriber_id),
            merged_id=PrescriberId(body.merged_id),
        ),
    )


@router.post(
    "/prescribers/{prescriber_id}/unmerge",
    **writing(
        "undoPrescriberMerge",
        "Let a merged record stand by itself again",
        answers=Prescriber,
        may=[MANAGE_PRESCRIBERS],
    ),
)
def unmerge(request: HttpRequest, prescriber_id: Id) -> HttpResponse:
    actor = actor_of(request)
    return _changed(
        request,
        prescriber_id,
        lambda: undo_prescriber_merge(actor=actor, merged_id=PrescriberId(prescriber_id)),
    )


def _changed(request: HttpRequest, prescriber_id: UUID, act: Callable[[], Any]) -> HttpResponse:
    return changed(request, act, lambda: _prescriber(actor_of(request), prescriber_id))


def _prescriber(actor: Actor, prescriber_id: UUID) -> Prescriber:
    found = find_prescriber(actor=actor, prescriber_id=prescriber_id)
    if found is None:
        raise PrescriberUnknown(_("This prescriber doesn’t exist."), prescriber_id=prescriber_id)
    merged = merged_into(actor=actor, prescriber_id=found.id)
    return told(
        Prescriber,
        found,
        **{name: found.contact.get(name, "") for name in ("phone", "email", "note")},
        practices=[told(Practice, one) for one in practices_of(found)],
        licences=[told(PrescriberLicence, one) for one in licences_of(found)],
        merged_ids=[one for one, _name in merged],
    )
