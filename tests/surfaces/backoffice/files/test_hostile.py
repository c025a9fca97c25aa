"""Every hostile file, by the upload that people use: refused in a sentence or kept, and no fall."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.shop import open_shop
from theriac.core.files.models import StoredFile

SCANS, TABLES = "organisation.paper", "products"


def sent(client: Client, name: str, content: bytes) -> Any:
    file = SimpleUploadedFile(name, content, content_type="application/octet-stream")
    return client.post("/files/new/", {"purpose": SCANS, "file": file})


def imported(client: Client, branch_id: Any, name: str, content: bytes) -> Any:
    file = SimpleUploadedFile(name, content, content_type="application/octet-stream")
    return client.post("/imports/new/", {"kind": TABLES, "branch": str(branch_id), "file": file})


def outcome(answer: Any) -> str:
    """kept, or refused with a sentence that the page shows; anything else stands as it is."""
    if answer.status_code == 302:
        return "kept"
    page = answer.content.decode()
    is_refused = answer.status_code in (409, 422) and "is-invalid" in page
    return "refused" if is_refused else f"{answer.status_code}: {page[:200]}"


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.databases("sqlite")
@pytest.mark.django_db
@pytest.mark.rows("SEC-13")
@pytest.mark.parametrize("folder", ["pdf", "images", "spreadsheets", "upload"])
def test_each_is_refused_in_a_sentence_or_kept_and_the_service_stays_up(
    folder: str, shared: Path, tmp_path: Path, settings: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    shop = open_shop()
    owner = client_of(shop, "owner")
    outcomes: dict[str, set[str]] = {}
    for path in sorted((shared / "data" / "hostile" / folder).iterdir()):
        content = path.read_bytes()
        if path.suffix == ".b64":
            content = base64.b64decode(content)
        found = {outcome(sent(owner, path.name, content))}
        if folder in ("spreadsheets", "upload"):
            found.add(outcome(imported(owner, shop.branch_id, path.name, content)))
        outcomes[path.name] = found
        assert owner.get("/health/live").status_code == 200
    assert outcomes
    assert set().union(*outcomes.values()) <= {"kept", "refused"}
    kept = {name for name, found in outcomes.items() if "kept" in found}
    if folder == "images":
        assert kept == set()
    if folder == "pdf":
        assert kept.isdisjoint(
            {"js-authors.pdf", "js-colors.pdf", "empty_protected.pdf", "zero-bytes.pdf"}
        )
    pictures = StoredFile.objects.filter(kind="image")
    assert all(row.content_type == "image/webp" for row in pictures)
