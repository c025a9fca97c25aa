"""A file as a counter saves its unsent sales."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any
from uuid import UUID

from tests.support.signers import Signer


def saved_file(terminal_id: UUID, *sales: Any, signer: Signer | None = None, **more: Any) -> bytes:
    """The file of this terminal with these sales; ``voids`` may be among what is more."""
    content = {"terminal": {"id": str(terminal_id), "name": "Kasir 2"}, "sales": sales, **more}
    return wrapped(content, signer)


def wrapped(content: Mapping[str, Any], signer: Signer | None = None) -> bytes:
    text = json.dumps(content)
    digest = sha256(text.encode()).hexdigest()
    outer = {"format": "theriac-unsent-sales", "version": 1, "sha256": digest, "content": text}
    if signer:
        outer["signature"] = signer.sign("saved", text.encode())
    return json.dumps(outer).encode()
