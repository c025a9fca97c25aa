"""Edits name the version they change: ``If-Match`` with the ETag that a read gave."""

from __future__ import annotations

import re

from django.http import HttpRequest

from theriac.surfaces.api.refusals.problems import PreconditionMissing

_TAG = re.compile(r'(?:W/)?"(\d{1,9})(?:-[0-9a-f]*)?"')


def version_of(request: HttpRequest) -> int:
    """The version in If-Match: ``"3-0f…"`` as answered, or ``"3"``. Raises PreconditionMissing.

    ``*`` isn't taken: it would overwrite what nobody looked at.
    """
    named = _TAG.fullmatch(request.headers.get("If-Match", "").strip())
    if named is None:
        raise PreconditionMissing
    return int(named[1])
