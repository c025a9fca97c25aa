"""What keeps each counter's own copy: the change feed, and the sets of safety checks in force."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.text import compress_string

from theriac.core import clock
from theriac.core.outbox.positions import kept_span
from theriac.domains.clinical.queries.knowledge import sets_for_devices
from theriac.surfaces.counter.endpoints import endpoint
from theriac.surfaces.counter.feed.pages import changes_page, snapshot_page
from theriac.surfaces.counter.feed.places import After, InSnapshot, read_after, read_cursor
from theriac.surfaces.counter.feed.safety import safety_out
from theriac.surfaces.counter.terminals import paired_device
from theriac.surfaces.counter.wire.feed import PageOut

SMALL = 1_000
RANDOM_BYTES = 100


@endpoint("GET")
def feed(request: HttpRequest) -> HttpResponse:
    """A page of the snapshot, a page of changes, or 204 when nothing changed.

    A device that is ahead of the books (they were restored), or so far behind that events are gone
    which it didn't hear, gets a new snapshot.
    """
    device = paired_device(request)
    after = read_after(request.GET.get("after"))
    place = read_cursor(request.GET.get("cursor"))
    if isinstance(place, InSnapshot):
        return _answer(request, snapshot_page(device, place))
    if isinstance(place, After):
        after = place
    kept = kept_span()
    if after is None or not kept.goes_on_from(after.position):
        return _answer(request, snapshot_page(device, None))
    page = changes_page(device, after, kept.last)
    return HttpResponse(status=204) if page is None else _answer(request, page)


@endpoint("GET")
def safety(request: HttpRequest) -> HttpResponse:
    """The sets in force today, whole; a device asks where the feed names another version."""
    device = paired_device(request)
    told = safety_out(sets_for_devices(clock.today(device.point.time_zone)))
    return _packed(request, told.model_dump_json(exclude_defaults=True).encode())


def _answer(request: HttpRequest, page: PageOut) -> HttpResponse:
    return _packed(request, page.model_dump_json().encode())


def _packed(request: HttpRequest, body: bytes) -> HttpResponse:
    """The answer as JSON, compressed for whoever takes it.

    Compression next to a secret could tell it (BREACH). An answer holds none, repeats nothing that
    the asker wrote but places in a strict form, and only the counter's own program can ask; the
    length is varied all the same, as Django's own middleware does.
    """
    answer = HttpResponse(body, content_type="application/json")
    patch_vary_headers(answer, ["Accept-Encoding"])
    if len(body) > SMALL and "gzip" in request.headers.get("Accept-Encoding", ""):
        answer.content = compress_string(body, max_random_bytes=RANDOM_BYTES)
        answer["Content-Encoding"] = "gzip"
    return answer


@endpoint("GET")
def clock_now(request: HttpRequest) -> HttpResponse:
    """Nothing but the time, which every answer's head has."""
    paired_device(request)
    return HttpResponse(status=204)
