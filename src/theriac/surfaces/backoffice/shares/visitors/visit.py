"""The base of everything that a share opens, where its limits are held.

Only GET and HEAD; only while the share is open; only its kinds, its branches and its days; each
page and file recorded before it is drawn. The bearer isn't signed in: elsewhere they are a
stranger.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from theriac.core.permissions import Permission
from theriac.core.problems import NotFound, Problem
from theriac.domains.shares.commands import note_look
from theriac.domains.shares.queries import live_share
from theriac.domains.shares.rights import bearer_of
from theriac.surfaces.backoffice.audit.trail import day_begins
from theriac.surfaces.backoffice.shares.words import FILES, KINDS
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.errors import problem_response
from theriac.surfaces.backoffice.shell.screens import Screen

if TYPE_CHECKING:
    from theriac.domains.shares.models import Share

KEY, OPENED = "share", "share_opened"
"""Where the session keeps the link's token, and which share's passphrase was right."""
READS = ("get", "head")


def share_of(request: HttpRequest) -> Share | None:
    """The open share whose link this browser holds; None for none, or one that is over."""
    return live_share(str(request.session.get(KEY, "")))


def is_opened(request: HttpRequest, share: Share) -> bool:
    """Whether the passphrase was given, where the share has one."""
    return not share.passphrase or request.session.get(OPENED) == str(share.id)


def over(request: HttpRequest) -> HttpResponse:
    """The page for a link that opens nothing."""
    return render(request, "backoffice/shares/over.html", status=410)


class Visit(Screen):
    """A page of a share. ``kind`` is what the share must show; empty for every share."""

    permission: ClassVar[Permission | None] = None
    frame = "backoffice/shares/frame.html"
    kind: ClassVar[str] = ""
    http_method_names = READS

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Hold the share's limits, record the look, then answer."""
        if str(request.method).lower() not in READS:
            return self.http_method_not_allowed(request)
        share = share_of(request)
        if share is None:
            return over(request)
        if not is_opened(request, share):
            return HttpResponseRedirect(reverse("shared:open"))
        self.share = share
        request.actor = bearer_of(share)  # type: ignore[attr-defined]
        try:
            if self.kind and self.kind not in share.kinds:
                raise NotFound(
                    _("This link doesn't include that. Ask the person who gave it to you.")
                )
            frame.work_in(self.branch_id)
            note_look(actor=self.actor, share_id=share.id, page=self.page_name())
            return View.dispatch(self, request, *args, **kwargs)
        except Problem as problem:
            return problem_response(request, problem)

    def page_name(self) -> str:
        """What is recorded as looked at: the kind, and the file's ending for a file."""
        wanted = self.request.GET.get("export", "")
        return f"{self.kind}.{wanted}" if wanted in FILES else self.kind

    def shown_kinds(self) -> list[tuple[str, Any, bool]]:
        """Address, name and whether it is this page, of each kind that the share shows."""
        return [
            (reverse(f"shared:{kind}"), KINDS[kind], kind == self.kind)
            for kind in KINDS
            if kind in self.share.kinds
        ]

    @cached_property
    def begins(self) -> datetime:
        """The first instant of the share's books."""
        return day_begins(self.share.since)

    @cached_property
    def ends(self) -> datetime:
        """The instant at which the share's books end."""
        return day_begins(self.share.until + timedelta(days=1))

    @cached_property
    def branches(self) -> list[UUID]:
        """The share's branches; none for every branch."""
        return [UUID(one) for one in self.share.branches]

    def of_days(
        self, rows: QuerySet[Any], column: str = "recorded_at", *, narrow: bool = True
    ) -> QuerySet[Any]:
        """The rows whose instant is in the share's days; with ``narrow``, at its branches."""
        rows = rows.filter(**{f"{column}__gte": self.begins, f"{column}__lt": self.ends})
        return self._at_branches(rows) if narrow else rows

    def of_books(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows whose day in the books is one of the share's, at its branches."""
        since, until = self.share.since, self.share.until
        return self._at_branches(rows.filter(business_on__gte=since, business_on__lte=until))

    def _at_branches(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(branch_id__in=self.branches) if self.branches else rows
