"""The scanner for harmful files: a port, asked where one is configured, and then never skipped.

``settings.FILE_SCANNER`` names a function that gives the Scanner or None. A file that it knows is
refused, and who listens hears of it; a scanner that doesn't answer lets nothing pass.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from typing import BinaryIO, Protocol

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import SYSTEM, Actor
from theriac.core.command import command, current_unit
from theriac.core.files.models import ScanState
from theriac.core.files.problems import FileInfected, ScannerUnreachable
from theriac.core.telemetry.logs import get_logger

log = get_logger(__name__)


class ScannerFails(Exception):
    """The scanner doesn't answer, or not in a way that can be understood."""


class Scanner(Protocol):
    """Knows harmful files."""

    def find(self, content: BinaryIO) -> str:
        """The name of the harm; "" for none. Raises ScannerFails."""
        ...


Listener = Callable[[Actor, str], None]
_listeners: list[Listener] = []


def when_found(listener: Listener) -> None:
    """Call ``listener(actor, name of the harm)`` in the transaction that records a refusal."""
    if listener not in _listeners:
        _listeners.append(listener)


def scanner() -> Scanner | None:
    """The configured scanner; None where there is none."""
    find = import_string(settings.FILE_SCANNER)
    found: Scanner | None = find()
    return found


def pass_scanner(content: bytes | BinaryIO, *, field: str, actor: Actor | None) -> ScanState:
    """Let the scanner look at the whole content, and leave it at its start.

    Raises FileInfected at ``field``, which stays on record, and ScannerUnreachable.
    """
    judge = scanner()
    if judge is None:
        return ScanState.UNSCANNED
    stream = io.BytesIO(content) if isinstance(content, bytes) else content
    stream.seek(0)
    try:
        harm = judge.find(stream)
    except ScannerFails as problem:
        log.warning("the scanner of files doesn't answer", problem=str(problem))
        raise ScannerUnreachable(
            _(
                "Nothing was saved. Try again in a few minutes. If the problem continues, "
                "tell the administrator that the virus scanner (clamd) doesn't respond."
            )
        ) from problem
    stream.seek(0)
    if not harm:
        return ScanState.CLEAN
    refuse_infected(actor=actor or SYSTEM, harm=harm, sha256=_digest(stream))
    raise FileInfected(
        _(
            "The virus scanner found this file harmful (%(name)s), so it wasn't saved. "
            "Delete it, and have the device it came from checked."
        )
        % {"name": harm},
        field=field,
        found=harm,
    )


@command(name="files.refuse_infected", done=gettext_lazy("Tried to upload a harmful file"))
def refuse_infected(*, actor: Actor, harm: str, sha256: str) -> None:
    """Leave on record that a harmful file was refused, and tell who listens."""
    unit = current_unit()
    unit.record("files.refused", unit.effect_id, facts={"found": harm, "sha256": sha256})
    for listener in _listeners:
        listener(actor, harm)


def _digest(stream: BinaryIO) -> str:
    digest = hashlib.sha256()
    stream.seek(0)
    while piece := stream.read(1 << 20):
        digest.update(piece)
    return digest.hexdigest()
