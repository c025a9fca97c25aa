"""What the API refuses, as RFC 9457 says it."""

from __future__ import annotations


class ApiProblem(Exception):
    """A refusal: an HTTP status, a stable code, and a sentence."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(detail)
        self.status, self.code, self.detail = status, code, detail

    def as_json(self) -> dict[str, object]:
        """The body of the answer."""
        return {
            "type": f"urn:theriac:engine:{self.code}",
            "title": self.code.replace("_", " ").capitalize(),
            "status": self.status,
            "code": self.code,
            "detail": self.detail,
        }
