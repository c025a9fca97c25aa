"""Files in the reader's words."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import SYSTEM_NAME, Actor
from theriac.core.files.links import sign_link
from theriac.core.files.models import ScanState, StoredFile
from theriac.core.files.purposes import purpose_of
from theriac.core.problems import NotFound, Text
from theriac.surfaces.backoffice.shell.badges import badge

TYPES: dict[str, Text] = {
    "image/webp": gettext_lazy("Picture"),
    "application/pdf": gettext_lazy("PDF"),
    "text/csv": gettext_lazy("Table (CSV)"),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": gettext_lazy(
        "Table (XLSX)"
    ),
}
EXTENSIONS = {
    "image/webp": "webp",
    "application/pdf": "pdf",
    "text/csv": "csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
}
ICONS = {"image/webp": "file-earmark-image", "application/pdf": "file-earmark-pdf"}


def purpose_words(code: str) -> Text:
    """What a file is for; the code where its domain isn't there any more."""
    try:
        return purpose_of(code).title
    except NotFound:
        return code


def type_words(stored: StoredFile) -> Text:
    """What it is by its content."""
    return TYPES.get(stored.content_type, stored.content_type)


def icon_of(stored: StoredFile) -> str:
    """The sign of its type."""
    return ICONS.get(stored.content_type, "file-earmark-spreadsheet")


def size_words(size: int) -> str:
    """12 kB, 1.4 MB."""
    if size < 1_000_000:
        return _("%(number)s kB") % {"number": number_format(max(1, round(size / 1_000)))}
    return _("%(number)s MB") % {"number": number_format(size / 1_000_000, 1)}


def scan_badge(stored: StoredFile) -> SafeString:
    """What the scanner said."""
    if stored.scan == ScanState.CLEAN:
        return badge(ScanState.CLEAN.label, "shield-check", "go")
    return badge(ScanState.UNSCANNED.label, "shield", "line")


def name_words(stored: StoredFile) -> Text:
    """What its person called it; a person's file has no name and is called what it is for."""
    return stored.original_name or purpose_words(stored.purpose)


def filename_of(stored: StoredFile) -> str:
    """The name that a download is saved under; of a person's file it tells nothing about them."""
    extension = EXTENSIONS.get(stored.content_type, "bin")
    stem = stored.original_name.rpartition(".")[0] or stored.original_name
    return f"{stem or f'{stored.created_at:%Y-%m-%d}-{stored.id.hex[-6:]}'}.{extension}"


def content_address(actor: Actor, stored: StoredFile, why: str = "") -> str:
    """The address that opens the file for this person, for some minutes."""
    link, _over_at = sign_link(stored.id, actor.id)
    query = {"link": link} | ({"why": why} if why else {})
    return reverse("backoffice:file_content", args=[stored.id]) + "?" + urlencode(query)


def document_words(actor: Actor, rows: list[StoredFile], people: Any, why: str = "") -> list[Any]:
    """Files as the rows that a record shows."""
    return [
        {
            "title": name_words(row),
            "purpose": purpose_words(row.purpose) if row.original_name else "",
            "icon": icon_of(row),
            "kind": type_words(row),
            "size": size_words(row.size),
            "at": row.created_at,
            "by": people.get(row.created_by, SYSTEM_NAME),
            "page": reverse("backoffice:file_detail", args=[row.id]),
            "address": content_address(actor, row, why),
        }
        for row in rows
    ]
