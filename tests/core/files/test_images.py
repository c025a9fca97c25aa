"""Pictures are written anew, upright and bare; hostile ones are refused before they are decoded."""

from __future__ import annotations

import io
import os
import random
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest
from PIL import Image, ImageFile

from tests.core.files import samples
from theriac.core.files import images
from theriac.core.files.images import image_format, prepare_image
from theriac.core.files.problems import (
    FileBroken,
    FileKindRefused,
    FileRefused,
    FileTooLarge,
    TooManyPixels,
)

ROOT = Path(__file__).resolve().parents[3]


def _opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_written_anew_as_webp(form: str) -> None:
    prepared = prepare_image(io.BytesIO(samples.picture(form, (400, 200))))
    image, thumbnail = _opened(prepared.content), _opened(prepared.thumbnail)
    assert (image.format, image.size, prepared.width, prepared.height) == (
        "WEBP",
        (400, 200),
        400,
        200,
    )
    assert (thumbnail.format, thumbnail.size) == ("WEBP", (96, 48))
    pixel = image.getpixel((10, 10))
    assert isinstance(pixel, tuple)
    assert pixel[0] > 200
    assert pixel[2] < 60


def test_a_photo_is_turned_and_keeps_no_metadata() -> None:
    prepared = prepare_image(io.BytesIO(samples.turned_photo()))
    image = _opened(prepared.content)
    assert image.size == (32, 64)
    assert dict(image.getexif()) == {}
    for content in (prepared.content, prepared.thumbnail):
        assert not [word for word in (b"Siti", b"EXIF", b"XMP", b"ICCP") if word in content]


def test_a_picture_that_is_nearly_a_line_has_a_thumbnail() -> None:
    prepared = prepare_image(io.BytesIO(samples.picture("PNG", (2, 9000))))
    assert (prepared.width, prepared.height) == (1, 1600)
    assert _opened(prepared.thumbnail).size == (1, 96)


def test_transparency_stays() -> None:
    prepared = prepare_image(io.BytesIO(samples.picture("PNG", mode="RGBA")))
    assert _opened(prepared.content).mode in ("RGB", "RGBA")
    clear = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(clear, "PNG")
    pixel = _opened(prepare_image(clear).content).getpixel((1, 1))
    assert isinstance(pixel, tuple)
    assert pixel[3] == 0


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "CMYK"])
def test_every_mode_of_png_and_jpeg_is_taken(mode: str) -> None:
    buffer = io.BytesIO()
    Image.new(mode, (20, 10)).save(buffer, "JPEG" if mode == "CMYK" else "PNG")
    assert _opened(prepare_image(buffer).content).size == (20, 10)


def test_a_large_photo_is_made_smaller() -> None:
    prepared = prepare_image(io.BytesIO(samples.picture("JPEG", (7000, 3500))))
    assert (prepared.width, prepared.height) == (1600, 800)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<?xml version='1.0'?><svg/>",
        b"GIF89a\x01\x00\x01\x00",
        b"\x00\x00\x01\x00\x01\x00",
        b"%PDF-1.7",
        b"PK\x03\x04",
        b"RIFF\x00\x00\x00\x00WAVEfmt ",
    ],
)
def test_other_kinds_are_refused_by_their_content(content: bytes) -> None:
    with pytest.raises(FileKindRefused) as refused:
        prepare_image(io.BytesIO(content), field="picture")
    assert refused.value.errors == {"picture": "This isn't a PNG, JPEG or WebP picture."}


