"""What is two things at once is refused, what merely looks odd isn't."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.core.files import samples
from tests.surfaces.api.pieces import PDF
from theriac.core.actor import SYSTEM
from theriac.core.files.intake import take
from theriac.core.files.problems import FileKindRefused, FileRefused
from theriac.core.files.purposes import ContentKind, Purpose
from theriac.domains.catalog.permissions import VIEW_CATALOG

ANYTHING = Purpose("test.anything", "Anything", frozenset(ContentKind), read=VIEW_CATALOG)


def archive() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        file.writestr("run.js", "alert(1)")
    return content.getvalue()


PNG, JPEG = samples.picture("PNG"), samples.picture("JPEG")


@pytest.mark.rows("SEC-13")
@pytest.mark.parametrize(
    "content",
    [
        PNG + archive(),
        JPEG + archive(),
        JPEG + b"<script>alert(1)</script>",
        JPEG[:2] + b"\xff\xfe\x00\x10/*<?php x ?>*/" + JPEG[2:],
        JPEG[:2] + b"\xff\xfe\x00\x0a%PDF-1.7" + JPEG[2:],
        PDF + archive(),
        b"GIF89a/*" + PDF,
        PDF.replace(b"1 0 obj", b"<script >alert(1)</script>1 0 obj", 1),
        b"GIF89a=1;alert(1)//\x00",
        b"a,b\n1,2\n" + archive(),
        b"a,b\n%PDF-1.7\n",
        b"MZ,b\n1,2\n",
        b"#!/bin/sh\n",
    ],
    ids=range(13),
)
def test_a_polyglot_is_refused(content: bytes) -> None:
    with pytest.raises(FileRefused) as refusal:
        take(io.BytesIO(content), purpose=ANYTHING, actor=SYSTEM)
    assert refusal.value.field == "file"
    assert str(refusal.value).endswith((".", "!"))


@pytest.mark.parametrize("content", [PNG + bytes(64), JPEG + b"trailer of a phone", PDF])
def test_what_a_phone_or_a_printer_adds_is_no_second_thing(content: bytes) -> None:
    take(io.BytesIO(content), purpose=ANYTHING, actor=SYSTEM)


def test_a_kind_that_the_purpose_doesn_t_take_is_named() -> None:
    only = Purpose("test.pdf", "PDF", frozenset({ContentKind.PDF}), read=VIEW_CATALOG)
    with pytest.raises(FileKindRefused) as refusal:
        take(io.BytesIO(PNG), purpose=only, actor=SYSTEM)
    assert str(refusal.value) == "This file type isn't accepted here. Choose: PDF."
