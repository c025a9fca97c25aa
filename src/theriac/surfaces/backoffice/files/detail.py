"""A file's page, and its content: given to who asked for it, within minutes, as an attachment."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy

from theriac.core.actor import SYSTEM_NAME
from theriac.core.files.commands import reach_file
from theriac.core.files.links import check_link
from theriac.core.files.models import StoredFile
from theriac.core.files.permissions import VIEW_FILES
from theriac.core.files.purposes import purpose_of
from theriac.core.files.queries import find_file, may_read
from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.organisation.queries.branches import list_branches
from theriac.domains.patients.rules.reasons import WHY
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.audit.words import kind_words, record_url
from theriac.surfaces.backoffice.files.words import (
    content_address,
    filename_of,
    icon_of,
    name_words,
    purpose_words,
    scan_badge,
    size_words,
    type_words,
)
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen

SANDBOX = "sandbox; default-src 'none'"
"""A document that a browser shows in spite of all has no scripts, forms or origin."""


class FileScreen(Screen):
    """What the screens of one file share: who may know of it."""

    permission = None

    @cached_property
    def stored(self) -> StoredFile:
        """The file. Raises NotFound, also for one that the actor may not know of."""
        return find_file(self.actor, UUID(str(self.kwargs["file_id"])))


class FileDetail(FileScreen):
    """What is known of a file, and the way to download it."""

    permission = None
    template_name = "backoffice/files/file.html"

    def page_title(self) -> Text:
        return name_words(self.stored)

    def crumbs(self) -> Sequence[Crumb]:
        """Back to the list, for who may see it."""
        if not self.actor.may_anywhere(VIEW_FILES):
            return []
        return [Crumb(gettext_lazy("Files"), reverse("backoffice:file_list"))]

    def context(self) -> dict[str, Any]:
        stored = self.stored
        opens = may_read(self.actor, stored)
        branches = dict(list_branches().values_list("id", "name"))
        return {
            "file": stored,
            "purpose": purpose_words(stored.purpose),
            "kind": type_words(stored),
            "icon": icon_of(stored),
            "size": size_words(stored.size),
            "scan": scan_badge(stored),
            "who": names_of([stored.created_by]).get(stored.created_by, SYSTEM_NAME),
            "branch": branches.get(stored.branch_id, "") if stored.branch_id else "",
            "record": kind_words(stored.record_kind) if stored.record_id else "",
            "record_url": self._record_url() if opens else "",
            "reader": purpose_of(stored.purpose).read.title,
            "address": content_address(self.actor, stored, self._why()) if opens else "",
            **history_beside(self, stored.id),
        }

    def _record_url(self) -> str:
        stored = self.stored
        return record_url(stored.record_kind, stored.record_id) if stored.record_id else ""

    def _why(self) -> str:
        return "check" if self.stored.person_id else ""


class FileContent(FileScreen):
    """The content, by a link that was made for this person some minutes ago."""

    permission = None
    http_method_names = ("get",)

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """As an attachment from here, or from the S3 store by an address of minutes."""
        stored = self.stored
        check_link(request.GET.get("link", ""), stored.id, self.actor.id)
        why = request.GET.get("why", "")
        return answer(self, stored, why if why in WHY else "")


def answer(screen: FileScreen, stored: StoredFile, why: str) -> HttpResponseBase:
    """The file as an attachment that no browser runs; the reading is recorded before."""
    name = filename_of(stored)
    opened = reach_file(actor=screen.actor, file_id=stored.id, filename=name, why=why)
    if isinstance(opened, str):
        return HttpResponseRedirect(opened)
    response = FileResponse(
        opened.file, as_attachment=True, filename=name, content_type=stored.content_type
    )
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response
