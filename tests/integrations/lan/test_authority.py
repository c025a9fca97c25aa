"""A device that trusts the authority once finds the server's certificate good, year after year."""

from __future__ import annotations

import os
import socket
import ssl
import stat
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization

from theriac.core import clock
from theriac.integrations.lan.addresses import Addresses
from theriac.integrations.lan.authority import (
    AUTHORITY,
    FOLDER,
    SERVER,
    SERVER_LASTS,
    authority_of,
    fingerprint,
    needs_renewal,
    server_certificate,
)

SHOP = Addresses(("192.168.1.20", "127.0.0.9"), ("kasir", "kasir.local"))


def trusted(data: Path) -> str:
    """The authority's certificate as a device would have it."""
    authority = authority_of(data)
    assert authority is not None
    return authority.public_bytes(serialization.Encoding.PEM).decode()


def certificate_in(path: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificates(path.read_bytes())[0]


def shake_hands(server: Path, authority: str, asked: str) -> str:
    """Speak TLS with a server that holds ``server``; the answer is what went wrong, or ""."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(server)
    asking = ssl.create_default_context(cadata=authority)
    asking.verify_flags |= ssl.VERIFY_X509_STRICT
    near, far = socket.socketpair()

    def serve() -> None:
        with far:
            try:
                context.wrap_socket(far, server_side=True).close()
            except OSError:
                return

    answering = threading.Thread(target=serve)
    answering.start()
    with near:
        try:
            asking.wrap_socket(near, server_hostname=asked).close()
        except ssl.SSLCertVerificationError as problem:
            return problem.verify_message
        finally:
            near.close()
            answering.join()
    return ""


@pytest.mark.parametrize(
    "asked", ["192.168.1.20", "127.0.0.9", "kasir", "kasir.local", "localhost", "127.0.0.1"]
)
def test_every_address_that_is_served_verifies(tmp_path: Path, asked: str) -> None:
    path = server_certificate(tmp_path, SHOP)
    assert shake_hands(path, trusted(tmp_path), asked) == ""


def test_another_address_and_another_authority_do_not(tmp_path: Path) -> None:
    path = server_certificate(tmp_path / "ours", SHOP)
    server_certificate(tmp_path / "theirs", SHOP)
    told = shake_hands(path, trusted(tmp_path / "ours"), "192.168.1.21")
    assert told == ("IP address mismatch, certificate is not valid for '192.168.1.21'.")
    told = shake_hands(path, trusted(tmp_path / "theirs"), "192.168.1.20")
    assert told == "self-signed certificate in certificate chain"


def test_the_authority_may_certify_nothing_public(tmp_path: Path) -> None:
    open_world = Addresses(("192.168.1.20", "8.8.8.8"), ("kasir", "bank.example"))
    path = server_certificate(tmp_path, SHOP)
    server_certificate(tmp_path, open_world)
    named = certificate_in(path).extensions.get_extension_for_class(x509.SubjectAlternativeName)
    assert [str(one.value) for one in named.value] == [
        "192.168.1.20",
        "kasir",
        "localhost",
        "127.0.0.1",
    ]
    authority = authority_of(tmp_path)
    assert authority is not None
    limits = authority.extensions.get_extension_for_class(x509.NameConstraints)
    assert limits.critical
    below = authority.extensions.get_extension_for_class(x509.BasicConstraints)
    assert (below.value.ca, below.value.path_length) == (True, 0)


def test_a_second_start_changes_nothing(tmp_path: Path) -> None:
    path = server_certificate(tmp_path, SHOP)
    before = path.read_bytes(), (tmp_path / FOLDER / AUTHORITY).read_bytes()
    assert server_certificate(tmp_path, SHOP) == path
    assert (path.read_bytes(), (tmp_path / FOLDER / AUTHORITY).read_bytes()) == before
    assert not needs_renewal(tmp_path, SHOP)


def test_it_lasts_as_long_as_browsers_accept_and_is_renewed_in_its_last_month(
    tmp_path: Path,
) -> None:
    path = server_certificate(tmp_path, SHOP)
    first, authority = certificate_in(path), trusted(tmp_path)
    assert first.not_valid_after_utc - first.not_valid_before_utc <= timedelta(days=398)
    later = first.not_valid_after_utc - timedelta(days=30)
    with clock.use_clock(clock.FixedClock(later - timedelta(minutes=1))):
        assert not needs_renewal(tmp_path, SHOP)
    with clock.use_clock(clock.FixedClock(later + timedelta(minutes=1))):
        assert needs_renewal(tmp_path, SHOP)
        server_certificate(tmp_path, SHOP)
        assert not needs_renewal(tmp_path, SHOP)
    second = certificate_in(path)
    assert second.serial_number != first.serial_number
    assert second.not_valid_after_utc >= first.not_valid_after_utc + timedelta(days=360)
    assert trusted(tmp_path) == authority
    assert shake_hands_later(second, authority) == first.issuer


def shake_hands_later(certificate: x509.Certificate, authority: str) -> x509.Name:
    """Whether the authority signed this certificate: raises when it didn't."""
    above = x509.load_pem_x509_certificate(authority.encode())
    certificate.verify_directly_issued_by(above)
    return above.subject


def test_another_address_makes_another_certificate_of_the_same_authority(tmp_path: Path) -> None:
    path = server_certificate(tmp_path, SHOP)
    authority = trusted(tmp_path)
    moved = Addresses(("192.168.1.77",), SHOP.names)
    assert needs_renewal(tmp_path, moved)
    assert server_certificate(tmp_path, moved) == path
    assert trusted(tmp_path) == authority
    assert shake_hands(path, authority, "192.168.1.77") == ""
    assert shake_hands(path, authority, "192.168.1.20") != ""


def test_no_certificate_outlasts_its_authority(tmp_path: Path) -> None:
    server_certificate(tmp_path, SHOP)
    authority = authority_of(tmp_path)
    assert authority is not None
    with clock.use_clock(clock.FixedClock(authority.not_valid_after_utc - timedelta(days=60))):
        path = server_certificate(tmp_path, SHOP)
        assert certificate_in(path).not_valid_after_utc <= authority.not_valid_after_utc
    with clock.use_clock(clock.FixedClock(authority.not_valid_after_utc - timedelta(days=29))):
        server_certificate(tmp_path, SHOP)
        anew = authority_of(tmp_path)
    assert anew is not None
    assert fingerprint(anew) != fingerprint(authority)
    assert authority.not_valid_after_utc - authority.not_valid_before_utc > timedelta(days=3650)
    assert timedelta(days=398) > SERVER_LASTS


@pytest.mark.parametrize("name", [AUTHORITY, SERVER])
def test_a_broken_file_is_made_anew(tmp_path: Path, name: str) -> None:
    server_certificate(tmp_path, SHOP)
    (tmp_path / FOLDER / name).write_text("half a file", "ascii")
    path = server_certificate(tmp_path, SHOP)
    assert shake_hands(path, trusted(tmp_path), "192.168.1.20") == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights otherwise")
def test_keys_are_the_servers_own(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        server_certificate(tmp_path, SHOP)
    finally:
        os.umask(before)
    folder = tmp_path / FOLDER
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in folder.iterdir()}
    assert modes == {AUTHORITY: 0o600, SERVER: 0o600}


def test_the_fingerprint_is_as_devices_show_it(tmp_path: Path) -> None:
    server_certificate(tmp_path, SHOP)
    authority = authority_of(tmp_path)
    assert authority is not None
    assert len(fingerprint(authority)) == 32 * 3 - 1
    assert fingerprint(authority) == fingerprint(authority).upper()
    assert authority_of(tmp_path / "elsewhere") is None
