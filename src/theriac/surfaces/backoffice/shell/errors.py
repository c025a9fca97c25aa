"""Pages for what can't be done: what happened, then the way on, in the reader's language.

A page says nothing of code or stack, and its number (the request id) finds it in the log. The
page for 500 needs no database, no session and no context processor.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from theriac.core.database.failures import DiskFull, has_no_room
from theriac.core.problems import Problem, Text
from theriac.core.telemetry.request_id import current_request_id


@dataclass(frozen=True, slots=True)
class Words:
    """An error page's title and sentence."""

    title: Text
    detail: Text
    icon: str = "signpost-split"


PAGES = {
    400: Words(
        _("This request can't be read"),
        _("Go back, check your entries, and send again."),
    ),
    403: Words(
        _("You don't have permission to open this"),
        _("Your role doesn't include this. Ask the owner or the administrator."),
        "person-lock",
    ),
    404: Words(
        _("Page not found"),
        _("The page was moved or removed, or the address is wrong. Search for what you need."),
        "search",
    ),
    405: Words(
        _("Nothing to show here"),
        _("This address works only with a button. Go back to its page and use the button there."),
        "signpost-split",
    ),
    409: Words(
        _("This has changed"),
        _("Another user changed it first. Check the current values, then try again."),
        "people",
    ),
    422: Words(
        _("Some entries need correction"),
        _("Go back and correct the entries listed here."),
        "pencil-square",
    ),
    500: Words(
        _("The action couldn't be completed"),
        _(
            "Nothing was changed. Go back and try again. If the problem continues, tell the "
            "administrator."
        ),
        "tools",
    ),
}


def is_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of a page."""
    return (
        request.headers.get("HX-Request") == "true"
        and request.headers.get("HX-History-Restore-Request") != "true"
    )


def _refusal(request: HttpRequest, status: int, title: Text, detail: Text) -> HttpResponse:
    """A notice above the content, so that a refusal never lands inside a table."""
    words = {"title": title, "detail": detail}
    text = render_to_string("backoffice/partials/refusal.html", words, request)
    headers = {"HX-Retarget": "#t-notices", "HX-Reswap": "innerHTML"}
    return HttpResponse(text, status=status, headers=headers)


def error_page(
    request: HttpRequest, status: int, *, title: Text = "", detail: Text = ""
) -> HttpResponse:
    """The page for a status, for htmx a notice; title and detail replace the usual ones."""
    words = PAGES.get(status, PAGES[500])
    if is_fragment(request):
        return _refusal(request, status, title or words.title, detail or words.detail)
    context: dict[str, Any] = {
        "status": status,
        "icon": words.icon,
        "title": title or words.title,
        "detail": detail or words.detail,
        "number": current_request_id(),
    }
    return render(request, "backoffice/error.html", context, status=status)


def problem_response(request: HttpRequest, problem: Problem) -> HttpResponse:
    """A domain's refusal as a page or notice, in the reader's language."""
    told = DiskFull() if has_no_room(problem) else problem
    return error_page(request, told.status, title=told.title, detail=told.detail)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return error_page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: drawn without request context, so that it can't fail where the page failed.

    503 where it failed for want of room on the server's disk, which people can mend.
    """
    words, status = PAGES[500], 500
    title, detail, icon = words.title, words.detail, words.icon
    if has_no_room(sys.exception()):
        full = DiskFull()
        title, detail, icon, status = full.title, full.detail, "device-hdd", full.status
    context = {"title": title, "detail": detail, "icon": icon, "number": current_request_id()}
    return HttpResponse(render_to_string("backoffice/error_500.html", context), status=status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or came from elsewhere."""
    return error_page(
        request,
        403,
        title=_("This form was open for too long"),
        detail=_("Nothing was changed. Go back, reload the page and send again."),
    )
