"""A file that stays with its form while its person answers what it doesn't tell.

A browser sends a chosen file once. Packed into a hidden field it comes again with the answers;
nothing of it is kept here meanwhile. A larger one must be chosen again.
"""

from __future__ import annotations

import base64
import binascii
import io
import zlib
from dataclasses import dataclass
from typing import Any, BinaryIO

from django import forms
from django.utils.translation import gettext_lazy as _

from theriac.surfaces.backoffice.shell.forms.form import ScreenForm

MOST_BYTES = 5_000_000
MOST_PACKED = 1_500_000


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file's content and name."""

    name: str
    content: bytes

    def open(self) -> BinaryIO:
        """The content, to be read."""
        return io.BytesIO(self.content)

    def packed(self) -> str:
        """As a hidden field holds it; "" where it is too large for one."""
        text = base64.b64encode(zlib.compress(self.content)).decode("ascii")
        return text if len(text) <= MOST_PACKED else ""


def unpacked(name: str, text: str) -> SentFile | None:
    """What ``packed`` gave; None for anything else."""
    try:
        packer = zlib.decompressobj()
        content = packer.decompress(base64.b64decode(text, validate=True), MOST_BYTES)
    except (binascii.Error, ValueError, zlib.error):
        return None
    return SentFile(name, content) if content and packer.eof else None


class SentFileForm(ScreenForm):
    """A file, newly chosen or as it was sent before; ``cleaned_data["sent"]`` is it."""

    file = forms.FileField(
        label=_("CSV or XLSX file"),
        help_text=_(
            "A file from a logger, with a time column and a temperature column in °C or °F. "
            "Temperatures are saved in tenths of °C, rounded to the nearest (halves away "
            "from zero)."
        ),
        required=False,
        max_length=255,
    )
    packed = forms.CharField(widget=forms.HiddenInput, required=False, max_length=MOST_PACKED)
    packed_name = forms.CharField(widget=forms.HiddenInput, required=False, max_length=255)

    def clean(self) -> dict[str, Any]:
        """Find the file. Raises ValidationError where none is there, or one too large."""
        data = super().clean() or {}
        file, text = data.get("file"), data.get("packed") or ""
        if file is not None:
            if file.size > MOST_BYTES:
                self.add_error("file", _("Upload at most 5 MB at once. Split the file."))
            data["sent"] = SentFile(str(file.name or ""), file.read())
        else:
            data["sent"] = unpacked(data.get("packed_name") or "", text) if text else None
        if data["sent"] is None and "file" not in self.errors:
            self.add_error("file", _("Choose a file."))
        return data

    def keep(self, sent: SentFile) -> None:
        """Let the file come again with the answers."""
        self.propose("packed", sent.packed())
        self.propose("packed_name", sent.name[:255])

    def propose(self, name: str, value: str) -> None:
        """Fill a field of the form that is shown again; its person sends it or changes it."""
        data: Any = self.data
        changed = data.copy()
        changed[name] = value
        self.data = changed

    @property
    def kept_name(self) -> str:
        """The name of the file that comes again; "" where none does."""
        data: Any = self.data
        return str(data.get("packed_name", "")) if data and data.get("packed") else ""
