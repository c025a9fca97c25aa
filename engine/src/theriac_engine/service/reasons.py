"""Why a job failed: a stable code, and a sentence that says what to do."""

from __future__ import annotations

REASONS = {
    "broken": "The file is damaged or isn't what it says it is. Ask the sender for another copy.",
    "locked": "The file is locked with a password. Remove the password and send it again.",
    "too_many_pages": "The document has more pages than this engine reads. Send it in parts.",
    "too_large": "The table has more cells than this engine reads. Send it in parts.",
    "no_table": (
        "No table with products and prices or quantities was found. Enter the lines by hand."
    ),
    "scan": "This is a scan or a photo, and this engine has no text recognition installed.",
    "workbook": "This engine has no reader for workbooks installed. Save the sheet as CSV.",
    "unknown_kind": "The file is neither a PDF, a picture, a workbook nor a CSV file.",
    "time": "Reading the document took longer than this engine allows.",
    "memory": "Reading the document took more memory than this engine allows.",
    "crashed": "Reading the document ended unexpectedly. Enter the lines by hand.",
    "given_up": "The engine was stopped each time while it read this document.",
}


def sentence(code: str) -> str:
    """The sentence for a code; an unknown one counts as a crash."""
    return REASONS.get(code, REASONS["crashed"])
