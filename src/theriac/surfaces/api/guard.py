"""What holds for every operation before and after ninja runs it.

No parameter is ignored in silence: one that isn't declared is refused. A path asked with another
method answers 405, an address that isn't there 404, both as problems.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from ninja.operation import Operation

from theriac.core.problems import NotFound, Unprocessable
from theriac.surfaces.api.bodies import MULTIPART, require_media_type
from theriac.surfaces.api.refusals.errors import field_error, problem_response, response_for
from theriac.surfaces.api.refusals.problems import MethodNotAllowed

Run = Callable[..., HttpResponseBase]


def declared_only(run: Run) -> Run:
    """Wrap an operation's run: refuse parameters and bodies that it doesn't declare."""
    operation: Operation = run.__self__  # type: ignore[attr-defined]
    sources = {model.__ninja_param_source__: model for model in operation.models}
    names = _names(sources.get("query"))
    parts_named = _names(sources.get("form")) | _names(sources.get("file"))
    takes_file = "file" in sources

    def guarded(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        unknown = [name for name in request.GET if name not in names]
        if unknown:
            return _unknown(unknown)
        try:
            if takes_file:
                require_media_type(request, MULTIPART)
                if strange := [n for n in (*request.POST, *request.FILES) if n not in parts_named]:
                    return _unknown(strange)
            return run(request, **parts)
        except Exception as raised:  # noqa: BLE001 (nothing leaves the API but answers)
            return response_for(request, raised)

    return guarded


def _names(model: Any) -> frozenset[str]:
    """The names that an operation declares in one part of a request; of a file, its field."""
    if model is None:
        return frozenset()
    return frozenset(getattr(model, "__ninja_flatten_map__", model.model_fields))


def _unknown(names: list[str]) -> HttpResponse:
    problem = Unprocessable(
        _("Unknown parameter “%(name)s”. Remove it.")
        % {"name": names[0].encode("utf-8", "replace").decode()}
    )
    errors = [
        field_error(name.encode("utf-8", "replace").decode(), _("This parameter doesn’t exist."))
        for name in names
    ]
    problem.field = errors[0]["field"]
    return problem_response(problem, errors)


def with_problems(view: Run) -> Run:
    """Wrap an address's view: what ninja answers in plain text becomes a problem."""

    def answer(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        response = view(request, **parts)
        if response.status_code != 405:
            return response
        refused = problem_response(MethodNotAllowed())
        refused.headers["Allow"] = response.headers["Allow"]
        return refused

    answer.csrf_exempt = True  # type: ignore[attr-defined] # sessions are checked by Session
    return answer


def nothing_here(request: HttpRequest, **parts: Any) -> HttpResponse:
    """404 for every address of the API that isn't one."""
    return problem_response(NotFound(_("This address doesn’t exist in the API.")))


nothing_here.csrf_exempt = True  # type: ignore[attr-defined]
