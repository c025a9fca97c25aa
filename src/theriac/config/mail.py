"""The server that sends e-mail, read from one address."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

from theriac.config.variable import Variable, text

_BACKENDS = "django.core.mail.backends."
_PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}


def mail_settings(value: str) -> dict[str, Any]:
    """Django's settings for an address; without one nothing is sent (MAIL_WORKS says so).

    ``smtp://name:password@host`` takes STARTTLS, ``smtps://`` TLS from the beginning,
    ``smtp+plain://`` neither (a relay on this machine); ``console:`` writes to the log,
    ``file:///folder`` into files. Raises ValueError.
    """
    if not value:
        return {"MAIL_WORKS": False, "EMAIL_BACKEND": f"{_BACKENDS}dummy.EmailBackend"}
    parts = urlsplit(value)
    if parts.scheme == "console":
        return {"MAIL_WORKS": True, "EMAIL_BACKEND": f"{_BACKENDS}console.EmailBackend"}
    if parts.scheme == "file" and parts.path:
        backend = f"{_BACKENDS}filebased.EmailBackend"
        return {"MAIL_WORKS": True, "EMAIL_BACKEND": backend, "EMAIL_FILE_PATH": parts.path}
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ValueError("write smtp://name:password@host:587, smtps://…, console: or file:///…")
    return {
        "MAIL_WORKS": True,
        "EMAIL_BACKEND": f"{_BACKENDS}smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or _PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }


MAIL = (
    Variable(
        "THERIAC_MAIL_URL",
        "the server that sends e-mail, smtp://name:password@host:587 or smtps://…; console: or "
        "file:///folder to try; empty: no e-mail is sent",
        "",
        mail_settings,
        secret=True,
    ),
    Variable(
        "THERIAC_MAIL_FROM",
        "whom e-mails come from, e.g. Apotek Sentosa <apotek@example.org>",
        "theriac@localhost",
        text,
    ),
)
