"""Who may use the engine: a name, the digest of a key, and where it is called back."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from theriac_engine.service.store import Store

SECRET_START = "whsec_"  # noqa: S105 (how Standard Webhooks marks a secret)


class ClientProblem(ValueError):
    """A client can't be made so; the text says why."""


@dataclass(frozen=True, slots=True)
class Client:
    """A pharmacy's program."""

    name: str
    webhook_secret: str
    origins: tuple[str, ...]

    def may_be_called_at(self, url: str) -> bool:
        """Whether the URL is at an origin that the operator allowed for this client."""
        return origin_of(url) in self.origins


def origin_of(url: str) -> str | None:
    """Scheme, host and port of an http or https URL without sign-in; None for anything else."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        return None
    usual = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{parts.hostname}:{port or usual}"


def add_client(store: Store, name: str, callbacks: Sequence[str]) -> tuple[str, str]:
    """Make a client; its key and webhook secret, told this once. Raises ClientProblem."""
    origins = [origin_of(url) for url in callbacks]
    if not name.strip() or None in origins:
        raise ClientProblem("Give a name, and callback addresses such as https://shop.example.")
    key = secrets.token_urlsafe(32)
    secret = SECRET_START + base64.b64encode(secrets.token_bytes(32)).decode()
    with store.writing() as connection:
        if connection.execute("SELECT 1 FROM client WHERE name = ?", (name,)).fetchone():
            raise ClientProblem(f"There is a client {name} already. Remove it first.")
        connection.execute(
            "INSERT INTO client VALUES (?, ?, ?, ?)",
            (name, digest(key), secret, json.dumps(origins)),
        )
    return key, secret


def remove_client(store: Store, name: str) -> bool:
    """Remove a client with its jobs and documents; whether there was one."""
    with store.writing() as connection:
        rows = connection.execute("SELECT id FROM job WHERE client = ?", (name,)).fetchall()
        removed = connection.execute("DELETE FROM client WHERE name = ?", (name,)).rowcount
    for row in rows:
        store.document(row["id"]).unlink(missing_ok=True)
    return bool(removed)


def client_of(store: Store, key: str) -> Client | None:
    """The client whose key this is. Keys are random and long, so a plain digest finds them."""
    return _client(store, "key_digest", digest(key))


def client_named(store: Store, name: str) -> Client | None:
    """The client with this name."""
    return _client(store, "name", name)


def _client(store: Store, column: str, value: str) -> Client | None:
    question = f"SELECT * FROM client WHERE {column} = ?"  # noqa: S608 (a column of ours)
    row = store.reading().execute(question, (value,)).fetchone()
    if row is None:
        return None
    return Client(row["name"], row["webhook_secret"], tuple(json.loads(row["origins"])))


def digest(key: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(key.encode()).hexdigest()
