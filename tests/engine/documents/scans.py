"""A made offer as a scan: so many dots an inch, a little askew, with noise and compression."""

from __future__ import annotations

import io
import random
import time

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

OF_TWO = 256 / 24**0.5
"""The standard deviation of the mean of two even draws of a byte."""


def scanned(pdf: bytes, rng: random.Random, dots: int = 200) -> bytes:
    """The pages of a PDF as pictures in a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [page.render(scale=dots / 72).to_pil().convert("L") for page in document]
    finally:
        document.close()
    worn = [_worn(page, rng) for page in pages]
    out = io.BytesIO()
    made = {"creationDate": time.gmtime(0), "modDate": time.gmtime(0)}
    worn[0].save(
        out, "PDF", resolution=dots, save_all=True, append_images=worn[1:], quality=75, **made
    )
    return out.getvalue()


def _worn(page: Image.Image, rng: random.Random) -> Image.Image:
    askew = page.rotate(rng.uniform(-1.5, 1.5), Image.Resampling.BICUBIC, fillcolor=255)
    soft = askew.filter(ImageFilter.GaussianBlur(rng.uniform(0.2, 0.7)))
    noisy = ImageChops.add(soft, _noise(soft.size, rng.uniform(5, 25), rng), offset=-128)
    packed = io.BytesIO()
    noisy.save(packed, "JPEG", quality=rng.randint(60, 85))
    return Image.open(packed)


def _noise(size: tuple[int, int], spread: float, rng: random.Random) -> Image.Image:
    """Grey noise of this standard deviation around 128, the same for the same ``rng``."""
    one, other = (
        Image.frombytes("L", size, rng.randbytes(size[0] * size[1])) for _time in range(2)
    )
    scale = spread / OF_TWO
    return ImageChops.add(one, other, scale=2).point(lambda grey: 128 + (grey - 127.5) * scale)
