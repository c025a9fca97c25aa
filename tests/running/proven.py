"""What the last whole proof left: a digest of each test file and of each area of the source.

``tests/proven.txt`` has them, without the files in which a test failed.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection
from functools import cache

from tests.running.areas import ROOT, files, shares_of

FILE = ROOT / "tests" / "proven.txt"


@cache
def digests() -> dict[str, str]:
    """Each area's digest as it is now."""
    whole: dict[str, hashlib._Hash] = defaultdict(hashlib.sha256)
    for path in files():
        name = path.relative_to(ROOT).as_posix()
        if path.parent != ROOT / "tests" or path.suffix == ".py":  # not what a run itself writes
            for area, content in shares_of(name, path.read_bytes()):
                whole[area].update(name.encode() + b"\0" + content)
    return {area: one.hexdigest()[:12] for area, one in sorted(whole.items())}


@cache
def known() -> dict[str, str]:
    """Each area's digest as the last whole proof left it; empty before the first."""
    if not FILE.exists():
        return {}
    told = (line.split(" ", 1) for line in FILE.read_text("utf-8").splitlines())
    return {area: digest for digest, area in told}


def write(without: Collection[str] = ()) -> None:
    """Keep what is there now as proven, but for these areas."""
    kept = {area: one for area, one in digests().items() if area not in without}
    FILE.write_text("".join(f"{one} {area}\n" for area, one in kept.items()), "utf-8")
