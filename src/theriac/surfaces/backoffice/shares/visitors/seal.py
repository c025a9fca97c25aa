"""The shared sealed books: the last head, the export of the share's days, the program for it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from theriac.core.seal.commands import take_export
from theriac.core.seal.export import export_pieces
from theriac.core.seal.handout import VERIFIER
from theriac.core.seal.status import standing
from theriac.domains.shares.rights import SEAL
from theriac.surfaces.backoffice.shares.visitors.visit import Visit


class SharedSeal(Visit):
    """How to check the books, and what for."""

    kind = SEAL
    title = _("Sealed records")
    template_name = "backoffice/shares/seal.html"

    def context(self) -> dict[str, Any]:
        """The last head and the way to check."""
        stands = standing()
        key = stands.head.public_key if stands.head else _("KEY")
        return {
            "stands": stands,
            "verifier": VERIFIER.name,
            "checking": f"python3 {VERIFIER.name} books.zip --heads {_('COPY')} --key {key}",
        }


class SharedExport(Visit):
    """The export of the share's days."""

    kind = SEAL

    def page_name(self) -> str:
        """The file."""
        return "seal.zip"

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """The ZIP, streamed. Raises NothingSealed."""
        take_export(actor=self.actor, since=self.begins, until=self.ends)
        pieces = export_pieces(self.begins, self.ends)
        response = StreamingHttpResponse(pieces, "application/zip")
        name = f"books-{self.share.since:%Y%m%d}-{self.share.until:%Y%m%d}.zip"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


class SharedVerifier(Visit):
    """The program that checks an export."""

    kind = SEAL

    def page_name(self) -> str:
        """The file."""
        return "seal.py"

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        response = HttpResponse(VERIFIER.read_bytes(), content_type="text/x-python")
        response["Content-Disposition"] = f'attachment; filename="{VERIFIER.name}"'
        return response
