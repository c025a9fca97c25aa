"""Heads to a witness: a server of somebody else's that keeps what it is sent.

Each head is one POST of the signed note, text/plain, over HTTPS; any 2xx is a yes. The note names
nobody and nothing but how many rows there are.
"""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings

from theriac.core.outgoing.addresses import OutgoingRefused
from theriac.core.outgoing.client import post
from theriac.core.seal.heads import Head
from theriac.core.seal.models import SealHead, SealLog
from theriac.core.seal.stores.further import offers
from theriac.core.seal.stores.port import StoreProblem

CODE = "witness"


class WitnessStore:
    """The newest head to one address, once an hour at most."""

    code = CODE
    every = timedelta(hours=1)

    def __init__(self, url: str) -> None:
        self._url = url

    def describe(self) -> str:
        """The server's name; a path may be a secret."""
        return str(urlsplit(self._url).hostname)

    def send(self, log: SealLog, published: int, newest: SealHead) -> None:
        """Post the newest head. Raises StoreProblem."""
        head = Head(log.name, newest.size, newest.root, newest.made_at, newest.signature)
        note = head.note(newest.public_key).encode()
        try:
            post(self._url, note, content_type="text/plain; charset=utf-8")
        except OutgoingRefused as refused:
            raise StoreProblem(str(refused)) from refused

    def readable(self) -> None:
        """What a witness keeps isn't read from here."""


def _made() -> WitnessStore | None:
    return WitnessStore(settings.SEAL_WITNESS_URL) if settings.SEAL_WITNESS_URL else None


offers(CODE, _made)
