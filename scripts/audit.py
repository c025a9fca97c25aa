#!/usr/bin/env python3
"""Asks whether anything that Theriac is made of has a known hole.

    scripts/audit.py [--every] [--service ADDRESS]

The packages are those of requirements/theriac.cdx.json; the advisories are those of OSV, which
gathers GitHub's, PyPI's and npm's (https://google.github.io/osv.dev/post-v1-querybatch/). What only
developers have is asked with --every. It ends with 0 where nothing is known, 1 where something is,
and 2 where nobody could be asked: then nothing was audited, and it says so.
"""

from __future__ import annotations

import argparse
import http.client
import json
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

BILL = Path(__file__).resolve().parent.parent / "requirements" / "theriac.cdx.json"
SERVICE = "https://api.osv.dev"
AT_ONCE = 500  # OSV takes 1,000
SECONDS = 30.0

CLEAN, FOUND, UNKNOWN = range(3)


class Unreachable(Exception):
    """Advisories couldn't be had. Its text says why."""


def packages(*, every: bool) -> list[str]:
    """Their addresses in the package-url scheme, as the bill of materials names them."""
    components = json.loads(BILL.read_text("utf-8"))["components"]
    return [one["purl"] for one in components if every or one["scope"] != "excluded"]


def advisories(purls: list[str], service: str) -> Iterator[tuple[str, str]]:
    """Each package with each advisory that names its version. Raises Unreachable."""
    asked = [{"package": {"purl": purl}} for purl in purls]
    while asked:
        now, asked = asked[:AT_ONCE], asked[AT_ONCE:]
        answers = _answers(f"{service}/v1/querybatch", {"queries": now})
        for query, answer in zip(now, answers, strict=True):
            for one in answer.get("vulns", []):
                yield query["package"]["purl"], one["id"]
            if further := answer.get("next_page_token"):
                asked.append({**query, "page_token": further})


def _answers(address: str, body: dict[str, Any]) -> list[dict[str, Any]]:
    request = urllib.request.Request(  # noqa: S310 (https, or the operator's own)
        address, json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 (as above)
            results: list[dict[str, Any]] = json.load(answer)["results"]
    except (OSError, http.client.HTTPException) as error:
        raise Unreachable(str(error)) from error
    except (ValueError, KeyError, TypeError) as error:
        raise Unreachable("what answered isn't a service of advisories") from error
    if len(results) != len(body["queries"]):
        raise Unreachable(f"{len(results)} answers to {len(body['queries'])} questions")
    return results


def main() -> int:
    """Asks, and says what came of it."""
    parser = argparse.ArgumentParser(prog="scripts/audit.py")
    parser.add_argument("--every", action="store_true", help="what only developers have, too")
    parser.add_argument("--service", default=SERVICE, help="another that answers as OSV does")
    options = parser.parse_args()
    purls, service = packages(every=options.every), options.service.rstrip("/")
    try:
        found = sorted(set(advisories(purls, service)))
    except Unreachable as error:
        sys.stderr.write(
            f"NOT AUDITED: {service} gave no advisories ({error}). Nothing is known about the "
            f"{len(purls)} packages. Connect this machine, or name another service with "
            f"--service, and run it again.\n"
        )
        return UNKNOWN
    for purl, advisory in found:
        sys.stdout.write(f"{purl}: {advisory}, https://osv.dev/{advisory}\n")
    sys.stdout.write(f"{len(purls)} packages asked of {service}, {len(found)} advisories.\n")
    return FOUND if found else CLEAN


if __name__ == "__main__":
    sys.exit(main())
