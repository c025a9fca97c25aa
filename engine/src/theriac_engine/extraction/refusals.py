"""Why a document wasn't read, by a stable code; `service.reasons` has the sentences."""

from __future__ import annotations


class Unreadable(Exception):
    """Nothing can be read from the document; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
