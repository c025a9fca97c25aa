"""Variables of the keys under which what is known about people is encrypted."""

from __future__ import annotations

from theriac.config.variable import Variable, text

PRIVACY = (
    Variable(
        "THERIAC_MASTER_KEY",
        "wraps the keys of encrypted data about people; to change it write the new one, a space, "
        "and the old one; empty outside production: one of its own in THERIAC_DATA",
        "",
        str.split,
        secret=True,
    ),
    Variable("THERIAC_KEY_STORE", "file of those keys; empty: in THERIAC_DATA", "", text),
    Variable(
        "THERIAC_KEY_BACKUP_DIR", "folder for its copies of 7 days; empty: beside it", "", text
    ),
)
