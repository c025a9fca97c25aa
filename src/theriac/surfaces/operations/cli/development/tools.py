"""How the programs that look at the project are started."""

from __future__ import annotations

import os

from theriac.surfaces.operations.cli.subcommand import ROOT

PATHS = (ROOT / "src", ROOT / "engine" / "src", ROOT)
UNWANTED = "PYTHONDONTWRITEBYTECODE"
"""Some machines set it for all: each process of hundreds would then compile all modules anew."""


def environ_of_tools() -> dict[str, str]:
    """This process's environment, in which the project's modules and tests are found."""
    own = {name: value for name, value in os.environ.items() if name != UNWANTED}
    own.setdefault("THERIAC_ENVIRONMENT", "development")  # they serve nobody, so need no secrets
    return own | {"PYTHONPATH": os.pathsep.join(map(str, PATHS))}
