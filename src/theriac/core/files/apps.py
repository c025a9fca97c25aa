"""The file service as a Django app."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Registers the nightly sweep."""

    name = "theriac.core.files"
    label = "files"
    verbose_name = "Files"

    def ready(self) -> None:
        from theriac.core.files import jobs  # noqa: F401, PLC0415 (app-ready)
