"""PDFs: looked at in a bounded process, and refused when they would act, hide or last for ever."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.files.checks import pdf_probe
from theriac.core.files.checks.polyglots import refuse_pdf
from theriac.core.files.checks.scanner import pass_scanner
from theriac.core.files.models import ScanState
from theriac.core.files.problems import FileBroken, FileKindRefused, FileRefused, FileTooLarge

MAX_BYTES = 20_000_000
PATIENCE_SECONDS = 40
PDF = "application/pdf"

_one_at_a_time = threading.BoundedSemaphore(1)
"""One process at a time for a process of ours, which bounds the memory."""


@dataclass(frozen=True, slots=True)
class PreparedPdf:
    """A PDF that was looked at; ``name`` is what its person called it, cleaned."""

    content: bytes
    name: str
    pages: int
    scan: ScanState
    content_type: str = PDF


def prepare_pdf(
    file: BinaryIO,
    *,
    name: str = "",
    field: str = "file",
    actor: Actor | None = None,
    max_bytes: int = MAX_BYTES,
) -> PreparedPdf:
    """Check a PDF. Takes a second as a rule; call it outside a transaction.

    Raises FileTooLarge, FileKindRefused, FileBroken or FileInfected at ``field``, and
    ScannerUnreachable.
    """
    file.seek(0)
    data = file.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise FileTooLarge(
            _("The file is larger than %(limit)s MB. Scan it at a lower resolution, or split it.")
            % {"limit": max_bytes // 1_000_000},
            field=field,
            limit_bytes=max_bytes,
        )
    refuse_pdf(data, field)
    scan = pass_scanner(data, field=field, actor=actor)
    with _one_at_a_time:
        found = _probed(data)
    if "pages" not in found:
        raise _refusal(str(found.get("refused", "")), field)
    return PreparedPdf(data, name, int(found["pages"]), scan)


def _probed(data: bytes) -> dict[str, Any]:
    """What the process says; nothing when it died or took too long."""
    try:
        done = subprocess.run(  # noqa: S603 (our own file)
            [sys.executable, "-I", str(Path(pdf_probe.__file__))],
            input=data,
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            check=True,
        )
        found: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        return {}
    return found


def _refusal(reason: str, field: str) -> FileRefused:
    if reason == "password":
        return FileKindRefused(
            _("The PDF has a password. Save it without a password."), field=field
        )
    if reason == "acts":
        return FileKindRefused(
            _(
                "The PDF contains a script, another file or active content. Print it to a "
                "new PDF and choose that one."
            ),
            field=field,
        )
    if reason == "pages":
        return FileTooLarge(
            _("The PDF has more than %(limit)s pages. Split it.") % {"limit": pdf_probe.MAX_PAGES},
            field=field,
            limit_pages=pdf_probe.MAX_PAGES,
        )
    return FileBroken(
        _("The PDF is damaged and can't be read. Print it to a new PDF and choose that one."),
        field=field,
    )
