"""Heads go to several stores; one that is away or differs is told, and caught up by itself."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.core.outgoing.test_client import peer
from tests.support.books import SEALS, intruder, run_verifier, seal_violations, sealed_shop, sell
from tests.support.mailbox import mailbox
from tests.support.object_store import bucket, s3_server
from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.seal.commands import republish
from theriac.core.seal.models import SealCopy, SealHead
from theriac.core.seal.passes import seal_once
from theriac.core.seal.status import alarm, standing
from theriac.domains.catalog.models import Product

pytestmark = pytest.mark.django_db(transaction=True)


def told() -> str:
    found = alarm()
    return found.trouble if found else ""


def found() -> list[str]:
    return [code for code, _facts in seal_violations()]


@pytest.fixture
def mailed(settings: Any) -> Iterator[Any]:
    with mailbox() as box:
        settings.MAIL_WORKS = True
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.SEAL_MAIL = ["owner@example.org"]
        yield box


def test_a_head_is_mailed_once_a_day_and_the_mail_checks_the_books(
    store: Path, mailed: Any, tmp_path: Path
) -> None:
    shop = sealed_shop(1)
    [mail] = mailed.received
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "first.eml").write_bytes(mail)
    assert b"owner@example.org" in mail
    code, said = run_verifier(store, "--heads", tmp_path / "kept")
    assert (code, said.splitlines()[-1][:3]) == (0, "OK:")
    sell(shop, Product.objects.get().id)
    seal_once()
    assert len(mailed.received) == 1
    with clock.at(clock.now() + timedelta(hours=24)):
        seal_once()
    assert len(mailed.received) == 2


def test_a_store_that_is_away_raises_an_alarm_and_is_caught_up(store: Path, settings: Any) -> None:
    with peer() as place:
        gone = place
    settings.OUTGOING_ALLOW, settings.SEAL_WITNESS_URL = [gone], f"http://{gone}/heads"
    sealed_shop(1)
    assert told() == "copy"
    [copy] = standing().copies
    assert (copy.code, copy.place, copy.trouble) == ("witness", "127.0.0.1", "unreachable")
    assert (found(), len(list(store.rglob("*.head")))) == ([], 1)
    with peer() as place:
        settings.OUTGOING_ALLOW, settings.SEAL_WITNESS_URL = [place], f"http://{place}/heads"
        seal_once()
    assert told() == ""
    assert SealCopy.objects.get().published_size == SealHead.objects.get().size


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with s3_server() as address:
        yield address


def rewritten(store: Path) -> None:
    """Whoever owns database and folder lets both forget that anything was sealed."""
    with intruder(*SEALS) as cursor:
        for table in SEALS:
            cursor.execute(f"DELETE FROM {table}")
    shutil.rmtree(store)


@pytest.mark.rows("AUD-02", "STK-04")
def test_heads_under_lock_catch_who_rewrote_database_and_folder(
    store: Path, settings: Any, server: str
) -> None:
    access = bucket(server, f"heads-{threading.get_ident()}", lock=True)
    settings.S3_BUCKET, settings.S3_ENDPOINT = access.bucket, access.endpoint
    settings.S3_KEY_ID, settings.S3_SECRET, settings.SEAL_S3 = "tester", "secret", True
    shop = sealed_shop(1)
    assert (told(), found()) == ("", [])
    sell(shop, Product.objects.get().id)
    seal_once()
    assert (told(), found()) == ("", [])
    rewritten(store)
    seal_once()
    assert (told(), found()) == ("copy", ["seal.store_ahead"])
    assert SealCopy.objects.get().trouble == "conflict"
    assert len(list(store.rglob("*.head"))) == 1


@pytest.mark.rows("AUD-02")
def test_a_further_store_that_lost_heads_is_told_until_somebody_says_why(
    store: Path, settings: Any, server: str
) -> None:
    names = [f"{which}-{threading.get_ident()}" for which in ("kept", "emptied")]
    access = [bucket(server, name, lock=True) for name in names]
    settings.S3_BUCKET, settings.S3_ENDPOINT = access[0].bucket, access[0].endpoint
    settings.S3_KEY_ID, settings.S3_SECRET, settings.SEAL_S3 = "tester", "secret", True
    shop = sealed_shop(1)
    assert (told(), found()) == ("", [])
    settings.S3_BUCKET = access[1].bucket
    assert found() == ["seal.store_lacks"]
    sell(shop, Product.objects.get().id)
    seal_once()
    assert (told(), SealCopy.objects.get().trouble) == ("copy", "lacks")
    republish(actor=SYSTEM, reason="A new bucket, because the old one is full")
    seal_once()
    assert (told(), found()) == ("", [])
