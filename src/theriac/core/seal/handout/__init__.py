"""What the program hands out to strangers: a verifier that needs nothing of it."""

from __future__ import annotations

from pathlib import Path

VERIFIER = Path(__file__).with_name("verify_books.py")
