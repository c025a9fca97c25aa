"""One alert: why it was raised, who sees to it, and acknowledging it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy

from theriac.core.ids import parse_id
from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import by_name, names_of, people_of_branch
from theriac.domains.catalog.queries.products import ProductDetail, get_product
from theriac.domains.replenishment.commands.acknowledge import acknowledge_alert, assign_alert
from theriac.domains.replenishment.permissions import KEEP_WANTS, SEE_TO_ALERTS, SET_MINIMUM
from theriac.domains.replenishment.queries.alerts import find_alert, people_named
from theriac.domains.replenishment.queries.reorder import reorder_reasons
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.replenishment.words import (
    KINDS,
    note_words,
    owner_words,
    reason_words,
    says,
    state_badge,
    subject_url,
)
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls
from theriac.surfaces.backoffice.shell.one import One, OneScreen
from theriac.surfaces.backoffice.templatetags import theriac as shown


class AlertScreen(OneScreen):
    """A screen of the alert that the address names."""

    own_page = "backoffice:alert_detail"
    among = ((gettext_lazy("Alerts"), "backoffice:alert_list"),)

    alert: One[Any] = One(
        "alert_id",
        lambda at, key: find_alert(actor=at.actor, branch_id=at.branch, alert_id=key),
        missing=gettext_lazy("This alert doesn’t exist at this branch. Choose one from the list."),
    )

    @cached_property
    def product(self) -> ProductDetail | None:
        """What it is about."""
        if self.alert.product_id is None:
            return None
        return get_product(actor=self.actor, product_id=self.alert.product_id)

    def name(self) -> Text:
        """What it is about."""
        if self.product is not None:
            return self.product.name
        return str(self.alert.sensor.name) if self.alert.sensor else gettext_lazy("Alert")


class AlertDetail(AlertScreen):
    """Why it was raised, and what is done about it."""

    permission = VIEW_STOCK
    template_name = "backoffice/replenishment/alert.html"

    def context(self) -> dict[str, Any]:
        alert = self.alert
        people = names_of(people_named([alert]))
        care = getattr(alert, "care", None)
        may_see_to = self.may(SEE_TO_ALERTS) and alert.cleared_at is None
        return {
            "alert": alert,
            "kind": KINDS.badge(says(alert)),
            "state": state_badge(alert),
            "reason": self._reason(),
            "owner": owner_words(alert, people),
            "owner_id": care.owner_id if care else None,
            "note": note_words(alert),
            "acknowledged_at": care.acknowledged_at if care else None,
            "acknowledged_by": people.get(care.acknowledged_by, "") if care else "",
            "subject_url": subject_url(alert),
            "may_acknowledge": may_see_to and (care is None or care.acknowledged_at is None),
            "may_assign": may_see_to,
            "may_want": alert.product_id is not None and self.may(KEEP_WANTS),
            "may_set_minimum": alert.kind == "low" and self.may(SET_MINIMUM),
            "people": by_name(people_of_branch(self.branch)) if may_see_to else [],
            **history_beside(self, alert.id),
        }

    def _reason(self) -> Any:
        product = self.product
        if self.alert.kind != "low" or product is None:
            return reason_words(self.alert, product, None)
        reasons = reorder_reasons(
            actor=self.actor,
            branch_id=self.branch,
            today=shown.today(),
            product_ids=[product.id],
        )
        return reason_words(self.alert, product, reasons[product.id])


class AcknowledgeAlert(AlertScreen, ButtonScreen):
    """Somebody knows of it."""

    calls = Calls(acknowledge_alert, note=str)
    done = gettext_lazy("Acknowledged. The alert closes automatically when its cause is resolved.")


class AssignAlert(AlertScreen, ButtonScreen):
    """Who sees to it."""

    calls = Calls(assign_alert, owner_id=parse_id)
    done = gettext_lazy("Saved.")
