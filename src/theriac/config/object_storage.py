"""The variables of files: where they are kept, an S3 store, the scanner."""

from __future__ import annotations

from collections.abc import Callable

from theriac.config.variable import Variable, number, text


def _store(value: str) -> str:
    if value not in ("folder", "s3"):
        raise ValueError("write one of: folder, s3")
    return value


def _positive(most: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        if not 1 <= (found := number(value)) <= most:
            raise ValueError(f"write a whole number from 1 to {most}")
        return found

    return read


OBJECT_STORAGE = (
    Variable(
        "THERIAC_FILES",
        "where uploaded and produced files are kept: folder (in THERIAC_DATA) or s3",
        "folder",
        _store,
    ),
    Variable("THERIAC_S3_BUCKET", "bucket of an S3 store; empty: none is used", "", text),
    Variable("THERIAC_S3_ENDPOINT", "its address; empty: Amazon's own for the region", "", text),
    Variable("THERIAC_S3_REGION", "its region", "us-east-1", text),
    Variable("THERIAC_S3_KEY_ID", "name of the access key; empty: the machine's own", "", text),
    Variable("THERIAC_S3_SECRET", "the access key's secret", "", text, secret=True),
    Variable("THERIAC_S3_PREFIX", "folder in the bucket that names begin with", "", text),
    Variable(
        "THERIAC_S3_LOCK_DAYS",
        "days for which nobody may change or remove what is written under object lock",
        "3650",
        _positive(36_500),
    ),
    Variable(
        "THERIAC_S3_LINK_SECONDS",
        "how long a link to a file in the store opens it",
        "120",
        _positive(3_600),
    ),
)

SCANNING = (
    Variable(
        "THERIAC_CLAMD",
        "where clamd listens, host:port or the path of its socket, to scan each file before it is "
        "kept; empty: files aren't scanned",
        "",
        text,
    ),
)


def storages(store: str) -> dict[str, dict[str, str]]:
    """Django's storages where files lie in a ``folder`` or in ``s3``."""
    in_folder = "django.core.files.storage.FileSystemStorage"
    in_bucket = "theriac.integrations.object_storage.storage.ObjectFiles"
    static = "django.contrib.staticfiles.storage.StaticFilesStorage"
    files = in_bucket if store == "s3" else in_folder
    return {"default": {"BACKEND": files}, "staticfiles": {"BACKEND": static}}


DOCUMENT_ENGINE = (
    Variable(
        "THERIAC_DOCUMENT_ENGINE_URL",
        "address of the document engine, e.g. https://engine.example; empty: none, and offers are "
        "typed. One in your own network is named in THERIAC_OUTGOING_ALLOW too",
        "",
        text,
    ),
    Variable(
        "THERIAC_DOCUMENT_ENGINE_KEY",
        "the key that `./theriac engine client add` printed",
        "",
        text,
        secret=True,
    ),
    Variable(
        "THERIAC_DOCUMENT_ENGINE_SECRET",
        "the webhook secret that it printed; empty: the engine is only asked, never listened to",
        "",
        text,
        secret=True,
    ),
    Variable(
        "THERIAC_DOCUMENT_ENGINE_CALLBACK",
        "where the engine reaches this server, e.g. https://apotek.example; empty: it is only "
        "asked",
        "",
        text,
    ),
)
