"""The first page: each role lands on what concerns it."""

from __future__ import annotations

from collections.abc import Callable
from logging import getLogger
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.audit.permissions import VIEW_TRAIL
from theriac.core.audit.queries import list_records
from theriac.core.jobs.permissions import VIEW_JOBS
from theriac.core.problems import Text
from theriac.core.seal.status import standing
from theriac.domains.accounts.queries.pins import has_pin
from theriac.domains.purchasing.permissions import DRAFT_RECEIPT
from theriac.domains.sales.permissions import SELL, VIEW_SALES
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.stock.queries.ledger.receipts import latest_receipts
from theriac.surfaces.backoffice.audit.lines import draw
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.navigation import address_of
from theriac.surfaces.backoffice.shell.screens import Screen
from theriac.surfaces.backoffice.templatetags import theriac as shown
from theriac.surfaces.backoffice.today.charts import expiry_chart, hours_chart
from theriac.surfaces.backoffice.today.decisions import decisions
from theriac.surfaces.backoffice.today.facts import Facts
from theriac.surfaces.backoffice.today.figures import FIGURES, Figure
from theriac.surfaces.backoffice.today.parts import (
    books,
    expiring_batches,
    failed_jobs,
    terminal_rows,
)
from theriac.surfaces.backoffice.today.roles import FIGURES as FIGURES_OF
from theriac.surfaces.backoffice.today.roles import MAIN, SIDE, leading_role
from theriac.surfaces.backoffice.today.tour import tour_of

logger = getLogger(__name__)

NEEDS = {
    "sales": VIEW_SALES,
    "transactions": VIEW_SALES,
    "own_sales": VIEW_SALES,
    "own_transactions": VIEW_SALES,
    "cases": VIEW_SALES,
    "queue": VIEW_SALES,
    "held": VIEW_SALES,
    "hours": VIEW_SALES,
    "latest": VIEW_SALES,
    "terminals": VIEW_SALES,
    "branches": VIEW_SALES,
    "low": VIEW_STOCK,
    "expiring": VIEW_STOCK,
    "expired": VIEW_STOCK,
    "without": VIEW_STOCK,
    "expiry": VIEW_STOCK,
    "expiry_batches": VIEW_STOCK,
    "books": VIEW_JOBS,
    "jobs": VIEW_JOBS,
    "failed": VIEW_JOBS,
    "receipts": VIEW_STOCK,
    "trail": VIEW_TRAIL,
    "seal": VIEW_TRAIL,
}
"""What a part asks for; what isn't named asks for the role that it is given to."""
ROWS = 6
OPEN_TO_ADMINISTRATION = frozenset({"terminals", "people"})


class Today(Screen):
    """What waits for a decision, and the day in figures, by role."""

    permission = None
    title = gettext_lazy("Today")
    template_name = "backoffice/today/today.html"

    def page_title(self) -> Text:
        return self.title

    def greeting(self) -> str:
        """Good morning, Sri: by the branch's clock."""
        hour = self._facts_now.hour
        first = next((w for w in self.actor.name.split() if not w.endswith(".")), "")
        if hour < 11:
            words = _("Good morning, %(name)s")
        elif hour < 15:
            words = _("Good day, %(name)s")
        elif hour < 19:
            words = _("Good afternoon, %(name)s")
        else:
            words = _("Good evening, %(name)s")
        return words % {"name": first or self.actor.name}

    @property
    def _facts_now(self) -> Any:
        return clock.now().astimezone(frame.pharmacy().zone)

    def context(self) -> dict[str, Any]:
        """The parts of the person's role."""
        role = leading_role(self.actor)
        base = {
            "greeting": self.greeting(),
            "day": shown.today(),
            "role": role,
            "tour": tour_of(self, role),
            "lacks_pin": self.may(SELL) and not has_pin(self.actor.id),
        }
        if self.branch_id is None or not role:
            return base | {"figures": [], "main": [], "side": [], "ways": []}
        facts = Facts(self.actor, self.branch_id, (get_language() or "en").partition("-")[0])
        return base | {
            "facts": facts,
            "figures": [
                figure
                for name in FIGURES_OF[role]
                if self._sees(role, name) and (figure := _figure(name, facts))
            ],
            "main": [self._part(name, facts) for name in MAIN[role] if self._sees(role, name)],
            "side": [self._part(name, facts) for name in SIDE[role] if self._sees(role, name)],
            "ways": self._ways(),
        }

    def _sees(self, role: str, name: str) -> bool:
        if role == "administrator" and name in OPEN_TO_ADMINISTRATION:
            return True
        needed = NEEDS.get(name)
        return needed is None or self.may(needed)

    def _part(self, name: str, facts: Facts) -> dict[str, Any]:
        try:
            content = PARTS[name](facts)
        except Exception:  # a part that fails takes no other with it
            logger.exception("a part of Today failed", extra={"part": name})
            return {"template": "backoffice/today/failed.html", "name": name, "part": None}
        return {"template": f"backoffice/today/{name}.html", "name": name, "part": content}

    def _ways(self) -> list[tuple[Text, str, str]]:
        """What this person does most: at most two buttons, the first one filled."""
        ways: list[tuple[Text, str, str]] = []
        if self.may(DRAFT_RECEIPT) and not self.may(SELL):
            ways.append((_("Receive"), "box-arrow-in-down", reverse("backoffice:receipt_new")))
        counter = address_of("counter:page")
        if self.may(SELL) and counter:
            ways.append((_("Open counter"), "upc-scan", counter))
        return ways


def _figure(name: str, facts: Facts) -> Figure | None:
    try:
        return FIGURES[name](facts)
    except Exception:  # a figure that fails takes no other with it
        logger.exception("a figure of Today failed", extra={"part": name})
        return Figure(_("Can't be calculated"), "–")


def _decisions(facts: Facts) -> Any:
    return decisions(facts, facts.actor)


def _branches(facts: Facts) -> Any:
    return [
        (branch.name, money(day.total), day.count)
        for branch in facts.branches
        if (day := facts.branch_days.get(branch.id))
    ]


def _latest(facts: Facts) -> Any:
    return [(sale, money(sale.total)) for sale in facts.own_latest]


def _receipts(facts: Facts) -> Any:
    return latest_receipts(actor=facts.actor, branch_id=facts.branch_id, limit=ROWS)


def _trail(facts: Facts) -> Any:
    records = list(list_records(actor=facts.actor).order_by("-recorded_at", "-id")[:ROWS])
    draw(records)
    return records


def _seal(facts: Facts) -> Any:
    return standing()


PARTS: dict[str, Callable[[Facts], Any]] = {
    "decisions": _decisions,
    "hours": hours_chart,
    "expiry": expiry_chart,
    "expiry_batches": expiring_batches,
    "terminals": terminal_rows,
    "branches": _branches,
    "latest": _latest,
    "books": books,
    "jobs": failed_jobs,
    "receipts": _receipts,
    "trail": _trail,
    "seal": _seal,
}
