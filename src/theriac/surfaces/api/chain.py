"""The short chain: what programs ask of the API passes only what a program needs.

Sessions, messages, pages' languages and static files cost a request more than its own work. So
one below ``/api/v1/`` that brings no session leaves the chain of ``MIDDLEWARE`` here. What answers
it is as beyond: the Host is asked, the reader's language holds, tries are counted by address and
device, and the headers are the same (``tests/surfaces/api/test_chain.py`` compares them).
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase
from django.urls import ResolverMatch, resolve
from django.utils import translation
from django.utils.cache import patch_vary_headers

from theriac.domains.accounts.session import answered_from
from theriac.surfaces.api.refusals.errors import response_for

ROOT = "/api/v1/"
FOR_PEOPLE = (f"{ROOT}docs", f"{ROOT}auth/")
"""A page with the session of who reads it; and signing in, which is allauth's."""

_literal: dict[tuple[str, str], ResolverMatch] = {}


class ShortChain:
    """Answers programs; hands on to the rest what people and their browsers ask."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The operation's answer, or what the rest answers. Raises DisallowedHost."""
        if not _is_a_programs(request):
            return self._get_response(request)
        translation.activate(translation.get_language_from_request(request))
        request.LANGUAGE_CODE = translation.get_language()
        request.get_host()
        response = answered_from(request, _answer)
        if not response.streaming and not response.has_header("Content-Length"):
            response.headers["Content-Length"] = str(len(response.content))
        patch_vary_headers(response, ("Accept-Language",))
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        response.headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        return response


def _is_a_programs(request: HttpRequest) -> bool:
    path = request.path_info
    if not path.startswith(ROOT) or path.startswith(FOR_PEOPLE):
        return False
    return settings.SESSION_COOKIE_NAME not in request.COOKIES


def _answer(request: HttpRequest) -> HttpResponse:
    try:
        request.resolver_match = match = _match_of(request.path_info)
        response: HttpResponse = match.func(request, *match.args, **match.kwargs)
    except Exception as raised:  # noqa: BLE001 (nothing leaves the API but answers)
        return response_for(request, raised)
    return response


def _match_of(path: str) -> ResolverMatch:
    """Where an address leads; one without parts of its own is looked for once."""
    name = (settings.ROOT_URLCONF, path)
    match = _literal.get(name)
    if match is None:
        match = resolve(path)
        if f"/{match.route}" == path:
            _literal[name] = match
    return match
