"""Brings an installation's database up to date and checks it before it serves."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import asdict
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from theriac.core.actor import SYSTEM
from theriac.core.append_only.installation import TriggerRefused
from theriac.core.privacy.erasure import apply_destroyed_keys
from theriac.core.privacy.jobs import rewrap_if_needed
from theriac.core.telemetry.metrics import clear_metrics
from theriac.domains.organisation.commands.sealing_keys import keep_sealing_keys
from theriac.surfaces.operations.cli.subcommand import Refusal


def bring_up_to_date(*, checks: bool = True) -> None:
    """Run the migrations (which put the triggers back) and every check, the database's too.

    Without ``checks`` the caller sees to them (``check``).

    Branches that lack a sealing key, or whose key doesn't open here, get a new one. Who was erased
    stays erased, whatever copy of database or key store was put back; keys under an older master
    key are wrapped anew by the worker.

    Raises SystemCheckError or Refusal naming what is wrong.
    """
    Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
    clear_metrics()
    try:
        call_command("migrate", interactive=False, verbosity=0)
    except TriggerRefused as problem:
        raise Refusal(str(problem)) from problem
    if checks:
        check()
    keep_sealing_keys(actor=SYSTEM)
    apply_destroyed_keys()
    rewrap_if_needed()


def check() -> None:
    """Run every check, the database's too. Raises SystemCheckError naming what is wrong."""
    call_command("check", databases=["default"], stdout=io.StringIO())


def load_demo_data(country: str, noted: Path) -> None:
    """Load a country's demo pharmacy and note its sign-ins; does nothing when they are noted."""
    if noted.exists():
        return
    from theriac.surfaces.operations.demo import load_demo  # noqa: PLC0415 (slow)
    from theriac.surfaces.operations.demo.progress import Percent  # noqa: PLC0415 (slow)

    progress = Percent("Loading the demo pharmacy", sys.stderr)
    people = [asdict(sign_in) for sign_in in load_demo(country=country, progress=progress)]
    begun = noted.with_suffix(".part")
    begun.touch(mode=0o600)
    begun.write_text(json.dumps({"country": country, "people": people}), encoding="utf-8")
    begun.replace(noted)
