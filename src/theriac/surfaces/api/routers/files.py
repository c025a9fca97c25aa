"""Files: hand one in, what is known of one, and its content by a signed link of minutes."""

from __future__ import annotations

from shutil import copyfileobj
from typing import BinaryIO, cast
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from ninja import File, Form, Query, Router, UploadedFile

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.core.files.commands import add_file, reach_file, require_adding, require_reading
from theriac.core.files.intake import take
from theriac.core.files.links import check_link, sign_link
from theriac.core.files.permissions import VIEW_FILES
from theriac.core.files.purposes import purpose_of
from theriac.core.files.queries import FILES, find_file, list_files
from theriac.domains.catalog.permissions import MANAGE_CATALOG
from theriac.domains.organisation.permissions import MANAGE_ORGANISATION
from theriac.domains.patients.permissions import MANAGE_PATIENTS, VIEW_CLINICAL
from theriac.surfaces.api.answers import respond, respond_file, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.bodies import remember_file
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.schemas.exports import (
    FileFacts,
    FileLink,
    FileNew,
    FilePage,
    FilesWanted,
    LinkWanted,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["files"])
READERS = (
    "Who may see the list of files (`files.view`) reads what is known of each; its content takes "
    "the permission that its purpose names."
)
SANDBOX = "sandbox; default-src 'none'"


@router.post(
    "/files",
    **writing(
        "addFile",
        "Hand in a file",
        answers=FileFacts,
        may=[MANAGE_ORGANISATION, MANAGE_CATALOG, MANAGE_PATIENTS, VIEW_CLINICAL],
        status=201,
        detail=(
            "PDF, PNG, JPEG or WebP as `multipart/form-data`: "
            "`curl -F purpose=catalog.leaflet -F record_id=… -F file=@leaflet.pdf`. The kind is "
            "known by the content; pictures are written anew without metadata; a PDF that acts by "
            "itself is refused. Each purpose takes one of these permissions."
        ),
    ),
)
def add(
    request: HttpRequest, here: Query[Here], wish: Form[FileNew], file: File[UploadedFile]
) -> HttpResponse:
    """Check the file for its purpose, and keep it."""
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    rule = purpose_of(wish.purpose)
    require_adding(actor, rule, branch_id)
    content = cast("BinaryIO", file.file)
    remember_file(request, content, wish.model_dump(mode="json"))
    prepared = take(content, purpose=rule, actor=actor, name=file.name or "")
    return added(
        request,
        lambda: add_file(
            actor=actor,
            branch_id=branch_id,
            purpose=rule,
            prepared=prepared,
            record_id=wish.record_id,
        ),
        lambda file_id: _facts(actor, file_id),
    )


@router.get(
    "/files",
    **operation(
        "listFiles",
        "List files",
        answers=FilePage,
        may=[VIEW_FILES],
        detail=(
            "What is known of each, of the branches that the key may see and of none; a file's "
            "content takes the permission that its purpose names."
        ),
    ),
)
def files(request: HttpRequest, wanted: Query[FilesWanted]) -> HttpResponse:
    """A page of files, the newest first."""
    page = page_of(FILES, list_files(actor=actor_of(request)), wanted)
    items = [told(FileFacts, row) for row in page.items]
    return respond(request, FilePage(items=items, **edges(page)))


@router.get(
    "/files/{file_id}",
    **operation("getFile", "Read what is known of a file", answers=FileFacts, detail=READERS),
)
def read(request: HttpRequest, file_id: Id) -> HttpResponse:
    """What for, who, when, its hash, what it belongs to, how long it is kept."""
    return respond(request, _facts(actor_of(request), file_id))


@router.get(
    "/files/{file_id}/link",
    **operation(
        "getFileLink",
        "Get a link to a file's content",
        answers=FileLink,
        detail=f"It opens the file for whoever asked, for ten minutes. {READERS}",
    ),
)
def link(request: HttpRequest, file_id: Id) -> HttpResponse:
    """A signed address, of use with the same key or sign-in alone."""
    actor = actor_of(request)
    require_reading(actor, find_file(actor, file_id))
    text, over_at = sign_link(file_id, actor.id)
    url = request.build_absolute_uri(f"/api/v1/files/{file_id}/content?{urlencode({'link': text})}")
    return respond(request, FileLink(url=url, over_at=over_at))


@router.get(
    "/files/{file_id}/content",
    **operation(
        "getFileContent",
        "Read a file's content",
        answers=None,
        media=["application/pdf", "image/webp", "text/csv", "application/octet-stream"],
        detail=(
            "By the link that `GET …/link` gave, with the same key or sign-in; the reading is "
            f"recorded. Where files lie in an S3 store, 302 to its own link of minutes. {READERS}"
        ),
    ),
)
def content(request: HttpRequest, file_id: Id, wanted: Query[LinkWanted]) -> HttpResponseBase:
    """As an attachment that no browser runs."""
    actor = actor_of(request)
    check_link(wanted.link, file_id, actor.id)
    opened = reach_file(actor=actor, file_id=file_id, filename=f"{file_id}")
    if isinstance(opened, str):
        return HttpResponseRedirect(opened)
    with opened.file as file:
        response = respond_file(
            request,
            lambda target: copyfileobj(file, target),
            media_type=opened.content_type,
            name=str(file_id),
        )
    response["Content-Security-Policy"] = SANDBOX
    response["Cache-Control"] = "no-store"
    return response


def _facts(actor: Actor, file_id: UUID) -> FileFacts:
    return told(FileFacts, find_file(actor, file_id))
