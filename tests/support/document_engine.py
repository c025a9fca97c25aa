"""A small engine that a test speaks to over HTTP, and what it is told to answer."""

from __future__ import annotations

import base64
import hmac
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.engine.running import serving, until
from tests.engine.tiny import TinyEngine, tiny_serving
from tests.support.jobs import run_due_jobs
from tests.support.shop import Shop
from theriac.core import clock
from theriac.domains.offers.commands.intake import take_offer_file
from theriac.domains.offers.ids import OfferId
from theriac.domains.offers.jobs import follow_job
from theriac.domains.offers.models import EngineJob
from theriac_engine.service.clients import add_client

KEY, SECRET = "a-key", "whsec_" + base64.b64encode(b"a secret of theirs").decode()
OFFER = "NAMA BARANG;HNA\nPARACETAMOL 500 MG TAB 100S;40000\nAMOXICILLIN 500 MG KAPLET;12500\n"
CALLBACKS = "/api/v1/document-engine/callbacks"


@contextmanager
def an_engine(settings: Any) -> Iterator[TinyEngine]:
    """An engine that this pharmacy is set up for."""
    with tiny_serving() as (address, engine):
        engine.add(KEY, b"a secret of theirs", "")
        settings.DOCUMENT_ENGINE_URL = address
        settings.DOCUMENT_ENGINE_KEY = KEY
        settings.DOCUMENT_ENGINE_SECRET = SECRET
        settings.OUTGOING_ALLOW = [urlsplit(address).netloc]
        yield engine


@contextmanager
def our_engine(settings: Any, folder: Path) -> Iterator[None]:
    """The engine itself, that this pharmacy is set up for."""
    with serving(folder) as (address, store):
        settings.DOCUMENT_ENGINE_KEY, _ = add_client(store, "ours", [])
        settings.DOCUMENT_ENGINE_URL = address
        settings.OUTGOING_ALLOW = [urlsplit(address).netloc]
        yield


def ended(job: EngineJob) -> EngineJob:
    """The job once the engine is done with it, each step taken as it is due."""

    def step() -> EngineJob | None:
        job.refresh_from_db()
        if job.due_at is not None:
            with clock.at(max(job.due_at, clock.now())):
                follow_job.call(str(job.id))
        job.refresh_from_db()
        return job if job.due_at is None else None

    found: EngineJob = until(step)
    return found


def uploaded(shop: Shop, content: str | bytes = OFFER, **more: Any) -> OfferId:
    """An offer from a file, not read yet."""
    data = content.encode() if isinstance(content, str) else content
    return take_offer_file(
        actor=shop.owner, branch_id=shop.branch_id, file=io.BytesIO(data), name="offer.csv", **more
    )


def read_now(rounds: int = 6) -> None:
    """Take each step that is due, as time goes by."""
    for _round in range(rounds):
        run_due_jobs()


def told(name: str = "PARACETAMOL 500 MG TAB 100S", **values: Any) -> dict[str, Any]:
    """A line as an engine tells it; each value as text, or as a whole field."""
    place = {"page": 1, "box": [0.1, 0.2, 0.9, 0.25]}
    fields = {
        key: value
        if isinstance(value, dict)
        else {"value": value, "text": value, "confidence": 0.99, "place": place}
        for key, value in {"product": name, "price": "40000", **values}.items()
    }
    return {"confidence": 0.99, "place": place, "fields": fields}


def a_document(*lines: Any, **fields: str) -> dict[str, Any]:
    """A document as an engine tells it."""
    place = {"page": 1}
    return {
        "pages": [{"number": 1, "width": 595.0, "height": 842.0, "source": "text"}],
        "columns": [],
        "fields": {
            key: {"value": value, "text": value, "confidence": 1, "place": place}
            for key, value in fields.items()
        },
        "lines": list(lines),
    }


def signed(job: str, *, message: str = "", at: int | None = None, **more: Any) -> dict[str, Any]:
    """What a callback's request needs: body and headers of Django's client."""
    data = {"job": job, "kind": "offer", "state": "done"}
    body = json.dumps(
        {"type": "theriac.engine.job.finished", "timestamp": "2026-11-27T00:00:00Z", "data": data}
    ).encode()
    message, at = message or f"job_{job}", at or int(clock.now().timestamp())
    key = more.get("key", b"a secret of theirs")
    digest = hmac.digest(key, f"{message}.{at}.".encode() + body, "sha256")
    return {
        "data": body,
        "content_type": "application/json",
        "headers": {
            "webhook-id": message,
            "webhook-timestamp": str(at),
            "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
        },
    }
