"""The books as a Django app."""

from django.apps import AppConfig


class BooksConfig(AppConfig):
    """Accounts, postings, closed periods."""

    name = "theriac.domains.books"
    label = "books"

    def ready(self) -> None:
        from theriac.domains.books import sealed, verification  # noqa: F401, PLC0415 (app-ready)
        from theriac.domains.books.number_rows import (  # noqa: PLC0415 (app-ready)
            DOCUMENT_NUMBERS,
        )
        from theriac.domains.books.stock_entries import enter_moved  # noqa: PLC0415 (app-ready)
        from theriac.domains.catalog.imports.kinds import register_kind  # noqa: PLC0415 (app-ready)
        from theriac.domains.stock.ports import register_books  # noqa: PLC0415 (app-ready)

        register_books(enter_moved)
        register_kind(DOCUMENT_NUMBERS)
