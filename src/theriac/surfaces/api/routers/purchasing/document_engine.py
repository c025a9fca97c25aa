"""Where the document engine says that it is done: signed by Standard Webhooks, taken once.

It is no operation of the API: its contract is the engine's (``contracts/engine.openapi.json``). A
callback names a job and nothing of its document, and only makes us ask with our own key; so one
that is late, doubled or of a job that nobody knows is answered and does nothing.
"""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.domains.offers.commands.engine import note_callback
from theriac.domains.offers.engine.client import parsed
from theriac.domains.offers.engine.signatures import is_signed

LARGEST = 16_384
TYPE = "theriac.engine.job.finished"


@csrf_exempt
@require_POST
def callback(request: HttpRequest) -> HttpResponse:
    """204 for what the engine signed, 413 for what is too large, 401 for anything else."""
    body = request.read(LARGEST + 1)
    if len(body) > LARGEST:
        return HttpResponse(status=413)
    message_id = request.headers.get("webhook-id", "")
    signed = is_signed(
        settings.DOCUMENT_ENGINE_SECRET,
        message_id=message_id,
        timestamp=request.headers.get("webhook-timestamp", ""),
        signature=request.headers.get("webhook-signature", ""),
        body=body,
        now=int(clock.now().timestamp()),
    )
    if not signed:
        return HttpResponse(status=401)
    job = _job_of(body)
    if job is not None:
        note_callback(actor=SYSTEM, engine_id=job, message_id=message_id)
    return HttpResponse(status=204)


def _job_of(body: bytes) -> str | None:
    """The job that a signed message names; None for a message of another kind."""
    try:
        told = parsed(body)
        return str(UUID(told["data"]["job"])) if told["type"] == TYPE else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
