"""Counting on a phone: an installable page that goes on without a network.

The page is the same for everybody, so that a phone may keep it; what it shows and sends comes and
goes as JSON under the person's own sign-in. Entries wait on the phone with the instant of their
look and the person who made them, and are pushed under ids of their own as often as it takes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import RawPostDataException
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.facts.types import MOST_UNITS
from theriac.core.ids import parse_id
from theriac.core.problems import Problem
from theriac.domains.catalog.queries.products import ProductDetail, product_details
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stocktaking.commands.enter import (
    MOST_AT_ONCE,
    CountFound,
    enter_counts,
)
from theriac.domains.stocktaking.permissions import COUNT_STOCK
from theriac.domains.stocktaking.queries.counts import COUNTS, find_count, list_counts
from theriac.domains.stocktaking.queries.sheets import SheetLine, sheet_lines
from theriac.surfaces.backoffice.catalog.words import pack_title
from theriac.surfaces.backoffice.shell.screens import CameraScreen, Screen
from theriac.surfaces.backoffice.stocktaking.base import sheet_words
from theriac.surfaces.backoffice.stocktaking.program import (
    icons,
    kept_files,
    version_of_files,
    worker_text,
)
from theriac.surfaces.backoffice.stocktaking.words import scope_words

COUNTS_KEPT = 20
COLOUR = "#0c2f28"


class CountPhone(CameraScreen):
    """The page; without a sign-in it says so itself, and keeps what was entered."""

    permission = COUNT_STOCK
    title = gettext_lazy("Count on a phone")
    template_name = "backoffice/stocktaking/phone.html"

    def context(self) -> dict[str, Any]:
        """Where it asks and sends, and its words."""
        return {
            "data_url": reverse("backoffice:count_phone_data"),
            "push_url": reverse("backoffice:count_phone_entries"),
            "worker_url": reverse("backoffice:count_phone_worker"),
            "manifest_url": reverse("backoffice:count_phone_manifest"),
            "scope": reverse("backoffice:count_phone"),
            "back_url": reverse("backoffice:count_list"),
            "words": {name: str(words) for name, words in WORDS.items()},
        }


class CountPhoneData(Screen):
    """The open counts of the branch with their lines, without any figure; and who is signed in."""

    permission = COUNT_STOCK

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Everything that the phone needs to count on by itself."""
        counts = []
        if self.branch_id is not None:
            rows = list_counts(actor=self.actor, branch_id=self.branch_id)
            page = COUNTS.page(rows, wanted={"state": "open"}, size=COUNTS_KEPT)
            counts = [self._count(row) for row in page.items]
        return JsonResponse(
            {
                "person": {"id": str(self.actor.id), "name": self.actor.name},
                "csrf": get_token(request),
                "at": clock.now().isoformat(),
                "counts": counts,
            }
        )

    def _count(self, row: Any) -> dict[str, Any]:
        lines = sheet_lines(actor=self.actor, branch_id=row.branch_id, count=row)
        found = product_details(
            actor=self.actor, product_ids=list({one.product_id for one in lines}), priced=False
        )
        products = {one.id: one for one in found}
        return {
            "id": str(row.id),
            "number": row.number,
            "scope": scope_words(row.scope, row.scope_of),
            "found_url": reverse("backoffice:count_found", args=[row.id]),
            "lines": [_line(one, products.get(one.product_id)) for one in lines],
        }


