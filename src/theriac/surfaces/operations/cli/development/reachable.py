"""Whether what the environment names outside this process answers: clamd and the S3 store."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings

from theriac.integrations.object_storage import ObjectStorageProblem, configured
from theriac.surfaces.operations.checks import scanner_answers


def unreachable() -> Iterator[str]:
    """A sentence for each that doesn't."""
    if settings.CLAMD and not scanner_answers():
        yield (
            f"THERIAC_CLAMD names {settings.CLAMD}, where clamd doesn't answer: every file would "
            "be refused. Start clamd there, or leave the variable out."
        )
    if (store := configured()) is None:
        return
    try:
        store.names("")
    except ObjectStorageProblem as problem:
        yield (
            f"THERIAC_S3_BUCKET can't be used: {problem}. Look at endpoint, keys and the bucket's "
            "rights."
        )
