"""A prescription: lines as written and matched, alerts, pictures, steps with their times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from theriac.core import clock
from theriac.core.actor import SYSTEM_NAME
from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.adverse_events.permissions import REPORT_ADVERSE_EVENTS
from theriac.domains.catalog.permissions import VIEW_CATALOG
from theriac.domains.catalog.queries.generics import generic_details
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.clinical.permissions import CHECK_SAFETY
from theriac.domains.clinical.rules.results import Result
from theriac.domains.eprescriptions.queries.inbox import electronic_among
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.patients.rules.reasons import WHY
from theriac.domains.prescriptions.commands.open import check_lines
from theriac.domains.prescriptions.ids import PrescriptionId
from theriac.domains.prescriptions.permissions import (
    HAND_OVER_PRESCRIPTIONS,
    OPEN_PRESCRIPTIONS,
    PREPARE_PRESCRIPTIONS,
    RECEIVE_PRESCRIPTIONS,
    REVIEW_PRESCRIPTIONS,
    VERIFY_PRESCRIPTIONS,
)
from theriac.domains.prescriptions.rules import reasons
from theriac.domains.prescriptions.rules.fills import Authorised
from theriac.domains.prescriptions.rules.states import (
    COMPOUNDED_IN,
    JUMPS,
    REVIEWING,
    dispense_status,
    request_status,
)
from theriac.domains.prescriptions.words import STATE_WORDS
from theriac.domains.sales.permissions import VIEW_SALES
from theriac.surfaces.backoffice.compounding.beside import (
    compounded_for,
    way_for_line,
    ways_to_compound,
)
from theriac.surfaces.backoffice.counselling.beside import counselling_of
from theriac.surfaces.backoffice.interventions.beside import interventions_on
from theriac.surfaces.backoffice.prescriptions.base import OnePrescription
from theriac.surfaces.backoffice.prescriptions.papers.sheets import printed_beside
from theriac.surfaces.backoffice.prescriptions.pictures import pictures_beside
from theriac.surfaces.backoffice.prescriptions.reviews.alerts import alerts_beside, asked_of
from theriac.surfaces.backoffice.prescriptions.reviews.form import ApprovalForm
from theriac.surfaces.backoffice.prescriptions.words import (
    STATES,
    dose_words,
    lasted,
    reason_words,
    step_reason,
)

MATCHABLE = ("received", "reviewing", "queried")
RIGHTS = {
    "may_receive": RECEIVE_PRESCRIPTIONS,
    "may_review": REVIEW_PRESCRIPTIONS,
    "may_prepare": PREPARE_PRESCRIPTIONS,
    "may_verify": VERIFY_PRESCRIPTIONS,
    "may_hand": HAND_OVER_PRESCRIPTIONS,
    "may_see_sales": VIEW_SALES,
}


class PrescriptionDetail(OnePrescription):
    """What it says and what may be done with it now; each look is logged with its reason."""

    permission = OPEN_PRESCRIPTIONS
    template_name = "backoffice/prescriptions/one.html"

    def page_title(self) -> Text:
        return self.opened.prescription.code

    def context(self) -> dict[str, Any]:
        """Everything of it, with the alerts while it is reviewed."""
        opened = self.opened
        found = opened.prescription
        people = names_of({one.by for one in opened.steps} | {one.by for one in opened.outcomes})
        return {
            "opened": opened,
            "prescription": found,
            "state": STATES.badge(found.state),
            "lasted": lasted(found.state_since),
            **self._copied(found.content["copied_from"]),
            "is_over": found.valid_until is not None
            and found.valid_until < branch_date(self.branch),
            "lines": self._lines(),
            "history": self._history(people),
            "goes": {target: target in JUMPS[found.state] for target in STATE_WORDS},
            "may_match": found.state in MATCHABLE and self.may(RECEIVE_PRESCRIPTIONS),
            "may_note": found.state in ("approved", "preparing", "verified", "ready")
            and self.may(PREPARE_PRESCRIPTIONS),
            "may_instead": found.state in ("approved", "preparing")
            and self.may(PREPARE_PRESCRIPTIONS),
            "may_dispense": found.state == "ready" and self.may(PREPARE_PRESCRIPTIONS),
            "may_reverse": found.state in ("ready", "handed_over")
            and self.may(PREPARE_PRESCRIPTIONS),
            "request_status": request_status(found.state),
            "dispense_status": dispense_status(found.state),
            "reasons": {
                "queried": list(reasons.WHY_QUERIED.items()),
                "refused": list(reasons.WHY_REFUSED.items()),
                "stopped": list(reasons.WHY_STOPPED.items()),
                "not_dispensed": list(reasons.WHY_NOT_DISPENSED.items()),
            },
            "whys": list(WHY.items()),
            **printed_beside(opened),
            "electronic_id": electronic_among([found.id]).get(found.id),
            "why": self.why(),
            **{name: self.may(right) for name, right in RIGHTS.items()},
            **self._review(),
            **pictures_beside(self, found),
            **counselling_of(self, found),
            **interventions_on(self, found.id),
            "may_report_adverse": self.may(REPORT_ADVERSE_EVENTS),
        }

    @cached_property
    def checked(self) -> Result | None:
        """What the safety checks find, while somebody reviews it who may see that."""
        if not (self._is_reviewed and self.may(CHECK_SAFETY)):
            return None
        return check_lines(
            actor=self.actor,
            branch_id=self.branch,
            prescription_id=PrescriptionId(self.opened.prescription.id),
        )

    @property
    def _is_reviewed(self) -> bool:
        is_open = self.opened.prescription.state == REVIEWING
        return is_open and self.may(REVIEW_PRESCRIPTIONS)

    def approval_form(self, **options: Any) -> ApprovalForm:
        """The form of the approval, with what it asks about the alerts that stop."""
        asked = asked_of(self.checked.alerts) if self.checked else ()
        initial = {"version": self.opened.prescription.version}
        return ApprovalForm(initial=initial, asked=asked, **options)

    def _review(self) -> dict[str, Any]:
        """The alerts and the form of the approval, while it is reviewed."""
        if not self._is_reviewed:
            return {}
        return {
            "is_reviewed": True,
            "form": self.approval_form(),
            **(alerts_beside(self.checked) if self.checked else {}),
        }

    def _lines(self) -> list[dict[str, Any]]:
        opened = self.opened
        compounded = compounded_for(self, opened.prescription.id)
        products = {one.product_id for one in opened.lines}
        products |= {one.product_id for one in opened.dispenses}
        products |= {one.product_id for one in opened.outcomes}
        names = product_names(key for key in products if key)
        generics = self._generics({one.generic_id for one in opened.lines if one.generic_id})
        found = []
        for line in opened.lines:
            outcomes = [one for one in opened.outcomes if one.line_id == line.id]
            now = [one for one in outcomes if one.round == opened.prescription.round]
            instead = next((one.product_id for one in now if one.kind == "substituted"), None)
            terms = Authorised(line.quantity, line.repeats, line.dispensed)
            given = instead or line.product_id
            found.append(
                {
                    "line": line,
                    "written": line.content["written"],
                    "product": names.get(line.product_id, "") if line.product_id else "",
                    "generic": generics.get(line.generic_id, "") if line.generic_id else "",
                    "directions": dose_words(line.content["directions"]),
                    "terms": terms,
                    "given_id": given,
                    "given": names.get(given, "") if given else "",
                    "outcomes": [
                        (
                            one,
                            reason_words(one.reason_code, one.kind),
                            names.get(one.product_id or one.id, ""),
                        )
                        for one in now
                    ],
                    "compounded": compounded.get(line.id, ()),
                    "dispenses": [
                        (one, names.get(one.product_id, ""))
                        for one in opened.dispenses
                        if one.line_id == line.id
                    ],
                }
            )
        return self._compoundable(found)

    def _compoundable(self, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The lines, each that may be compounded for now with the way there."""
        if self.opened.prescription.state not in COMPOUNDED_IN:
            return lines
        ways = ways_to_compound(self, {one["given_id"] for one in lines if one["given_id"]})
        for one in lines:
            if way := ways.get(one["given_id"]):
                one["compound"] = way_for_line(way, one["line"].id)
        return lines

    def _generics(self, ids: set[UUID]) -> dict[UUID, str]:
        if not ids or not self.may(VIEW_CATALOG):
            return {}
        found = generic_details(actor=self.actor, generic_ids=sorted(ids))
        return {one.id: one.name for one in found}

    def _copied(self, kept: Mapping[str, str] | None) -> dict[str, Any]:
        on = kept["copied_on"] if kept else ""
        return {"copied_from": kept, "copied_on": date.fromisoformat(on) if on else None}

    def _history(self, people: Any) -> Sequence[dict[str, Any]]:
        """Each step with who took it and how long its state lasted."""
        steps = list(self.opened.steps)
        ends = [*(one.at for one in steps[1:]), None]
        return [
            {
                "state": STATE_WORDS[one.to_state],
                "at": one.at,
                "by": people.get(one.by, SYSTEM_NAME),
                "reason": step_reason(one),
                "note": one.note,
                "lasted": lasted(one.at, until or clock.now()),
                "is_now": until is None,
            }
            for one, until in zip(steps, ends, strict=True)
        ]
