"""The pharmacy's own certificate authority, and the server's certificate that it signs.

The authority lasts ten years, so that a device is told once to trust it; it can certify private
addresses and local names only, so that its key, should it be stolen, opens no public site. The
server's certificate lasts 397 days, which browsers accept, and is made anew by itself. Keys lie in
files that only the server's own account reads; nothing logs or prints them.
"""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from theriac.core import clock
from theriac.integrations.lan.addresses import NETWORKS, Addresses

FOLDER = "lan"
AUTHORITY = "authority.pem"
SERVER = "server.pem"
AUTHORITY_LASTS = timedelta(days=3652)
SERVER_LASTS = timedelta(days=397)
RENEWED_BEFORE = timedelta(days=30)
BACKDATED = timedelta(days=1)
"""A device whose clock is behind still accepts a certificate that is new."""
PERMITTED_NETWORKS = (*NETWORKS, "127.0.0.0/8")
PERMITTED_NAMES = ("local", "localhost", "lan", "home.arpa", "internal")


@dataclass(frozen=True, slots=True)
class CertificatePair:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def ends_at(self) -> datetime:
        """Until when it holds."""
        return self.certificate.not_valid_after_utc


def server_certificate(data: Path, addresses: Addresses) -> Path:
    """The file with the server's key and certificates for ``addresses``, made or renewed.

    A certificate is made anew when it ends within 30 days, or names other addresses.
    """
    folder = data / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    authority = _read(folder / AUTHORITY)
    if authority is None or authority.ends_at - RENEWED_BEFORE < clock.now():
        authority = _new_authority(addresses)
        _write(folder / AUTHORITY, authority)
    path = folder / SERVER
    if not _holds(_read(path), authority, addresses):
        _write(path, _new_server(authority, addresses), authority.certificate)
    return path


def needs_renewal(data: Path, addresses: Addresses) -> bool:
    """Whether the server's certificate ends soon or names other addresses; makes nothing."""
    authority = _read(data / FOLDER / AUTHORITY)
    if authority is None or authority.ends_at - RENEWED_BEFORE < clock.now():
        return True
    return not _holds(_read(data / FOLDER / SERVER), authority, addresses)


def authority_of(data: Path) -> x509.Certificate | None:
    """The authority's certificate (never its key), or None where there is none yet."""
    known = _read(data / FOLDER / AUTHORITY)
    return known.certificate if known else None


def fingerprint(certificate: x509.Certificate) -> str:
    """The SHA-256 of the certificate, as devices show it (AB:CD:…)."""
    return certificate.fingerprint(hashes.SHA256()).hex(":").upper()


def _holds(known: CertificatePair | None, authority: CertificatePair, addresses: Addresses) -> bool:
    if known is None or known.ends_at - RENEWED_BEFORE < clock.now():
        return False
    certificate = known.certificate
    named = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return list(named) == _names(addresses, authority.certificate) and _signed(
        certificate, authority.certificate
    )


def _signed(certificate: x509.Certificate, authority: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(authority)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def _names(addresses: Addresses, authority: x509.Certificate) -> list[x509.GeneralName]:
    """What the server's certificate names: the addresses that the authority may certify."""
    limits = authority.extensions.get_extension_for_class(x509.NameConstraints).value
    permitted = [one.value for one in limits.permitted_subtrees or ()]
    networks = [one for one in permitted if isinstance(one, ipaddress.IPv4Network)]
    domains = [one for one in permitted if isinstance(one, str)]
    named: list[x509.GeneralName] = []
    for host in addresses.hosts:
        try:
            number = ipaddress.IPv4Address(host)
        except ValueError:
            if any(host == domain or host.endswith(f".{domain}") for domain in domains):
                named.append(x509.DNSName(host))
            continue
        if any(number in network for network in networks):
            named.append(x509.IPAddress(number))
    return named


def _new_authority(addresses: Addresses) -> CertificatePair:
    key = ec.generate_private_key(ec.SECP256R1())
    now = clock.now()
    host = next(iter(addresses.names), "this pharmacy")
    name = _subject(f"Theriac on {host}, {now:%Y-%m-%d}"[:64])
    local = dict.fromkeys((*PERMITTED_NAMES, *addresses.names))
    permitted: list[x509.GeneralName] = [x509.DNSName(domain) for domain in local]
    permitted += [x509.IPAddress(ipaddress.IPv4Network(one)) for one in PERMITTED_NETWORKS]
    builder = _begin(name, name, key, now, AUTHORITY_LASTS)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(_usage(signs=True), critical=True)
    builder = builder.add_extension(x509.NameConstraints(permitted, None), critical=True)
    return CertificatePair(builder.sign(key, hashes.SHA256()), key)


def _new_server(authority: CertificatePair, addresses: Addresses) -> CertificatePair:
    key = ec.generate_private_key(ec.SECP256R1())
    now = clock.now()
    lasts = min(SERVER_LASTS, authority.ends_at - now) - BACKDATED
    builder = _begin(_subject("Theriac"), authority.certificate.subject, key, now, lasts)
    named = x509.SubjectAlternativeName(_names(addresses, authority.certificate))
    builder = builder.add_extension(named, critical=False)
    builder = builder.add_extension(
        x509.BasicConstraints(ca=False, path_length=None), critical=True
    )
    builder = builder.add_extension(_usage(signs=False), critical=True)
    builder = builder.add_extension(
        x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False
    )
    above = authority.certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier)
    builder = builder.add_extension(
        x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(above.value), critical=False
    )
    return CertificatePair(builder.sign(authority.key, hashes.SHA256()), key)


def _begin(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    now: datetime,
    lasts: timedelta,
) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer)
    builder = builder.public_key(key.public_key()).serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(now - BACKDATED).not_valid_after(now + lasts)
    return builder.add_extension(
        x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
    )


def _subject(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs,
        key_cert_sign=signs,
        crl_sign=signs,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _read(path: Path) -> CertificatePair | None:
    """What the file holds; None where there is none, or none that can be read."""
    try:
        text = path.read_bytes()
        key = serialization.load_pem_private_key(text, None)
        certificate = x509.load_pem_x509_certificates(text)[0]
    except (OSError, ValueError, IndexError):
        return None
    return (
        CertificatePair(certificate, key) if isinstance(key, ec.EllipticCurvePrivateKey) else None
    )


def _write(path: Path, pair: CertificatePair, *chain: x509.Certificate) -> None:
    """Put key and certificates in one file at once, readable by this account only."""
    pem = serialization.Encoding.PEM
    text = pair.key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    text += b"".join(one.public_bytes(pem) for one in (pair.certificate, *chain))
    beside = path.with_suffix(".new")
    beside.unlink(missing_ok=True)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
