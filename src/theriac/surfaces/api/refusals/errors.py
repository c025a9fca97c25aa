"""Every refusal as RFC 9457 ``application/problem+json``, mapped once for the whole API."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
)
from django.db import DataError, IntegrityError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from theriac.core.database.counters import Contended
from theriac.core.database.failures import DiskFull, has_no_room
from theriac.core.facts.sentences import sentence
from theriac.core.problems import NotFound, Problem, Text, Unprocessable
from theriac.core.telemetry.logs import get_logger
from theriac.core.telemetry.metrics import count_refusal
from theriac.core.telemetry.request_id import current_request_id
from theriac.surfaces.api.refusals.problems import (
    BodyUnreadable,
    Clash,
    Internal,
    NotSignedIn,
    OutOfRange,
    TooLarge,
    Unavailable,
)

MEDIA_TYPE = "application/problem+json"
URN = "urn:theriac:problem:"
_OWN = frozenset({"type", "code", "title", "status", "detail", "trace_id", "field", "errors"})
log = get_logger(__name__)


def problem_response(problem: Problem, errors: Iterable[Mapping[str, str]] = ()) -> HttpResponse:
    """The refusal as an answer, counted in the metrics."""
    count_refusal(problem.type)
    body = problem_body(problem, list(errors))
    content = json.dumps(body, ensure_ascii=True, separators=(",", ":"))
    response = HttpResponse(content, status=problem.status, content_type=MEDIA_TYPE)
    if problem.status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="theriac"'
    seconds = problem.facts.get("retry_after", 1 if problem.status == 503 else None)
    if seconds is not None:
        response.headers["Retry-After"] = str(seconds)
    return response


def problem_body(problem: Problem, errors: list[Mapping[str, str]]) -> dict[str, Any]:
    """The members of the answer: RFC 9457's, code, trace id, field, errors, then the facts."""
    body: dict[str, Any] = {
        "type": URN + problem.type,
        "code": problem.type,
        "title": str(problem.title),
        "status": problem.status,
        "detail": str(problem),
        "trace_id": current_request_id(),
    }
    if problem.field:
        body["field"] = problem.field
    if not errors and isinstance(problem, Unprocessable):
        errors = [field_error(path, text) for path, text in problem.errors.items()]
    if errors:
        body["errors"] = errors
    body |= {name: fact(value) for name, value in problem.facts.items() if name not in _OWN}
    return body


def field_error(path: str, text: Text) -> dict[str, str]:
    """One field to correct, by its dotted path."""
    escaped = path.replace("~", "~0").replace("/", "~1").replace(".", "/")
    return {"field": path, "pointer": f"#/{escaped}" if path else "#", "detail": str(text)}


def fact(value: Any) -> Any:
    """A fact in JSON's own words: scalars, money, lists of texts, a current value."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Promise | UUID):
        return str(value)
    if isinstance(value, Mapping):
        return {str(name): fact(one) for name, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [fact(one) for one in value]
    return str(value)


def _of_validation(refusal: ValidationError) -> HttpResponse:
    errors = [field_error(_path(error["loc"]), sentence(error)) for error in refusal.errors]
    problem = Unprocessable(
        _("Correct the fields listed under errors, then send the request again.")
    )
    problem.field = errors[0]["field"] if errors else None
    return problem_response(problem, errors)


def _path(location: Iterable[object]) -> str:
    """The dotted path without the part of the request and without names of our own."""
    parts = [str(part) for part in location][1:]
    if parts and parts[0] == "body":
        parts = parts[1:]
    # What a client wrote as a field's name may be half of a surrogate pair.
    return ".".join(parts).encode("utf-8", "replace").decode()


def _of_authentication(request: HttpRequest) -> HttpResponse:
    return problem_response(getattr(request, "refusal", None) or NotSignedIn())


def _of_http(refusal: HttpError) -> HttpResponse:
    """Ninja wraps whatever the parser raised; a refusal of ours stays itself."""
    if isinstance(refusal.__cause__, Problem):
        return problem_response(refusal.__cause__)
    return problem_response(BodyUnreadable() if refusal.status_code == 400 else NotFound())


_KNOWN: tuple[tuple[type[Exception] | tuple[type[Exception], ...], type[Problem]], ...] = (
    (Http404, NotFound),
    ((RequestDataTooBig, TooManyFieldsSent), TooLarge),
    ((MultiPartParserError, BadRequest, SuspiciousOperation), BodyUnreadable),
    ((DataError, OverflowError), OutOfRange),
    (IntegrityError, Clash),
    ((OperationalError, InterfaceError, Contended), Unavailable),
)


def response_for(request: HttpRequest, raised: Exception | type[Exception]) -> HttpResponse:
    """The answer to anything that was raised; nothing of code or stack is told."""
    if isinstance(raised, Exception) and has_no_room(raised):
        log.warning("the disk is full", exc_info=raised)
        raised = DiskFull()
    if isinstance(raised, Problem):
        return problem_response(raised)
    if isinstance(raised, ValidationError):
        return _of_validation(raised)
    if isinstance(raised, AuthenticationError):
        return _of_authentication(request)
    if isinstance(raised, HttpError):
        return _of_http(raised)
    problem = _known(raised)
    if problem is Internal:
        log.error("a request failed", exc_info=raised)
    elif problem in {Clash, Unavailable, OutOfRange}:
        log.warning("a request met the database's refusal", exc_info=raised)
    return problem_response(problem())


def _known(raised: object) -> type[Problem]:
    """What it means to who asked; Internal for a defect of ours."""
    return next((problem for kinds, problem in _KNOWN if isinstance(raised, kinds)), Internal)


def handle_errors(api: NinjaAPI) -> None:
    """Let ninja answer whatever is raised below it by ``response_for``."""
    for kind in (Exception, Http404, HttpError, ValidationError):
        api.add_exception_handler(kind, response_for)
