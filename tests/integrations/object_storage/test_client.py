"""The client against a real S3 server: what is put comes back, is locked, linked, and let go."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.request import urlopen

import pytest
from botocore.exceptions import ClientError

from tests.support.object_store import bucket, raw_client, s3_server
from tests.support.programs import ROOT, own_port
from theriac.core.clock import now
from theriac.integrations.object_storage import (
    Access,
    ObjectMissing,
    ObjectStorage,
    ObjectStorageProblem,
    ObjectTaken,
    configured,
)

pytestmark = pytest.mark.slow
UNTIL = datetime(2031, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with s3_server() as address:
        yield address


@pytest.fixture(scope="module")
def storage(server: str) -> ObjectStorage:
    return ObjectStorage(bucket(server, "files", prefix="apotek"))


@pytest.fixture(scope="module")
def locked(server: str) -> ObjectStorage:
    return ObjectStorage(bucket(server, "heads", lock=True, lock_days=30))


def whole(storage: ObjectStorage, name: str) -> bytes:
    return b"".join(storage.get(name))


def test_what_is_put_comes_back_below_the_prefix(storage: ObjectStorage) -> None:
    storage.put("a/one.bin", b"one" * 700_000)
    storage.put("a/two.bin", io.BytesIO(b"two"), content_type="text/plain")

    assert whole(storage, "a/one.bin") == b"one" * 700_000
    assert whole(storage, "a/two.bin") == b"two"
    assert (storage.look("a/two.bin").size, storage.look("a/two.bin").locked_until) == (3, None)
    assert storage.names("") == (["a"], [])
    assert storage.names("a") == ([], ["one.bin", "two.bin"])
    kept = raw_client(storage.access).list_objects_v2(Bucket="files")["Contents"]
    assert [one["Key"] for one in kept] == ["apotek/a/one.bin", "apotek/a/two.bin"]


def test_deleted_is_gone_and_deleting_again_is_nothing(storage: ObjectStorage) -> None:
    storage.put("gone.bin", b"soon")
    storage.delete("gone.bin")
    storage.delete("gone.bin")
    with pytest.raises(ObjectMissing):
        whole(storage, "gone.bin")
    with pytest.raises(ObjectMissing):
        storage.look("gone.bin")


def test_a_new_object_replaces_none(storage: ObjectStorage) -> None:
    storage.put("only.bin", b"first", new=True)
    with pytest.raises(ObjectTaken):
        storage.put("only.bin", b"second", new=True)
    assert whole(storage, "only.bin") == b"first"


def test_a_link_opens_one_object_as_it_says(storage: ObjectStorage) -> None:
    storage.put("linked.pdf", b"%PDF", content_type="application/pdf")
    headers = {"ResponseContentDisposition": 'attachment; filename="a.pdf"'}
    address = storage.link("linked.pdf", seconds=60, headers=headers)
    with urlopen(address) as answer:
        assert answer.read() == b"%PDF"
        assert answer.headers["Content-Disposition"] == 'attachment; filename="a.pdf"'
    assert "X-Amz-Expires=60" in address
    assert storage.access.secret not in address


@pytest.mark.parametrize("name", ["", "/etc/passwd", "a/../b"])
def test_a_name_that_leaves_the_prefix_is_refused(storage: ObjectStorage, name: str) -> None:
    with pytest.raises(ObjectStorageProblem):
        storage.put(name, b"x")


def test_what_is_locked_can_t_be_removed_before_its_day(locked: ObjectStorage) -> None:
    assert locked.put_locked("head-1", b"root", until=UNTIL) == UNTIL
    assert locked.look("head-1").locked_until == UNTIL
    with pytest.raises(ObjectTaken):
        locked.put_locked("head-1", b"forged")

    raw = raw_client(locked.access)
    version = raw.list_object_versions(Bucket="heads")["Versions"][0]["VersionId"]
    with pytest.raises(ClientError, match="AccessDenied"):
        raw.delete_object(
            Bucket="heads", Key="head-1", VersionId=version, BypassGovernanceRetention=True
        )
    kept = raw.get_object(Bucket="heads", Key="head-1", VersionId=version)
    assert (kept["Body"].read(), kept["ObjectLockMode"]) == (b"root", "COMPLIANCE")


def test_a_lock_without_a_day_holds_for_the_days_of_the_access(locked: ObjectStorage) -> None:
    before = now() + timedelta(days=30)
    assert before <= locked.put_locked("head-2", b"root") <= now() + timedelta(days=30)


def test_a_bucket_without_object_lock_refuses_it_in_words(storage: ObjectStorage) -> None:
    with pytest.raises(ObjectStorageProblem, match="head-3"):
        storage.put_locked("head-3", b"root")


def test_a_store_that_isn_t_there_says_so_without_its_keys() -> None:
    nowhere = Access(bucket="files", endpoint=f"http://127.0.0.1:{own_port()}", key_id="k")
    with pytest.raises(ObjectStorageProblem, match=r"^s3://files/ doesn't answer: Endpoint"):
        ObjectStorage(nowhere).look("a")
    assert "geheim" not in repr(Access(bucket="files", secret="geheim"))


def test_the_environment_names_the_store_or_none(settings: Any) -> None:
    assert configured() is None
    settings.S3_BUCKET, settings.S3_PREFIX = "apotek", "/theriac/"
    storage = configured()
    assert storage is not None
    assert storage.describe() == "s3://apotek/theriac/"
    assert configured() is storage


def test_boto3_isn_t_loaded_before_a_store_is_asked() -> None:
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, theriac.integrations.object_storage; print('boto3' in sys.modules)",
        ],
        cwd=ROOT / "src",
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout == "False\n"
