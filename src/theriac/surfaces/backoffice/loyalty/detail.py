"""A member: points, what happened to them, and what may be done."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.loyalty.commands.change import (
    LONGEST,
    block_member,
    close_member,
    replace_card,
    unblock_member,
)
from theriac.domains.loyalty.permissions import ENROL_MEMBERS, MANAGE_MEMBERS, VIEW_LOYALTY
from theriac.domains.loyalty.queries import (
    find_loyalty_member,
    latest_points,
    loyalty_program,
    points_to_expire,
)
from theriac.domains.loyalty.rules import spaced
from theriac.domains.loyalty.words import ENTRY_KINDS
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.sales.permissions import VIEW_SALES
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.loyalty.words import STATES, names_beside
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls, at_most
from theriac.surfaces.backoffice.shell.one import One, OneScreen


class OneMember(OneScreen):
    """A screen of the member that the address names."""

    own_page = "backoffice:loyalty_member"
    among = ((_("Loyalty members"), "backoffice:loyalty_list"),)
    member: One[Any] = One(
        "loyalty_member_id",
        lambda at, key: (
            find_loyalty_member(actor=at.actor, branch_id=at.branch_id, member_id=key)
            if at.branch_id
            else None
        ),
        missing=_("This loyalty member doesn’t exist. Choose one from the list."),
    )

    @cached_property
    def holder_name(self) -> str:
        """Who the member is."""
        return names_beside(self.actor, self.branch, [self.member])[self.member.id]

    def name(self) -> Text:
        return self.holder_name


class LoyaltyMemberDetail(OneMember):
    """The member, with the buttons for what the state lets somebody do."""

    permission = VIEW_LOYALTY
    template_name = "backoffice/loyalty/member.html"

    def context(self) -> dict[str, Any]:
        row = self.member
        told = {"actor": self.actor, "branch_id": self.branch, "member_id": row.id}
        terms = loyalty_program(actor=self.actor, branch_id=self.branch).terms
        is_open = row.state != "closed"
        worth = max(0, row.points) * terms.point_value if row.state == "active" else 0
        return {
            "member": row,
            "number": spaced(row.number),
            "state": STATES.badge(row.state),
            "sees_patient": row.patient_id is not None and self.may(VIEW_PATIENTS),
            "sees_sales": self.may(VIEW_SALES),
            "worth": money(worth),
            "expiring": points_to_expire(**told),
            "entries": [
                (one.entry, ENTRY_KINDS[one.entry.kind], one.after) for one in latest_points(**told)
            ],
            "joined_by": names_of([row.joined_by]).get(row.joined_by, ""),
            "may_enrol": self.may(ENROL_MEMBERS) and is_open,
            "may_edit": self.may(ENROL_MEMBERS) and is_open and row.patient_id is None,
            "may_manage": self.may(MANAGE_MEMBERS) and is_open,
            **history_beside(self, row.id),
        }


class _MemberButton(OneMember, ButtonScreen):
    """A button on a member's page."""

    done = _("Saved.")


class BlockLoyaltyMember(_MemberButton):
    """Nothing is earned or spent any more."""

    calls = Calls(block_member, reason=at_most(LONGEST))
    done = _("Card blocked.")


class UnblockLoyaltyMember(_MemberButton):
    """It may be used again."""

    calls = Calls(unblock_member, reason=at_most(LONGEST))
    done = _("Card unblocked.")


class CloseLoyaltyMember(_MemberButton):
    """For good."""

    calls = Calls(close_member, reason=at_most(LONGEST))
    done = _("Membership closed.")


class ReplaceLoyaltyCard(_MemberButton):
    """The card was lost."""

    calls = Calls(replace_card, reason=at_most(LONGEST))
    done = _("The member has a new card number. The old one is no longer valid.")
