"""clamd, ClamAV's daemon: files are sent to it before they are kept (INSTREAM).

``THERIAC_CLAMD`` says where it listens: ``host:port``, or the path of its socket. Every talk is
bounded in time; what isn't a clear answer is a ScannerFails, so that nothing passes unseen.
"""

from __future__ import annotations

from django.conf import settings

from theriac.integrations.clamd.client import Clamd

__all__ = ["Clamd", "configured"]


def configured() -> Clamd | None:
    """The scanner that the environment names; None where it names none."""
    return Clamd(settings.CLAMD) if settings.CLAMD else None
