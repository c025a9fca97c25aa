"""Writes requirements/theriac.cdx.json: all work of others that Theriac is made of.

CycloneDX 1.6, which scanners and buyers read: each package of each lock with the hashes that an
installation accepts, and what stands in the tree unchanged, by the README beside it. `scripts/lock`
writes it anew with the locks. It says the same of the same tree: no time, no serial number.

python3 scripts/bill_of_materials.py [--check]
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from writing import ROOT, run

LOCKS = ROOT / "requirements"
FILE = LOCKS / "theriac.cdx.json"
STATIC = ROOT / "src/theriac/surfaces"
BUNDLED = (STATIC / "backoffice/static/vendor", STATIC / "counter/static/counter/vendor")
INSTALLER = ROOT / "vendor"

# What a pharmacy always has, what it has by its settings, and what only developers have.
SCOPES = ("required", "optional", "excluded")
DEVELOPERS = frozenset({"dev", "scan"})

PINNED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(?P<version>[^\s;\\]+)")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
FROM_NPM = re.compile(r"npm `([^`]+)`")
WHEEL = re.compile(
    r"`(?P<name>pip)-(?P<version>[^-]+)-py3-none-any\.whl`.*`(?P<hash>[0-9a-f]{64})`"
)


@dataclass
class Component:
    """One package in one version, with all files of it that count as it."""

    kind: str
    name: str
    version: str
    scope: str
    licence: str = ""
    hashes: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)

    @property
    def purl(self) -> str:
        """Its address in the package-url scheme, by which advisories name it."""
        return f"pkg:{self.kind}/{self.name}@{self.version}"

    def also(self, other: Component) -> None:
        """The same package from another place: whoever needs it most decides its scope."""
        self.scope = min(self.scope, other.scope, key=SCOPES.index)
        self.hashes |= other.hashes
        self.places |= other.places
        licences = [*self.licence.split(" AND "), *other.licence.split(" AND ")]
        self.licence = " AND ".join(dict.fromkeys(filter(None, licences)))

    def written(self) -> dict[str, object]:
        """As CycloneDX writes it; the files are of its distribution, so their hashes are too."""
        return {
            "type": "library",
            "bom-ref": self.purl,
            "name": self.name,
            "version": self.version,
            "scope": self.scope,
            "purl": self.purl,
            **({"licenses": [{"expression": self.licence}]} if self.licence else {}),
            "externalReferences": [
                {
                    "type": "distribution",
                    "url": self.purl,
                    "hashes": [{"alg": "SHA-256", "content": one} for one in sorted(self.hashes)],
                }
            ],
            "properties": [
                {"name": "theriac:place", "value": place} for place in sorted(self.places)
            ],
        }


def locked(lock: Path) -> Iterator[Component]:
    """What a lock pins. Raises ValueError at a line that pins nothing."""
    scope = {"core": "required"}.get(lock.stem, "optional")
    scope = "excluded" if lock.stem in DEVELOPERS else scope
    for line in lock.read_text("utf-8").replace("\\\n", " ").splitlines():
        pinned = PINNED.match(line)
        if pinned is None:
            raise ValueError(f"{lock.name}: nothing is pinned by: {line}")
        name = re.sub(r"[-_.]+", "-", pinned["name"]).lower()
        found = set(HASH.findall(line))
        yield Component("pypi", name, pinned["version"], scope, "", found, {_said(lock)})


def bundled(folder: Path) -> Iterator[Component]:
    """What stands in the tree for browsers, by the table of its README."""
    for line in (folder / "README.md").read_text("utf-8").splitlines():
        npm = FROM_NPM.search(line)
        if npm is None:
            continue
        file, _what, version, licence, _text, _source, digest = (
            cell.strip() for cell in line.strip("|").split("|")
        )
        place = {_said(folder / file)}
        yield Component("npm", npm[1], version, "required", licence, {digest}, place)


def installer() -> Component:
    """The pip that installs the locks where Python has none."""
    wheel = WHEEL.search((INSTALLER / "README.md").read_text("utf-8"))
    if wheel is None:
        raise ValueError("vendor/README.md names no wheel of pip")
    place = {_said(INSTALLER)}
    return Component(
        "pypi", wheel["name"], wheel["version"], "required", "MIT", {wheel["hash"]}, place
    )


def components() -> list[Component]:
    """Each package and version once, by name."""
    found: dict[str, Component] = {}
    each = [one for lock in sorted(LOCKS.glob("*.txt")) for one in locked(lock)]
    each += [one for folder in BUNDLED for one in bundled(folder)]
    for one in [*each, installer()]:
        if one.purl in found:
            found[one.purl].also(one)
        else:
            found[one.purl] = one
    return [found[purl] for purl in sorted(found)]


def text() -> str:
    """The whole file, a line for each component, so that a change of a lock is read in it."""
    head = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "bom-ref": "theriac", "name": "theriac"}},
    }
    lines = ",\n".join(json.dumps(one.written()) for one in components())
    return f'{json.dumps(head)[:-1]}, "components": [\n{lines}\n]}}\n'


def _said(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


if __name__ == "__main__":
    sys.exit(run("bill_of_materials.py", FILE, text))
