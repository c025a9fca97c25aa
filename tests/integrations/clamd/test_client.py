"""A real clamd: what it knows is refused and on record, the rest passes, and silence lets none."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.clamav import NAME, clamd, eicar
from tests.support.programs import own_port
from tests.support.shop import open_shop
from theriac.core.actor import SYSTEM
from theriac.core.audit.models import AuditRecord
from theriac.core.files.checks.scanner import ScannerFails, pass_scanner
from theriac.core.files.documents import prepare_document
from theriac.core.files.models import ScanState, StoredFile
from theriac.core.files.problems import FileInfected, ScannerUnreachable
from theriac.domains.accounts.models import SecurityEvent
from theriac.integrations.clamd import Clamd

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with clamd(tmp_path_factory.mktemp("clamd")) as found:
        yield found


def test_it_tells_harm_by_name_and_nothing_of_the_rest(address: str) -> None:
    assert Clamd(address).find(io.BytesIO(eicar())) == f"{NAME}.UNOFFICIAL"
    assert Clamd(address).find(io.BytesIO(b"nama,harga\n")) == ""
    assert Clamd(address).version().startswith("ClamAV")


@pytest.mark.django_db
@pytest.mark.rows("SEC-13")
def test_a_harmful_file_is_refused_with_a_sentence_and_an_event(
    address: str, settings: Any
) -> None:
    settings.CLAMD = address
    shop = open_shop()
    with pytest.raises(FileInfected) as refusal:
        prepare_document(io.BytesIO(eicar()), name="harga.csv", actor=shop.owner)
    assert (refusal.value.field, refusal.value.facts["found"]) == ("file", f"{NAME}.UNOFFICIAL")
    assert NAME in str(refusal.value)
    event = SecurityEvent.objects.get(kind="file_infected")
    assert (event.actor_id, event.facts) == (shop.owner.id, {"found": f"{NAME}.UNOFFICIAL"})
    record = AuditRecord.objects.get(command="files.refuse_infected")
    assert (record.actor_id, record.facts["found"]) == (shop.owner.id, f"{NAME}.UNOFFICIAL")
    assert StoredFile.objects.count() == 0
    passed = prepare_document(io.BytesIO(b"nama,harga\nA,1\n"), actor=shop.owner)
    assert passed.scan == ScanState.CLEAN
    assert passed.file.read() == b"nama,harga\nA,1\n"


def test_a_scanner_that_doesn_t_answer_lets_nothing_pass(settings: Any) -> None:
    settings.CLAMD = f"127.0.0.1:{own_port()}"
    with pytest.raises(ScannerUnreachable):
        pass_scanner(b"nama,harga\n", field="file", actor=SYSTEM)


def test_without_a_scanner_a_file_is_kept_as_not_scanned(settings: Any) -> None:
    settings.CLAMD = ""
    assert pass_scanner(b"nama,harga\n", field="file", actor=SYSTEM) == ScanState.UNSCANNED


@pytest.mark.parametrize("address", ["clamd", "unix:/nowhere/clamd.sock", ":3310"])
def test_an_address_that_leads_nowhere_is_named(address: str) -> None:
    with pytest.raises(ScannerFails, match=address.rpartition(":")[2] or "3310"):
        Clamd(address).version()


def test_a_file_longer_than_clamd_takes_doesn_t_pass(address: str) -> None:
    with pytest.raises(ScannerFails):
        Clamd(address).find(io.BytesIO(bytes(61 * 1024 * 1024)))