def test_a_name_makes_no_picture() -> None:
    file = io.BytesIO(b"<svg/>")
    file.name = "box.png"
    with pytest.raises(FileKindRefused):
        prepare_image(file)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_picture_cut_short_is_broken(form: str) -> None:
    content = samples.picture(form, (400, 200))
    for length in (12, 40, len(content) // 2):
        with pytest.raises(FileBroken) as refused:
            prepare_image(io.BytesIO(content[:length]), field="picture")
        assert str(refused.value).startswith("The picture is damaged")
        assert refused.value.field == "picture"


def test_too_many_bytes_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "MAX_BYTES", 1_000_000)
    with pytest.raises(FileTooLarge) as refused:
        prepare_image(io.BytesIO(samples.picture("PNG") + b"\0" * 1_000_000))
    assert str(refused.value) == "The picture is larger than 1 MB."
    assert refused.value.facts == {"limit_bytes": 1_000_000}


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """The sizes of the pictures whose pixels were asked of a decoder."""
    sizes: list[tuple[int, int]] = []
    load = ImageFile.ImageFile.load

    def note(image: ImageFile.ImageFile) -> object:
        sizes.append(image.size)
        return load(image)

    monkeypatch.setattr(ImageFile.ImageFile, "load", note)
    return sizes


@pytest.mark.parametrize("size", [(4001, 4000), (60_000, 60_000), (2**31 - 1, 1), (9500, 9500)])
def test_more_pixels_than_are_taken_are_refused_before_decoding(
    size: tuple[int, int], decoded: list[tuple[int, int]]
) -> None:
    with pytest.raises(TooManyPixels) as refused:
        prepare_image(io.BytesIO(samples.png(*size)))
    assert str(refused.value) == (
        "The picture has more than 16 million pixels. Make it smaller first."
    )
    assert decoded == []
    prepare_image(io.BytesIO(samples.picture("PNG")))
    assert set(decoded) == {(8, 4)}


def test_a_picture_whose_text_unpacks_to_much_is_refused_before_it_is_unpacked() -> None:
    bomb = samples.text_bomb()
    tracemalloc.start()
    try:
        with pytest.raises(FileBroken):
            prepare_image(io.BytesIO(bomb))
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < samples.UNPACKED_BYTES / 20


def test_damaged_bytes_are_a_picture_or_a_refusal(rng: random.Random, is_long: bool) -> None:
    originals = [samples.turned_photo()]
    originals += [samples.picture(form, (60, 40)) for form in ("PNG", "JPEG", "WEBP")]
    for _ in range(20_000 if is_long else 400):
        content = bytearray(rng.choice(originals))
        for _change in range(rng.randint(1, 6)):
            content[rng.randrange(12, len(content))] = rng.randrange(256)
        try:
            prepared = prepare_image(io.BytesIO(bytes(content)))
        except FileRefused:
            continue
        assert max(prepared.width, prepared.height) <= 1600


def test_formats_are_told_by_the_first_bytes() -> None:
    found = [image_format(samples.picture(form)[:12]) for form in ("PNG", "JPEG", "WEBP", "GIF")]
    assert found == ["PNG", "JPEG", "WEBP", None]


LIMITED = """
import sys
from pathlib import Path
import django
django.setup()
from PIL import Image
from theriac.core.files.images import prepare_image
from theriac.core.files.problems import FileRefused
Image.open = None
for name in sys.argv[1:]:
    try:
        with open(name, "rb") as file:
            prepare_image(file)
        verdict = "taken"
    except FileRefused as refused:
        verdict = refused.type
    print(verdict, Path(name).name)
"""


@pytest.mark.shared
def test_real_hostile_files_are_refused_before_any_decoder_in_little_memory(shared: Path) -> None:
    files = sorted((shared / "data/hostile/images").iterdir())
    files += sorted((shared / "data/hostile/upload").iterdir())
    assert len(files) > 25
    command = ["sh", "-c", 'ulimit -v 1000000; ulimit -t 60; exec "$@"', "sh", sys.executable]
    environ = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    done = subprocess.run(
        [*command, "-c", LIMITED, *map(str, files)],
        capture_output=True,
        text=True,
        env=environ,
        check=False,
    )
    assert done.stderr == ""
    assert [line.split()[0] for line in done.stdout.splitlines()] == (
        ["files.kind_refused"] * len(files)
    )


@pytest.mark.shared
def test_hostile_files_under_another_beginning_are_refused_too(shared: Path) -> None:
    for file in sorted((shared / "data/hostile/images").iterdir()):
        for form in ("PNG", "JPEG", "WEBP"):
            with pytest.raises(FileRefused):
                prepare_image(io.BytesIO(samples.picture(form)[:16] + file.read_bytes()))
