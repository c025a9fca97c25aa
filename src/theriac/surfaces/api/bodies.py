"""Reading bodies: JSON in UTF-8 of a bounded size, kept on the request for its fingerprint."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, BinaryIO, NoReturn, cast

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.parser import Parser

from theriac.domains.eprescriptions.signature.canonical import read_json
from theriac.surfaces.api.refusals.problems import MediaTypeRefused, TooLarge

LARGEST_JSON = 4_000_000
JSON = "application/json"
FHIR = "application/fhir+json"
FHIR_ROUTES = frozenset({"api/v1/prescriptions/bundles"})
"""Operations that take FHIR: read within its own bounds, with the digits of numbers."""
MULTIPART = "multipart/form-data"


def require_media_type(request: HttpRequest, wanted: str) -> None:
    """Raise MediaTypeRefused unless the body is of this type."""
    if request.content_type != wanted:
        raise MediaTypeRefused(
            _("Send the body as %(type)s, with this type in Content-Type.") % {"type": wanted}
        )


class StrictParser(Parser):
    """JSON as RFC 8259 has it: UTF-8, no NaN, bounded."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The body, also kept as ``request.payload``. Raises ValueError and the API's refusals."""
        if request.resolver_match and request.resolver_match.route in FHIR_ROUTES:
            return _fhir(request)
        require_media_type(request, JSON)
        if len(request.body) > LARGEST_JSON:
            raise TooLarge
        payload = json.loads(request.body.decode(), parse_constant=_refuse)
        request.payload = payload  # type: ignore[attr-defined]
        return cast("dict[str, Any]", payload)


def _fhir(request: HttpRequest) -> dict[str, Any]:
    """A bundle; its fingerprint is of its bytes. Raises BundleRefused beyond the bounds."""
    if request.content_type != FHIR:
        require_media_type(request, JSON)
    bundle = read_json(request.body)
    request.payload = sha256(request.body).hexdigest()  # type: ignore[attr-defined]
    request.bundle = bundle  # type: ignore[attr-defined]
    return bundle


def remember_file(
    request: HttpRequest, file: BinaryIO, beside: Mapping[str, Any] | None = None
) -> None:
    """Let the request's fingerprint be that of an uploaded file's content and what is ``beside``.

    Without anything beside it, the content's own: keys that are kept already still fit.
    """
    digest = sha256()
    while chunk := file.read(1 << 20):
        digest.update(chunk)
    file.seek(0)
    content = digest.hexdigest()
    request.payload = [content, beside] if beside else content  # type: ignore[attr-defined]


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} isn't JSON")
