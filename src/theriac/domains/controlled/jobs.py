"""Scheduled work of the registers."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import SYSTEM
from theriac.core.jobs.schedule import scheduled
from theriac.core.jobs.task import task
from theriac.domains.controlled.commands.registers import keep_registers
from theriac.domains.controlled.queries.registers import products_to_move


@scheduled(every=timedelta(hours=1))
@task(name="controlled.keep_registers", title=_("Checking registers of controlled medicines"))
def follow_registers() -> int:
    """Put goods that came in while their class was changed into its register; how many products."""
    moved = products_to_move()
    return keep_registers(actor=SYSTEM, product_ids=moved) if moved else 0
