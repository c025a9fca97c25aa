"""What a supplier answered to an order, on its page and the supplier's."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.domains.purchase_orders.commands.answer import look_at_answer
from theriac.domains.purchase_orders.queries.answers import OrderAnswer, answers_to
from theriac.domains.purchase_orders.queries.orders import OrderView
from theriac.surfaces.backoffice.purchase_orders.base import OrderScreen
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls

Short = list[tuple[str, int, int]]
"""Of each line that comes short the product, the packs that come and those ordered."""


def answers_shown(actor: Actor, view: OrderView) -> list[tuple[OrderAnswer, Short]]:
    """Each answer with its short lines in words, the newest first."""
    lines = {line.row.position: line for line in view.lines}
    return [
        (
            one,
            [
                (
                    lines[place].product,
                    packs,
                    lines[place].row.packs + lines[place].row.bonus_packs,
                )
                for place, packs in sorted(one.short.items())
            ],
        )
        for one in answers_to(actor=actor, view=view)
    ]


class LookAtAnswer(OrderScreen, ButtonScreen):
    """Somebody looked at the answer."""

    calls = Calls(look_at_answer)
    done = gettext_lazy("Marked as reviewed.")
