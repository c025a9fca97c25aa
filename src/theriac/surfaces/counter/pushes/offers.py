"""After a restored backup: what of that which counters still keep is lacking."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from theriac.domains.sales.queries.pushes import never_arrived
from theriac.domains.tills.queries.untold import TillNamed, decided_of, never_told
from theriac.surfaces.counter.endpoints import answer_with, endpoint, read_body
from theriac.surfaces.counter.terminals import paired_device
from theriac.surfaces.counter.wire.offers import OfferIn, OfferOut


@endpoint("POST", of_any_age=True)
def offer(request: HttpRequest) -> HttpResponse:
    """The ids that the books lack, in the order in which they were offered; what was decided."""
    paired_device(request, even_revoked=True)
    offered = read_body(request, OfferIn)
    lacking = never_arrived(offered.ids)
    untold = never_told(TillNamed(one.id, one.kind, one.session_id) for one in offered.till)
    decided = decided_of({one.id for one in offered.till} - untold)
    return answer_with(
        OfferOut(
            missing=[one for one in offered.ids if one in lacking],
            till=[one.id for one in offered.till if one.id in untold],
            decided=[one.id for one in offered.till if one.id in decided],
        )
    )
