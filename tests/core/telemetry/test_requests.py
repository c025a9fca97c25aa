"""A request's id is accepted, made, carried and returned; its line names route and actor."""

from __future__ import annotations

import logging
from collections.abc import Callable
from uuid import UUID

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import ResolverMatch
from django.utils.functional import SimpleLazyObject

from theriac.core.actor import Actor, ActorKind
from theriac.core.telemetry.request_id import current_request_id
from theriac.core.telemetry.requests import (
    RequestMiddleware,
    accept_request_id,
    current_actor_id,
    request_context,
    set_actor,
)

ACTOR = UUID("019a9e12-7c41-7d3a-8f21-123456789012")


@pytest.mark.parametrize("given", ["shop-7.trace_01", "019a9e12-7c41-7d3a-8f21-123456789012"])
def test_a_well_formed_id_is_kept(given: str) -> None:
    assert accept_request_id(given) == given


@pytest.mark.parametrize(
    "given",
    [None, "", "short", "x" * 65, "a b c d e f", "08123456789012", "id\nevent", "-abcdefgh"],
)
def test_any_other_is_replaced_by_a_new_one(given: str | None) -> None:
    assert UUID(accept_request_id(given)).version == 7


def _through(
    view: Callable[[HttpRequest], HttpResponse], path: str, **headers: str
) -> HttpResponse:
    response = RequestMiddleware(view)(RequestFactory().get(path, headers=headers))
    assert isinstance(response, HttpResponse)
    return response


def test_the_view_knows_the_id_and_the_answer_returns_it() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(current_request_id())

    response = _through(view, "/x", **{"X-Request-Id": "trace-0001"})
    assert (response.content, response.headers["X-Request-Id"]) == (b"trace-0001", "trace-0001")
    assert current_request_id() == ""


def test_the_line_tells_route_path_without_query_status_time_and_actor(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        request.resolver_match = ResolverMatch(view, (), {}, route="sales/<uuid:id>/")
        set_actor(ACTOR, ACTOR)
        assert current_actor_id() == ACTOR
        return HttpResponse(status=201)

    with caplog.at_level(logging.INFO):
        _through(view, "/sales/1/?q=Siti", **{"X-Request-Id": "trace-0001"})
    line = caplog.records[-1].msg
    assert isinstance(line, dict)
    assert {key: line[key] for key in line if key not in ("ms", "timestamp")} == {
        "event": "request",
        "logger": "theriac.core.telemetry.requests",
        "level": "info",
        "method": "GET",
        "route": "/sales/<uuid:id>/",
        "path": "/sales/1/",
        "status": 201,
        "request_id": "trace-0001",
        "actor_id": str(ACTOR),
        "terminal_id": str(ACTOR),
    }
    assert current_actor_id() is None


@pytest.mark.parametrize("asked", [True, False])
def test_the_line_tells_the_actor_of_the_request_only_when_somebody_asked(
    caplog: pytest.LogCaptureFixture, asked: bool
) -> None:
    person = Actor(ActorKind.PERSON, ACTOR, "Siti", terminal_id=ACTOR)

    def view(request: HttpRequest) -> HttpResponse:
        actor = SimpleLazyObject(lambda: person)
        request.actor = actor  # type: ignore[attr-defined]
        return HttpResponse(str(actor.id) if asked else "")

    with caplog.at_level(logging.INFO):
        _through(view, "/x")
    line = caplog.records[-1].msg
    assert isinstance(line, dict)
    expected = (str(ACTOR), str(ACTOR)) if asked else (None, None)
    assert (line["actor_id"], line["terminal_id"]) == expected
    assert "Siti" not in str(line)


def test_an_actor_never_leaks_into_the_next_request(caplog: pytest.LogCaptureFixture) -> None:
    def first(request: HttpRequest) -> HttpResponse:
        set_actor(ACTOR)
        return HttpResponse()

    with caplog.at_level(logging.INFO):
        _through(first, "/a")
        _through(lambda request: HttpResponse(), "/b")
    line = caplog.records[-1].msg
    assert isinstance(line, dict)
    assert (line["path"], line["actor_id"]) == ("/b", None)


def test_probes_and_static_files_are_quiet(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        _through(lambda request: HttpResponse(), "/static/app.css")
    assert caplog.records == []


def test_a_job_carries_the_id_of_its_request() -> None:
    with request_context("trace-0002", ACTOR):
        assert (current_request_id(), current_actor_id()) == ("trace-0002", ACTOR)
    assert (current_request_id(), current_actor_id()) == ("", None)
