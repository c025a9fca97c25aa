"""What earlier rows of the same file already named, so that nothing stands there twice."""

from __future__ import annotations

import hashlib

from theriac.core.tables.heads import fold
from theriac.domains.catalog.imports.products.row_check import CheckedProduct


class SeenRows:
    """Keys, codes and barcodes of the rows so far, as digests with their row's number."""

    def __init__(self) -> None:
        self._rows: dict[int, int] = {}

    def look(self, product: CheckedProduct) -> None:
        """Note the row; give it a fault where an earlier one has its key, code or barcode.

        By what it is known apart from it, a row comes in without a barcode of an earlier one.
        """
        if product.left_out:
            return
        key = product.key
        if not key.barcodes:
            self._drop_repeated(product)
        marks = [("repeated", "name", str(key.named))] if key.named else []
        if product.code:
            code = "repeated" if key.code else "code_repeated"
            marks.append((code, "code", fold(product.code)))
        marks += [("repeated", "barcode", fold(text)) for _factor, text in product.barcodes]
        digests = [_digest(kind, text) for _code, kind, text in marks]
        for (code, kind, text), digest in zip(marks, digests, strict=True):
            if digest in self._rows:
                product.fault(kind, code, _content(product, kind, text), row=self._rows[digest])
                return
        for digest in digests:
            self._rows[digest] = product.number

    def _drop_repeated(self, product: CheckedProduct) -> None:
        for text in [text for _factor, text in product.barcodes]:
            row = self._rows.get(_digest("barcode", fold(text)))
            if row is not None:
                product.drop_barcode("barcode_repeated", text, row=row)


def _content(product: CheckedProduct, kind: str, text: str) -> str:
    if kind == "barcode":
        return text
    return product.code if kind == "code" else product.given.get("name", "")


def _digest(kind: str, text: str) -> int:
    data = f"{kind}\x1f{text}".encode()
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big")
