"""A real S3 server (moto's) in a process of its own, with buckets for a test."""

from __future__ import annotations

import http.client
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import boto3

from tests.support.programs import own_port
from theriac.integrations.object_storage import Access

START_SECONDS = 120


@contextmanager
def s3_server() -> Iterator[str]:
    """Start it, wait until it answers, and end it; its address."""
    port = own_port()
    child = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(port, child)
        yield f"http://127.0.0.1:{port}"
    finally:
        child.terminate()
        child.wait()


def _wait(port: int, child: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        assert child.poll() is None, "the S3 server ended at once"
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            link.request("GET", "/moto-api/")
            link.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)
        finally:
            link.close()
    raise AssertionError("the S3 server didn't start")


def bucket(address: str, name: str, *, lock: bool = False, **more: Any) -> Access:
    """Make a bucket there; how to reach it."""
    access = Access(bucket=name, endpoint=address, key_id="tester", secret="secret", **more)
    raw_client(access).create_bucket(Bucket=name, ObjectLockEnabledForBucket=lock)
    return access


def raw_client(access: Access) -> Any:
    """boto3's own client, for what a stranger with the same keys may try."""
    return boto3.client(
        "s3",
        endpoint_url=access.endpoint,
        region_name=access.region,
        aws_access_key_id=access.key_id,
        aws_secret_access_key=access.secret,
    )
