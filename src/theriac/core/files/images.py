"""Pictures: recognised by their first bytes, bounded, and written anew as WebP.

Only three decoders are ever reached (PNG, JPEG, WebP), after the bytes and the declared pixels
were bounded. The new file holds pixels alone: turned as EXIF says, without metadata.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from theriac.core.actor import Actor
from theriac.core.files.checks.polyglots import refuse_picture
from theriac.core.files.checks.scanner import pass_scanner
from theriac.core.files.models import ScanState
from theriac.core.files.problems import (
    FileBroken,
    FileKindRefused,
    FileTooLarge,
    TooManyPixels,
)

MAX_BYTES = 15_000_000
MAX_PIXELS = 16_000_000
MAX_PIXELS_BASELINE_JPEG = 52_000_000
"""A phone's 50-megapixel photo: such a JPEG is decoded at a fraction of its size."""
LONGEST_SIDE = 1600
THUMBNAIL_SIDE = 96
QUALITY = 82

_one_at_a_time = threading.BoundedSemaphore(1)
"""One decoder at a time in a process, which bounds the memory."""


@dataclass(frozen=True, slots=True)
class PreparedImage:
    """A picture written anew, and its thumbnail (at most 96 px a side); both WebP."""

    content: bytes
    thumbnail: bytes
    width: int
    height: int
    scan: ScanState = ScanState.UNSCANNED
    content_type: str = "image/webp"


def image_format(head: bytes) -> str | None:
    """PNG, JPEG or WEBP by a file's first twelve bytes; None for anything else."""
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if head.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    return None


def prepare_image(
    file: BinaryIO, *, field: str = "image", actor: Actor | None = None
) -> PreparedImage:
    """Read, check and rewrite a picture. Takes a second at most; call it outside a transaction.

    Raises FileTooLarge, TooManyPixels, FileKindRefused, FileBroken or FileInfected at ``field``,
    and ScannerUnreachable.
    """
    file.seek(0)
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise FileTooLarge(
            _("The picture is larger than %(limit)s MB.") % {"limit": MAX_BYTES // 1_000_000},
            field=field,
            limit_bytes=MAX_BYTES,
        )
    kind = image_format(data[:12])
    if kind is None:
        raise FileKindRefused(_("This isn't a PNG, JPEG or WebP picture."), field=field)
    refuse_picture(data, field)
    scan = pass_scanner(data, field=field, actor=actor)
    with _one_at_a_time:
        picture = _decode(data, kind, field)
        return PreparedImage(
            content=_encode(picture),
            thumbnail=_encode(_small(picture)),
            width=picture.width,
            height=picture.height,
            scan=scan,
        )


def _decode(data: bytes, kind: str, field: str) -> Image.Image:
    """The bounded picture: upright, RGB or RGBA."""
    try:
        with Image.open(io.BytesIO(data), formats=[kind]) as image:
            _check_pixels(image, kind, field)
            return _upright(_reduced(image))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels(MAX_PIXELS, field) from None
    except TooManyPixels:
        raise
    except Exception:  # noqa: BLE001 (decoders raise nearly anything on hostile bytes)
        raise FileBroken(
            _("The picture is damaged and can't be read. Save it again or choose another."),
            field=field,
        ) from None


def _check_pixels(image: Image.Image, kind: str, field: str) -> None:
    baseline = kind == "JPEG" and not image.info.get("progressive")
    limit = MAX_PIXELS_BASELINE_JPEG if baseline else MAX_PIXELS
    if image.width * image.height > limit:
        raise _too_many_pixels(limit, field)


def _too_many_pixels(limit: int, field: str) -> TooManyPixels:
    return TooManyPixels(
        _("The picture has more than %(limit)s million pixels. Make it smaller first.")
        % {"limit": limit // 1_000_000},
        field=field,
        limit_pixels=limit,
    )


def _reduced(image: Image.Image) -> Image.Image:
    side = (LONGEST_SIDE, LONGEST_SIDE)
    image.draft("RGB", side)
    mode = "RGBA" if image.has_transparency_data else "RGB"
    plain = image if image.mode == mode else image.convert(mode)
    if max(plain.size) > LONGEST_SIDE:
        plain.thumbnail(side, Image.Resampling.LANCZOS)
    plain.load()
    plain.info["exif"] = image.info.get("exif", b"")
    return plain


def _upright(image: Image.Image) -> Image.Image:
    """Turned as EXIF says; as it is where EXIF can't be read. Nothing but pixels is kept."""
    turned = _or_else(image, ImageOps.exif_transpose)
    bare = Image.new(turned.mode, turned.size)
    bare.paste(turned)
    return bare


def _small(image: Image.Image) -> Image.Image:
    small = image.copy()
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.LANCZOS)
    return small


def _or_else(image: Image.Image, change: Callable[[Image.Image], Image.Image]) -> Image.Image:
    try:
        return change(image)
    except Exception:  # noqa: BLE001 (broken metadata must not refuse a whole picture)
        return image


def _encode(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "WEBP", quality=QUALITY, method=4)
    return buffer.getvalue()
