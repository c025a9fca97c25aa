"""Checks an export of Theriac's sealed books: one file, Python 3.11 or newer, nothing else.

    python3 verify_books.py EXPORT --heads HEADS --key KEY

EXPORT is the ZIP from the page "Seal", or a copy of the store's folder; HEADS were kept elsewhere
(the store, a saved letter); KEY is the public key as you know it from elsewhere. Both may be
repeated. It recomputes every leaf, the Merkle tree over them (RFC 6962) at each head, and the
heads' Ed25519 signatures (RFC 8032). Exit code 0: nothing was changed, removed, inserted or
reordered since each head; 1: something was, and the first row is named; 2: it can't be checked.
Without --heads only the export's own are compared: who rewrote all and has the signing key isn't
caught by those.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
NOTE = re.compile(
    r"(theriac/([0-9a-f]{32})\n(\d{1,18})\n([A-Za-z0-9+/]{43}=)\nmade (\S{1,40})\n)\n"
    "\u2014 theriac ([A-Za-z0-9+/]{91}=)\n"
)
OTHERS = (".leaves", ".pub", ".edge", ".json", ".py", ".zip")
LATE = "rows say they are over an hour older than a head without them, as history does: first"
Point = tuple[int, int, int, int]


class Finding(Exception):
    """Something was changed; the text names it."""


def _add(p: Point, q: Point) -> Point:
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def _times(scalar: int, point: Point) -> Point:
    result: Point = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = _add(result, point)
        point, scalar = _add(point, point), scalar >> 1
    return result


def _point_of(data: bytes) -> Point | None:
    number = int.from_bytes(data, "little")
    y, sign = number & (1 << 255) - 1, number >> 255
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE = _point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little")) or (0, 1, 1, 0)


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the Ed25519 signature is the key's over the message."""
    if len(public) != 32 or len(signature) != 64:
        return False
    a, r = _point_of(public), _point_of(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    one, two = _times(s, BASE), _add(r, _times(k, a))
    return [(one[at] * two[2] - two[at] * one[2]) % P for at in (0, 1)] == [0, 0]


class Tree:
    """The right edge of a tree: the hashes of its whole subtrees, the largest first."""

    def __init__(self, size: int = 0, peaks: bytes = b"") -> None:
        self.size = size
        self.peaks = [peaks[at : at + 32] for at in range(0, len(peaks), 32)]

    def append(self, node: bytes) -> None:
        for _whole in range((~self.size & self.size + 1).bit_length() - 1):
            node = hashlib.sha256(b"\x01" + self.peaks.pop() + node).digest()
        self.peaks.append(node)
        self.size += 1

    def root(self) -> bytes:
        if not self.peaks:
            return hashlib.sha256(b"").digest()
        node = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            node = hashlib.sha256(b"\x01" + peak + node).digest()
        return node


class Head(NamedTuple):
    """What is signed, and the signature."""

    text: str
    root: bytes
    made: str
    signature: bytes


Heads = dict[tuple[str, int], Head]


class Files:
    """A folder, a ZIP or one file: names, and the lines of a name."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.zip = zipfile.ZipFile(path) if zipfile.is_zipfile(path) else None
        if self.zip:
            self.names = sorted(self.zip.namelist())
        elif path.is_dir():
            found = (one for one in path.rglob("*") if one.is_file())
            self.names = sorted(one.relative_to(path).as_posix() for one in found)
        elif path.is_file():
            self.names = [""]
        else:
            raise ValueError(f"{path} isn't there")

    def lines(self, name: str) -> Iterator[bytes]:
        with self.zip.open(name) if self.zip else (self.path / name).open("rb") as file:
            yield from file

    def text(self, name: str) -> str:
        return b"".join(self.lines(name)).decode("utf-8", "replace").replace("\r\n", "\n")

    def heads(self) -> Heads:
        found: Heads = {}
        for name in self.names:
            for match in () if name.endswith(OTHERS) else NOTE.findall(self.text(name)):
                text, log, size, root, made, signature = match
                head = Head(text, base64.b64decode(root), made, base64.b64decode(signature)[4:])
                if found.setdefault((log, int(size)), head).root != head.root:
                    raise Finding(f"two heads over {size} rows have different roots")
        return found

    def keys(self) -> set[bytes]:
        return {bytes.fromhex(self.text(name)) for name in self.names if name.endswith(".pub")}

    def told(self, begin: str, ending: str) -> dict[str, Any]:
        names = [one for one in self.names if one.startswith(begin) and one.endswith(ending)]
        return dict(json.loads(self.text(names[0]))) if names else {}

    def leaves(self, log: str, begin: int) -> Iterator[tuple[int, bytes, bytes]]:
        """Position, hash and content of a log's leaves in order. Raises Finding at a gap."""
        for name in self.names:
            if name.startswith(f"{log}/") and name.endswith(".leaves"):
                start, end = (int(part) for part in name.split("/")[-1][:-7].split("-"))
                if start > begin:
                    raise Finding(f"rows {begin + 1} to {start} are missing")
                position = start
                for line in self.lines(name):
                    if position >= begin:
                        yield position, line[:64], line[65:].rstrip(b"\n")
                    position += 1
                if position != end:
                    raise Finding(f"row {position + 1} is missing or one too many: {name}")
                begin = max(begin, end)


def _row_name(position: int, data: bytes) -> str:
    try:
        told = json.loads(data)
        return f"row {position + 1} ({told['kind']} {told['id']})"
    except (ValueError, KeyError, TypeError):
        return f"row {position + 1}"


class Check:
    """One log of an export against heads, and against leaves that were kept elsewhere."""

    def __init__(self, files: Files, log: str, heads: Heads, kept: list[Files]) -> None:
        self.files, self.log, self.heads = files, log, heads
        edge = files.told(log, ".edge")
        self.tree = Tree(edge.get("size", 0), bytes.fromhex(edge.get("edge", "")))
        self.begin = self.agreed_to = self.tree.size
        self.first, self.late_first, self.before = f"row {self.begin + 1}", "", ""
        self.agreed = self.late = 0
        self.kept = [one.leaves(log, self.begin) for one in kept if one.path.is_dir()]
        if self.begin and (log, self.begin) not in heads:
            raise ValueError(f"the head over {self.begin} rows, where it begins, isn't there")

    def run(self) -> None:
        self._compare()
        for position, leaf, data in self.files.leaves(self.log, self.begin):
            self._beside(position, leaf, data)
            digest = hashlib.sha256(b"\x00" + data).digest()
            if digest.hex().encode() != leaf:
                done = "removed" if data.startswith(b'{"gone"') else "changed"
                raise Finding(f"{_row_name(position, data)} was {done} after it was sealed")
            if position == self.agreed_to:
                self.first = _row_name(position, data)
            if data.partition(b'"at":"')[2][:27].decode() < self.before:
                self.late_first = self.late_first or _row_name(position, data)
                self.late += 1
            self.tree.append(digest)
            self._compare()

    def _beside(self, position: int, leaf: bytes, data: bytes) -> None:
        for leaves in self.kept:
            other = next(leaves, None)
            if other is not None and (other[0], other[1]) != (position, leaf):
                was, now = _row_name(position, other[2]), _row_name(position, data)
                raise Finding(f"{now} isn't what was sealed there: {was}")

    def _compare(self) -> None:
        head = self.heads.get((self.log, self.tree.size))
        if head is None:
            return
        if head.root != self.tree.root():
            which = f"one of the rows {self.agreed_to + 1} to {self.tree.size}"
            why = f"the head made {head.made} doesn't fit; the first is {self.first}"
            raise Finding(f"{which} was exchanged, inserted, removed or moved: {why}")
        made = datetime.fromisoformat(head.made) - timedelta(hours=1)
        self.before = made.isoformat(timespec="microseconds").replace("+00:00", "Z")
        self.agreed, self.agreed_to = self.agreed + 1, self.tree.size


def check_signatures(heads: Heads, keys: set[bytes], *, every: bool) -> int:
    """Check the newest heads and the first of each day, or every one; tells how many."""
    ordered = sorted(heads.items(), key=lambda one: (one[1].made, one[0]))
    first = {head.made[:10]: (place, head) for place, head in reversed(ordered)}
    chosen = dict(ordered if every else [*ordered[-100:], *first.values()])
    for (_log, size), head in chosen.items():
        if not any(is_signed(key, head.text.encode(), head.signature) for key in keys):
            raise Finding(f"the head over {size} rows, made {head.made}, has no good signature")
    return len(chosen)


def verify(options: argparse.Namespace) -> list[str]:
    """The lines to print when all is well. Raises Finding or ValueError."""
    files, kept = Files(options.export), [Files(path) for path in options.heads]
    own, elsewhere = files.heads(), {}
    for other in kept:
        elsewhere.update(other.heads())
    keys = {bytes.fromhex(key) for key in options.key}
    keys |= set() if keys else files.keys().union(*(one.keys() for one in kept))
    heads = {**own, **elsewhere}
    if not heads or not keys:
        raise ValueError("there is no head, or no public key; name them by --heads and --key")
    signed = check_signatures(heads, keys, every=options.all_signatures)
    until = files.told("export", ".json").get("until", "~")
    lines = []
    for log in sorted({log for log, _size in heads}):
        check = Check(files, log, heads, kept)
        check.run()
        for (one, size), head in sorted(heads.items()):
            if one == log and size > (end := check.tree.size) and head.made <= until:
                raise Finding(f"the head made {head.made} covers {size} rows; {end} are there")
        to = f"{check.begin + 1} to {check.agreed_to}"
        lines += [f"log {log}: rows {to} agree with {check.agreed} heads"]
        if check.late:
            lines += [f"  {check.late} {LATE} {check.late_first}"]
    lines += [f"{signed} signatures checked, by the key {key.hex()}" for key in sorted(keys)]
    lines += ["the newest head:", max(heads.values(), key=lambda head: head.made).text.rstrip()]
    if not elsewhere:
        lines += ["only the export's own heads were compared: name those kept elsewhere by --heads"]
    return [*lines, "OK: nothing was changed, removed, inserted or reordered"]


def main(arguments: list[str]) -> int:
    """Run it; the result is the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("export", type=Path, help="the ZIP, or a copy of the store's folder")
    parser.add_argument("--heads", type=Path, action="append", default=[], help="kept elsewhere")
    parser.add_argument("--key", action="append", default=[], help="public key, 64 hex digits")
    parser.add_argument("--all-signatures", action="store_true", help="check every signature")
    try:
        lines, code = verify(parser.parse_args(arguments)), 0
    except Finding as finding:
        lines, code = [f"CHANGED: {finding}"], 1
    except (OSError, ValueError, zipfile.BadZipFile) as problem:
        lines, code = [f"It can't be checked: {problem}"], 2
    sys.stdout.write("\n".join(lines) + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
