"""One address says which server sends e-mail."""

from __future__ import annotations

import pytest

from theriac.config.mail import mail_settings


def test_without_an_address_nothing_is_sent() -> None:
    assert mail_settings("") == {
        "MAIL_WORKS": False,
        "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
    }


@pytest.mark.parametrize(
    ("address", "port", "starttls", "tls"),
    [
        ("smtp://theriac:p%40ss@mail.example", 587, True, False),
        ("smtp://theriac:p%40ss@mail.example:2525", 2525, True, False),
        ("smtps://theriac:p%40ss@mail.example", 465, False, True),
        ("smtp+plain://theriac:p%40ss@mail.example", 25, False, False),
    ],
)
def test_an_smtp_address_is_taken_apart(address: str, port: int, starttls: bool, tls: bool) -> None:
    read = mail_settings(address)
    assert read["MAIL_WORKS"]
    assert (read["EMAIL_HOST"], read["EMAIL_PORT"]) == ("mail.example", port)
    assert (read["EMAIL_HOST_USER"], read["EMAIL_HOST_PASSWORD"]) == ("theriac", "p@ss")
    assert (read["EMAIL_USE_TLS"], read["EMAIL_USE_SSL"]) == (starttls, tls)


def test_to_try_it_goes_to_the_log_or_a_folder() -> None:
    assert mail_settings("console:")["EMAIL_BACKEND"].endswith("console.EmailBackend")
    assert mail_settings("file:///var/mail")["EMAIL_FILE_PATH"] == "/var/mail"


@pytest.mark.parametrize("address", ["mail.example", "http://mail.example", "smtp://", "file:"])
def test_another_address_is_refused_with_what_to_write(address: str) -> None:
    with pytest.raises(ValueError, match="smtp://name:password@host"):
        mail_settings(address)
