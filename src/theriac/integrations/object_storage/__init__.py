"""An S3 store: files outside this machine, and objects that nobody may change for years.

``configured()`` gives the client of the store that the environment names, or None. boto3 comes
with ``requirements/s3.txt``, which ``./theriac`` installs where THERIAC_S3_BUCKET is set; it is
imported at the first call, so that Theriac runs without it. Each call ends within bounds of
``client.CONNECT_SECONDS`` and ``client.READ_SECONDS``, tried twice.
"""

from __future__ import annotations

from theriac.integrations.object_storage.access import Access, configured
from theriac.integrations.object_storage.client import ObjectStorage
from theriac.integrations.object_storage.problems import (
    ObjectMissing,
    ObjectStorageProblem,
    ObjectTaken,
)

__all__ = [
    "Access",
    "ObjectMissing",
    "ObjectStorage",
    "ObjectStorageProblem",
    "ObjectTaken",
    "configured",
]
