"""Fills the database of DATABASE_URL with so many times the demo, or with the small one.

``TIMES [--small]``; the last line is the sign-in name of the owner.
"""

from __future__ import annotations

import argparse
from dataclasses import replace

import django


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("times", type=int)
    parser.add_argument("--small", action="store_true")
    options = parser.parse_args()
    django.setup()

    from theriac.surfaces.operations.demo import load_demo  # noqa: PLC0415 (app-ready)
    from theriac.surfaces.operations.demo.plan.pharmacy import (  # noqa: PLC0415 (app-ready)
        FULL,
        SMALL,
    )

    scale = SMALL if options.small else FULL
    summary = load_demo(country="id", scale=replace(scale, sales=scale.sales * options.times))
    owner = next(one.username for one in summary if one.role == "owner")
    print(summary.counts)
    print(owner)


if __name__ == "__main__":
    main()
