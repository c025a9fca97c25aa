"""The variables of the seal of the books."""

from __future__ import annotations

from theriac.config.variable import Variable, text

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
)
