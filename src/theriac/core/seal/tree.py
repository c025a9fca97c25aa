"""The Merkle tree of RFC 6962, section 2.1: hashes, proofs, and the edge that grows it.

leaf = SHA-256(0x00 || data); node = SHA-256(0x01 || left || right); a tree of n leaves splits at
the largest power of two below n; the empty tree's hash is SHA-256 of nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

HASH_BYTES = 32
EMPTY = sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """RFC 9162, 2.1.1: a zero byte before the data tells a leaf from a node."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return sha256(b"\x01" + left + right).digest()


@dataclass(slots=True)
class Edge:
    """The right edge of a tree: the hashes of its whole subtrees, the largest first.

    That is all that is needed to grow the tree and to tell its root: one hash for each bit of
    ``size`` that is set.
    """

    size: int = 0
    peaks: list[bytes] = field(default_factory=list)

    def append(self, leaf: bytes) -> None:
        """Add the next leaf, given its hash."""
        node, size = leaf, self.size
        while size & 1:
            node = node_hash(self.peaks.pop(), node)
            size >>= 1
        self.peaks.append(node)
        self.size += 1

    def root(self) -> bytes:
        """The hash of the whole tree."""
        if not self.peaks:
            return EMPTY
        node = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            node = node_hash(peak, node)
        return node

    def text(self) -> str:
        """The peaks as hexadecimal text, one after the other."""
        return b"".join(self.peaks).hex()

    @classmethod
    def of_text(cls, size: int, text: str) -> Edge:
        """The edge that ``text`` wrote. Raises ValueError when it doesn't fit ``size``."""
        content = bytes.fromhex(text)
        peaks = [content[at : at + HASH_BYTES] for at in range(0, len(content), HASH_BYTES)]
        if len(content) != HASH_BYTES * size.bit_count():
            raise ValueError(f"an edge of {size} leaves has {size.bit_count()} hashes")
        return cls(size, peaks)


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root over leaves' hashes."""
    edge = Edge()
    for leaf in leaves:
        edge.append(leaf)
    return edge.root()


def _split(size: int) -> int:
    return 1 << ((size - 1).bit_length() - 1)


def inclusion_proof(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    """The audit path of one leaf (RFC 6962, 2.1.1), from the leaf up. Raises IndexError."""
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    if len(leaves) == 1:
        return []
    middle = _split(len(leaves))
    if index < middle:
        return [*inclusion_proof(index, leaves[:middle]), root_of(leaves[middle:])]
    return [*inclusion_proof(index - middle, leaves[middle:]), root_of(leaves[:middle])]


def root_by_inclusion(index: int, size: int, leaf: bytes, proof: Sequence[bytes]) -> bytes | None:
    """The root that a leaf's audit path leads to; None when the path has another length."""
    if not 0 <= index < size:
        return None
    path, node, last = list(proof), leaf, size - 1
    while last:
        if index & 1 or index < last:
            if not path:
                return None
            other = path.pop(0)
            node = node_hash(other, node) if index & 1 else node_hash(node, other)
        index, last = index >> 1, last >> 1
    return None if path else node