class CountPhoneEntries(Screen):
    """What the phone entered: each look is kept or refused by itself, and told by its id."""

    permission = COUNT_STOCK
    http_method_names = ("post",)

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Keep what can be kept; a look that is known stays as it is."""
        try:
            said = json.loads(request.body)
            entries = said["entries"][:MOST_AT_ONCE]
            sent_at = _instant(said["sent_at"])
        except (ValueError, TypeError, KeyError, RecursionError, RawPostDataException):
            return JsonResponse({"problem": _("Enter a valid value.")}, status=400)
        results = [self._keep(one, sent_at) for one in entries if isinstance(one, dict)]
        return JsonResponse({"results": results})

    def _keep(self, one: Mapping[str, Any], sent_at: datetime) -> dict[str, str]:
        told = str(one.get("id", ""))[:40]
        try:
            count_id, found = _found(one)
        except (ValueError, TypeError, KeyError, OverflowError):
            return {"id": told, "state": "refused", "why": _("Enter a valid value.")}
        if str(one.get("person")) != str(self.actor.id):
            return {"id": told, "state": "waits", "why": _("Another person entered this.")}
        count = find_count(actor=self.actor, count_id=count_id)
        if count is None:
            return {"id": told, "state": "refused", "why": _("This stock count doesn’t exist.")}
        try:
            enter_counts(
                actor=self.actor,
                branch_id=BranchId(count.branch_id),
                count_id=count.id,
                found=[found],
                way="phone",
                sent_at=sent_at,
            )
        except Problem as problem:
            return {"id": told, "state": "refused", "why": str(problem.detail or problem.title)}
        return {"id": told, "state": "kept", "why": ""}


class CountPhoneManifest(Screen):
    """What a phone shows of the installed page."""

    permission = COUNT_STOCK

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Name, icons, and the pages that belong to it."""
        page = reverse("backoffice:count_phone")
        document = {
            "id": page,
            "name": _("Theriac stock count"),
            "short_name": _("Count"),
            "description": _("Count stock online and offline."),
            "start_url": page,
            "scope": page,
            "display": "standalone",
            "background_color": COLOUR,
            "theme_color": COLOUR,
            "icons": [
                {"src": src, "sizes": size, "type": "image/png", "purpose": purpose}
                for src, size, purpose in icons()
            ],
        }
        answer = JsonResponse(document, content_type="application/manifest+json")
        answer["Cache-Control"] = "no-cache"
        return answer


class CountPhoneWorker(Screen):
    """The worker that keeps the page and its files on the phone, within the page's own address."""

    permission = COUNT_STOCK

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """The worker, with what it keeps."""
        described = {
            "version": version_of_files(),
            "page": reverse("backoffice:count_phone"),
            "files": kept_files(),
        }
        script = f"const PROGRAM = {json.dumps(described)};\n{worker_text()}"
        answer = HttpResponse(script, content_type="text/javascript; charset=utf-8")
        answer["Cache-Control"] = "no-cache"
        return answer


def _line(line: SheetLine, product: ProductDetail | None) -> dict[str, Any]:
    packs = product.packs if product else ()
    return {
        "id": str(line.id),
        "product": line.product,
        "batch": line.batch,
        "expires_on": line.expires_on.isoformat() if line.expires_on else None,
        "sheet": line.sheet,
        "sheet_name": sheet_words(line.sheet),
        "state": line.state,
        "locked": line.locked,
        "mine": line.mine,
        "packs": [
            {"factor": pack.factor, "name": pack_title(pack.name), "codes": list(pack.barcodes)}
            for pack in reversed(packs)
        ],
    }


def _found(one: Mapping[str, Any]) -> tuple[UUID, CountFound]:
    ids = [parse_id(str(one[name])) for name in ("id", "line", "count")]
    entry_id, line_id, count_id = ids
    counted = one["counted"]
    if entry_id is None or line_id is None or count_id is None or type(counted) is not int:
        raise ValueError("ids and a whole number")
    if not 0 <= counted <= MOST_UNITS:
        raise ValueError("a quantity")
    return count_id, CountFound(
        id=entry_id, line_id=line_id, counted=counted, looked_at=_instant(one["looked_at"])
    )


def _instant(text: Any) -> datetime:
    found = datetime.fromisoformat(str(text))
    if found.tzinfo is None or not 2000 <= found.year <= 2200:
        raise ValueError("an instant has a zone")
    return found


WORDS = {
    "waiting": gettext_lazy("waiting on this phone"),
    "online": gettext_lazy("All entries sent."),
    "offline": gettext_lazy("Offline: keep counting. Entries are sent when you reconnect."),
    "sign_in": gettext_lazy("Sign in again to send waiting entries."),
    "none": gettext_lazy("No stock count is open. Start one in the back office."),
    "not_found": gettext_lazy("No matching line here. Check another sheet."),
    "no_batch": gettext_lazy("Batch {batch} is on no sheet of this stock count."),
    "found_elsewhere": gettext_lazy("Found, not on a sheet"),
    "refused": gettext_lazy("Not accepted"),
    "counted": gettext_lazy("Counted"),
    "again": gettext_lazy("Recount"),
    "locked": gettext_lazy("Another person is counting this"),
    "no_number": gettext_lazy("No number"),
    "whole": gettext_lazy("Enter whole numbers."),
    "camera_refused": gettext_lazy("This browser doesn't allow this page to use the camera."),
    "camera_none": gettext_lazy("This device has no camera, or the page isn't on HTTPS."),
    "others": gettext_lazy(
        "Entries of another person are waiting here. They must sign in to send them."
    ),
    "forget": gettext_lazy("Skip"),
}
