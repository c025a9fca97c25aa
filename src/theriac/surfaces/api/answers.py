"""Answers as JSON or a file, with what lets a client ask only for what changed."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from typing import Any, BinaryIO, TypeVar, cast

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from pydantic import BaseModel
from pydantic_core import to_json

MEDIA_TYPE = "application/json"
Content = BaseModel | Mapping[str, Any]
A = TypeVar("A", bound=BaseModel)
_TAG_LENGTH = 16
_CHUNK_BYTES = 1 << 20
_KEEP = "private, no-cache"


def told(answer: type[A], row: object, **more: Any) -> A:
    """The answer with the row's values of the same names, and ``more``."""
    own: dict[str, Any] = {
        name: getattr(row, name) for name in answer.model_fields if name not in more
    }
    return answer(**own, **more)


def respond(request: HttpRequest, content: Content, status: int = 200) -> HttpResponse:
    """The content as JSON. A read carries an ETag, and is 304 when If-None-Match names it.

    The ETag is ``"<version>-<digest>"`` where the content has a version, else the digest alone:
    the version is what If-Match compares, the digest changes with anything that is shown.
    """
    if isinstance(content, BaseModel):
        version = getattr(content, "version", None)
    else:
        version = content.get("version")
    body = to_json(content)
    response = HttpResponse(body, status=status, content_type=MEDIA_TYPE)
    is_read = request.method in {"GET", "HEAD"}
    if is_read or version is not None:
        digest = sha256(body).hexdigest()[:_TAG_LENGTH]
        tag = f'"{digest}"' if version is None else f'"{version}-{digest}"'
        response.headers["ETag"] = tag
        if is_read and status == 200:
            if _knows(request, tag):
                return _unchanged(tag)
            response.headers["Cache-Control"] = _KEEP
    return response


def respond_file(
    request: HttpRequest, write: Callable[[BinaryIO], object], *, media_type: str, name: str
) -> HttpResponseBase:
    """What ``write`` writes, as a file to save under this name; or 304.

    It is written to the disk first, so that a refusal on the way is still an answer.
    """
    file = cast("BinaryIO", tempfile.TemporaryFile())  # noqa: SIM115 (closed when it is sent)
    try:
        write(file)
        tag = f'"{_digest(file)[:_TAG_LENGTH]}"'
    except BaseException:
        file.close()
        raise
    if _knows(request, tag):
        file.close()
        return _unchanged(tag)
    headers = {
        "ETag": tag,
        "Cache-Control": _KEEP,
        "Content-Length": str(file.seek(0, 2)),
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "",
    }
    file.seek(0)
    return StreamingHttpResponse(_Pieces(file), content_type=media_type, headers=headers)


def _digest(file: BinaryIO) -> str:
    file.seek(0)
    digest = sha256()
    while chunk := file.read(_CHUNK_BYTES):
        digest.update(chunk)
    return digest.hexdigest()


class _Pieces:
    """A file piece by piece; closed at its end, or with an answer that isn't read to its end."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        if not self._file.closed and (piece := self._file.read(_CHUNK_BYTES)):
            return piece
        self._file.close()
        raise StopIteration

    def close(self) -> None:
        """Let the file go."""
        self._file.close()


def _knows(request: HttpRequest, tag: str) -> bool:
    known = request.headers.get("If-None-Match", "")
    named = {one.strip().removeprefix("W/") for one in known.split(",")}
    return tag in named or "*" in named


def _unchanged(tag: str) -> HttpResponse:
    unchanged = HttpResponse(status=304, headers={"ETag": tag, "Cache-Control": _KEEP})
    del unchanged.headers["Content-Type"]
    return unchanged
