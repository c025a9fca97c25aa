"""One offer: how far it is, its lines, and what may be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from theriac.domains.catalog.queries.names import pack_names, product_names
from theriac.domains.offers.commands.confirm import confirm_offer, withdraw_offer
from theriac.domains.offers.commands.engine import retry_job
from theriac.domains.offers.permissions import CONFIRM_OFFERS, DRAFT_OFFERS, VIEW_OFFERS
from theriac.domains.offers.queries.offers import all_lines, lines_from
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.catalog.words import money, pack_title
from theriac.surfaces.backoffice.purchasing.offers.base import OfferScreen
from theriac.surfaces.backoffice.purchasing.offers.words import (
    JOB_TITLES,
    JOBS,
    SUPPLIER_BY,
    WHY,
    fault_words,
    state_badge,
)
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls, at_most
from theriac.surfaces.backoffice.shell.listing.export import Export
from theriac.surfaces.backoffice.shell.listing.exported import ExportedScreen

MOST_SHOWN = 100


class OfferDetail(OfferScreen, ExportedScreen):
    """The lines as they stand, with what each was recognised as and why."""

    permission = VIEW_OFFERS
    template_name = "backoffice/purchasing/offers/detail.html"
    exports = (
        Export(_("On the offer"), lambda row: row["line"].text),
        Export(_("Supplier code"), lambda row: row["line"].code),
        Export(_("Product"), lambda row: row["product"]),
        Export(_("Pack"), lambda row: row["pack"]),
        Export(_("Price"), lambda row: row["price"]),
        Export(_("Expiry"), lambda row: row["line"].expires_on),
        Export(_("Recognised"), lambda row: str(row["why"])),
    )

    def exported_rows(self) -> list[dict[str, Any]]:
        return shown_lines(all_lines(self.view.offer))

    def context(self) -> dict[str, Any]:
        """The offer in words, and what may be done with it."""
        view, offer, job = self.view, self.view.offer, self.view.job
        first = self._first()
        lines = lines_from(offer, first, MOST_SHOWN)
        is_open = offer.state in ("draft", "reading")
        last = lines[-1].position if lines else 0
        return {
            "view": view,
            "offer": offer,
            "state": state_badge(offer.state, is_unread=job is not None and job.state == "failed"),
            "supplier_by": SUPPLIER_BY.get(offer.supplier_by, ""),
            "job": job,
            "job_title": JOB_TITLES.get(job.state, JOB_TITLES["queued"]) if job else "",
            "job_state": JOBS.badge(job.state) if job else "",
            "lines": shown_lines(lines),
            "next": last + 1 if len(lines) == MOST_SHOWN else 0,
            "first": first,
            "freight": money(offer.freight or None),
            "freight_free_from": money(offer.freight_free_from),
            "minimum_order": money(offer.minimum_order or None),
            "may_write": is_open and self._may(DRAFT_OFFERS),
            "may_teach": is_open and offer.file_id is not None and self._may(DRAFT_OFFERS),
            "may_confirm": offer.state == "draft"
            and view.counts.all > view.counts.left_out
            and self._may(CONFIRM_OFFERS),
            "may_withdraw": offer.state != "withdrawn" and self._may(CONFIRM_OFFERS),
            "may_retry": offer.state == "reading"
            and job is not None
            and bool(job.problem)
            and self._may(DRAFT_OFFERS),
            "is_waiting": offer.state == "reading",
            **history_beside(self, offer.id),
        }

    def _first(self) -> int:
        text = self.request.GET.get("from", "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1

    def _may(self, permission: Any) -> bool:
        return self.actor.may(permission, self.view.offer.branch_id)


def shown_lines(lines: Sequence[Any]) -> list[dict[str, Any]]:
    """Lines with names, money and words."""
    products = product_names({line.product_id for line in lines if line.product_id})
    packs = pack_names({line.pack_id for line in lines if line.pack_id})
    return [
        {
            "line": line,
            "product": products.get(line.product_id, "") if line.product_id else "",
            "pack": pack_title(packs.get(line.pack_id, "")) if line.pack_id else "",
            "price": money(line.price),
            "why": WHY[line.matched_by],
            "faults": fault_words(line.faults),
            "bonus": f"{line.bonus_for}+{line.bonus_packs}" if line.bonus_for else "–",
            "is_out": line.state == "left_out",
        }
        for line in lines
    ]


class ConfirmOffer(OfferScreen, ButtonScreen):
    """A person stands for it."""

    calls = Calls(confirm_offer, leave_open=lambda text: text == "yes")
    done = _("Offer confirmed. Its prices count from now on.")


class WithdrawOffer(OfferScreen, ButtonScreen):
    """It counts no more."""

    calls = Calls(withdraw_offer, reason=at_most(120))
    done = _("Offer withdrawn. Its prices no longer count.")


class ReadAgain(OfferScreen, ButtonScreen):
    """The file goes to the engine once more."""

    calls = Calls(retry_job)
    done = _("The file is read again. Its lines appear as soon as they are read.")

    def given(self) -> dict[str, Any]:
        """Whose file."""
        return {"subject_id": self.view.offer.id}
