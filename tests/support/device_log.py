"""The log that a counter's program keeps, written as it writes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from theriac.domains.device_logs.chain import PLACE, digest_of, digest_of_text


@dataclass
class OwnLog:
    """A chain; ``add`` gives the entry of the next document, where asked behind skipped places."""

    chain: str = ""
    entries: list[dict[str, Any]] = field(default_factory=list)

    def add(self, document: dict[str, Any], kind: str = "sale", skipped: int = 0) -> dict[str, Any]:
        digest = digest_of(document)
        self.chain = self.chain or digest
        entry = {
            "chain": self.chain,
            "index": len(self.entries) + 1 + skipped,
            "kind": kind,
            "key": document["id"],
            "digest": digest,
            "previous": self.entries[-1]["hash"] if self.entries else "",
        }
        entry["hash"] = hash_of_wire(entry)
        self.entries.append(entry)
        return entry

    def told(self, *entries: dict[str, Any], signed: list[Any] | None = None) -> dict[str, Any]:
        last = self.entries[-1]
        head = {name: last[name] for name in ("chain", "index", "hash")}
        return {"head": head, "signed": signed or [], "entries": list(entries)}


def hash_of_wire(entry: dict[str, Any]) -> str:
    names = ("chain", "index", "kind", "key", "digest", "previous")
    return digest_of_text("\n".join([PLACE, *(str(entry[name]) for name in names)]))
