"""The program's files, its worker and its manifest, as a browser fetches them."""

from __future__ import annotations

import gzip
import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from theriac.surfaces.counter import program as programs
from theriac.surfaces.counter.program import program

FILES = 17


def described(script: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(script.removeprefix("const PROGRAM = ").partition(";\n")[0])
    return found


def test_the_worker_lists_every_file_of_the_program_and_is_asked_for_each_time() -> None:
    answer = Client().get("/counter/service-worker.js")
    assert answer["Cache-Control"] == "no-cache"
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    known = described(answer.content.decode())
    assert known["page"] == "/counter/"
    kept = {address.removeprefix(f"/counter/v/{known['version']}/") for address in known["files"]}
    assert kept == set(program().files)
    assert {
        "counter/css/opening.css",
        "counter/opening.js",
        "counter/program.css",
        "counter/program.js",
        "counter/fonts.css",
        "counter/vendor/dexie/dexie.min.js",
        "counter/vendor/uqr/index.js",
        "counter/vendor/zxing-wasm/reader/zxing_reader.wasm",
        "theriac/img/theriac.svg",
        "vendor/inter/InterVariable.woff2",
        "vendor/bootstrap-icons/fonts/bootstrap-icons.woff2",
    } <= kept
    assert not any(path.endswith((".md", ".txt")) for path in kept)


def test_every_listed_file_is_there_for_good() -> None:
    client = Client()
    known = described(client.get("/counter/service-worker.js").content.decode())
    for address in known["files"]:
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    path = f"/counter/v/{known['version']}/counter/program.js"
    packed = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == program().files["counter/program.js"].content


@pytest.mark.rows("OPS-30")
def test_the_program_is_a_handful_of_files_and_each_is_known_by_its_digest() -> None:
    """What is written in 150 modules and six style sheets; what only a camera, or drawing a code, needs besides."""
    known = described(Client().get("/counter/service-worker.js").content.decode())
    assert len(known["files"]) == len(program().files) == FILES
    for address, integrity in known["files"].items():
        content = Client().get(address).content
        assert integrity == f"sha256-{b64encode(sha256(content).digest()).decode()}"


@pytest.mark.rows("OPS-30")
def test_a_file_is_answered_past_sessions_languages_and_rights(
    django_assert_num_queries: Any, settings: Any, db: None
) -> None:
    address = f"/counter/v/{program().version}/counter/program.js"
    place = settings.MIDDLEWARE.index("theriac.surfaces.counter.views.program.ProgramMiddleware")
    assert place < settings.MIDDLEWARE.index("whitenoise.middleware.WhiteNoiseMiddleware")
    with django_assert_num_queries(0):
        answer = Client(headers={"Accept-Language": "id"}).get(address)
    assert (answer.status_code, answer["X-Content-Type-Options"]) == (200, "nosniff")
    assert not {"Content-Language", "Set-Cookie", "X-Frame-Options"} & set(answer.headers)
    assert Client().post(address).status_code == 405


def test_a_file_of_another_version_isnt_there() -> None:
    """Whoever runs an older version has it whole; half of two versions is never served."""
    assert Client().get("/counter/v/0123456789abcdef/counter/app/main.js").status_code == 404
    assert Client().get(f"/counter/v/{program().version}/counter/no.js").status_code == 404


def test_the_page_names_its_version_and_only_files_of_it(db: None) -> None:
    answer = Client().get("/counter/")
    assert answer["X-Theriac-Program"] == program().version
    asked = re.findall(r'(?:src|href)="(/counter/v/[^"]+)"', answer.content.decode())
    files = {f"/counter/v/{program().version}/{path}" for path in program().files}
    assert asked
    assert set(asked) <= files


def test_any_changed_byte_is_another_version(
    tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = program().version
    (tmp_path / "counter").mkdir()
    (tmp_path / "counter" / "more.js").write_text("export const more = 1;\n", encoding="utf-8")
    settings.STATICFILES_DIRS = [tmp_path]
    monkeypatch.setattr(programs, "_kept", programs._read)
    assert "counter/more.js" in program().files
    changed = program().version
    (tmp_path / "counter" / "more.js").write_text("export const more = 2;\n", encoding="utf-8")
    assert len({before, changed, program().version}) == 3


def test_a_developers_server_keeps_nothing(settings: Any, db: None) -> None:
    settings.DEBUG = True
    client = Client()
    assert b"data-worker" not in client.get("/counter/").content
    worker = client.get("/counter/service-worker.js").content
    assert worker == b"self.registration.unregister();\n"
    file = client.get(f"/counter/v/{program().version}/counter/app/main.js")
    assert file.status_code == 200
    assert file["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(("language", "name"), [("en", "Theriac counter"), ("id", "Kasir Theriac")])
def test_the_manifest_makes_it_installable(language: str, name: str) -> None:
    answer = Client().get("/counter/manifest.webmanifest", headers={"Accept-Language": language})
    document = json.loads(answer.content)
    assert (document["name"], document["display"]) == (name, "standalone")
    assert (document["start_url"], document["scope"]) == ("/counter/", "/counter/")
    assert [(one["sizes"], one["purpose"]) for one in document["icons"]] == [
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    ]
    for icon in document["icons"]:
        place = finders.find(icon["src"].removeprefix("/static/"))
        picture = Path(str(place)).read_bytes()
        size = int(icon["sizes"].partition("x")[0])
        assert picture.startswith(b"\x89PNG")
        assert (int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])) == (size, size)
