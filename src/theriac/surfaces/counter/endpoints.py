"""How the counter's program is answered: JSON in and out, refusals as problem documents.

The program's own header and the terminal's SameSite=Strict cookie stand in for a CSRF token: no
page of another origin can send either.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import wraps
from logging import getLogger
from typing import Any, TypeVar

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from pydantic import BaseModel, ValidationError

from theriac.core import clock
from theriac.core.database.failures import has_no_room
from theriac.core.problems import NotPermitted, Problem, Unprocessable
from theriac.core.telemetry.request_id import current_request_id
from theriac.domains.sales.pushes.saved import says_training

logger = getLogger(__name__)
HEADER = "X-Theriac-Counter"
LANGUAGE = "X-Theriac-Language"
TIME = "X-Theriac-Time"
"""The server's clock on every answer, so that a device learns how far its own is off."""
LANGUAGES = ("en", "id")
PROTOCOL = "X-Theriac-Protocol"
"""The protocol of this server on every answer, so that a newer counter knows what it lacks."""

OLDEST, NEWEST = 1, 1
"""The protocols that this server understands; see docs/counter-protocol.md."""

LARGEST = 1_000_000
"""Bytes of a body, unless the address says otherwise: a basket of 300 lines has a tenth of it."""
DEEPEST = 20
"""Levels of lists and objects; a sale has six."""
STRINGS = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)', re.DOTALL)
"""Texts of JSON, one that isn't closed to the end; in one pass, whatever is sent."""
NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
RETRY_SECONDS = 5
TRAINING = b'"training"'
"""In no body but of what was made in training, or where a text happens to say so."""

View = Callable[[HttpRequest], HttpResponse]
Body = TypeVar("Body", bound=BaseModel)


class NotTheCounter(NotPermitted):
    """The request doesn't come from the counter's program."""

    type = "counter.not_the_counter"


class TooOld(Problem):
    """The counter's program speaks a protocol that this server no longer understands."""

    type = "counter.too_old"
    status = 426


class NotReadable(Unprocessable):
    """The body isn't JSON of the form that the protocol asks for."""

    type = "counter.not_readable"


class TrainingRefused(Problem):
    """What is sent was made in training; nothing of it is taken."""

    type = "counter.training"
    status = 409


class BodyTooLarge(Problem):
    """The body has more bytes than the address takes; it wasn't read."""

    type = "counter.too_large"
    status = 413


class DatabaseAway(Problem):
    """The server can't reach its database; the counter goes on as without a network."""

    type = "counter.database_away"
    status = 503


def endpoint(
    method: str, *, of_any_age: bool = False, most: int = LARGEST
) -> Callable[[View], View]:
    """Make a view an endpoint: one method, the counter's header, problems as JSON.

    ``of_any_age``: it answers counters of every protocol, so that no sale stays on a device.
    ``most``: bytes of a body; a larger one is refused before it is read.
    """

    def decorate(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def answer(request: HttpRequest) -> HttpResponse:
            if request.method != method:
                return HttpResponse(status=405, headers={"Allow": method})
            with translation.override(_language_of(request)):
                try:
                    _check_protocol(request.headers.get(HEADER, ""), of_any_age=of_any_age)
                    _check_size(request, most)
                    _refuse_training(request)
                    response = view(request)
                except Problem as problem:
                    response = refusal(_full() if has_no_room(problem) else problem)
                except (OperationalError, InterfaceError) as problem:
                    logger.warning("the database doesn't answer a counter", exc_info=problem)
                    response = refusal(_full() if has_no_room(problem) else _away())
                response[TIME] = clock.now().isoformat(timespec="milliseconds")
                response[PROTOCOL] = str(NEWEST)
                return response

        return answer

    return decorate


def _check_protocol(said: str, *, of_any_age: bool) -> None:
    """A newer counter leaves out what this server lacks; an older one than the window renews."""
    if not (said.isascii() and said.isdigit()):
        raise NotTheCounter(_("Open the counter page and sell there."))
    if int(said) < OLDEST and not of_any_age:
        raise TooOld(
            _(
                "This counter is too old for the server. Its sales are saved and sent. Update "
                "the counter."
            )
        )


def _language_of(request: HttpRequest) -> str:
    asked = request.headers.get(LANGUAGE, "")
    return asked if asked in LANGUAGES else translation.get_language() or LANGUAGES[0]


def refusal(problem: Problem) -> JsonResponse:
    """The problem as RFC 9457 writes it, in the reader's language."""
    content = {
        "type": problem.type,
        "title": str(problem.title),
        "status": problem.status,
        "detail": str(problem.detail),
        "field": problem.field,
        "trace_id": current_request_id(),
    }
    response = JsonResponse(content, status=problem.status, content_type="application/problem+json")
    if "retry_after" in problem.facts:
        response["Retry-After"] = str(problem.facts["retry_after"])
    return response


def _check_size(request: HttpRequest, most: int) -> None:
    """Raise BodyTooLarge by what the request tells of its length, else by what arrived."""
    told = request.META.get("CONTENT_LENGTH") or ""
    if (int(told) if told.isdigit() else len(request.body)) > most:
        raise BodyTooLarge(_("The counter sent too much data at once."))


def _refuse_training(request: HttpRequest) -> None:
    """Raise TrainingRefused where any part of the body says that it was made in training.

    A device that trains sends nothing; this holds whatever its program does.
    """
    if TRAINING not in request.body:
        return
    if says_training(read_json(request)):
        raise TrainingRefused(_("This was made in training. It is not booked. End the training."))


def _away() -> DatabaseAway:
    return DatabaseAway(
        _("The server can't reach its database. Continue selling; sales are saved and sent later."),
        retry_after=RETRY_SECONDS,
    )


def _full() -> DatabaseAway:
    return DatabaseAway(
        _(
            "The server’s disk is full. Continue selling; sales are saved and sent later. "
            "Ask the administrator to free space."
        ),
        retry_after=RETRY_SECONDS,
    )


def read_json(request: HttpRequest) -> Any:
    """The body as JSON of few levels. Raises NotReadable."""
    try:
        if is_deep(request.body):
            raise ValueError("too many levels")
        return json.loads(request.body)
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise NotReadable(_("The counter sent data that can't be read.")) from None


def is_deep(body: bytes) -> bool:
    """Whether brackets are nested deeper than we read, or don't close; nothing is parsed for it."""
    left = STRINGS.sub(b"", body).translate(None, NOT_BRACKETS)
    for _level in range(DEEPEST):
        left = left.replace(b"[]", b"").replace(b"{}", b"")
        if not left:
            return False
    return True


def read_body(request: HttpRequest, form: type[Body]) -> Body:
    """The body in its typed form; what a newer counter says besides is left alone.

    Raises NotReadable naming the first field that doesn't fit.
    """
    try:
        return form.model_validate(read_json(request), extra="ignore")
    except ValidationError as errors:
        place = ".".join(str(part) for part in errors.errors()[0]["loc"])
        raise NotReadable(
            _("The counter sent data that can't be read."), field=place or None
        ) from None


def answer_with(document: BaseModel) -> JsonResponse:
    """The document as JSON."""
    return JsonResponse(document.model_dump(mode="json"))
