"""What is checked where medicines go out, by the ones that may not wait: the sale's doors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from theriac.domains.catalog.medicines.recognition import substance_key
from theriac.domains.catalog.queries.generics import ProductContents
from theriac.domains.clinical.basket import medicine_of, person_of
from theriac.domains.clinical.directions import DoseSaid
from theriac.domains.clinical.queries.knowledge import knowledge_at_doors
from theriac.domains.clinical.rules.check import check
from theriac.domains.clinical.rules.results import Alert
from theriac.domains.patients.commands.open import HealthForCheck


def alerts_at_door(
    goods: Mapping[UUID, ProductContents],
    health: HealthForCheck | None,
    today: date,
    doses: Mapping[UUID, Sequence[DoseSaid]],
) -> Sequence[Alert]:
    """The alerts of these products, for nobody known or with what a record tells.

    ``doses`` are how each is taken, one for each line that says it. Each medicine is named by its
    product's id. Reads nothing as a rule: one product for nobody known, of which nobody says how it
    is taken, meets nothing, and the sets in force are kept (``knowledge_at_doors``).
    """
    if health is None and len(goods) < 2 and not doses:
        return ()
    medicines = [
        medicine_of(str(key), product, doses.get(key, ())) for key, product in goods.items()
    ]
    person = person_of(None, health, today)
    return check(knowledge_at_doors(today), medicines, person, substance_key).alerts
