"""The variables of the seal of the books."""

from __future__ import annotations

from theriac.config.variable import Variable, flag, number, text, words

SEAL = (
    Variable(
        "THERIAC_SEAL_KEY",
        "signs the heads of the seal: 64 hexadecimal digits; empty: a file in THERIAC_DATA",
        "",
        text,
        secret=True,
    ),
    Variable(
        "THERIAC_SEAL_STORE",
        "folder that heads and leaves are published to, better on another disk or machine; "
        "empty: seal in THERIAC_DATA",
        "",
        text,
    ),
    Variable(
        "THERIAC_SEAL_S3",
        "yes: heads and leaves go to the S3 store (THERIAC_S3_BUCKET) too, under object lock; the "
        "bucket must be made with it",
        "no",
        flag,
    ),
    Variable(
        "THERIAC_SEAL_MAIL",
        "e-mail addresses that the newest head is sent to, separated by commas; wants "
        "THERIAC_MAIL_URL",
        "",
        words,
    ),
    Variable(
        "THERIAC_SEAL_MAIL_HOURS", "how often that mail is sent at most, in hours", "24", number
    ),
    Variable(
        "THERIAC_SEAL_WITNESS_URL",
        "HTTPS address of a witness that keeps what it is sent; each hour's head is posted there "
        "as text",
        "",
        text,
        secret=True,
    ),
    Variable(
        "THERIAC_OUTGOING_ALLOW",
        "host:port of services of your own network that Theriac may call, separated by commas; "
        "all else must be public and HTTPS",
        "",
        words,
    ),
)
