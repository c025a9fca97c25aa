"""A program that speaks to the API with a key, as tests drive it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID, uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.support.shop import Shop, api_key
from tests.surfaces.api.customer_returns import YES, yes_to
from tests.surfaces.api.pieces import Asked, picture_file, table_file
from tests.surfaces.api.world import job_for
from theriac.core.files.links import sign_link
from theriac.domains.accounts.queries.actors import find_api_client

ROOT = "/api/v1"
FILES: Mapping[str, Callable[[], Any]] = {
    "picture": picture_file,
    "table": table_file,
    "leaflet": picture_file,
}


def _file_of(asked: Asked) -> Any:
    if asked.content:
        return SimpleUploadedFile(f"{asked.file}.json", asked.content)
    return FILES[asked.file]()


@dataclass
class Program:
    """Speaks with one API key; every write gets a new Idempotency-Key unless one is given."""

    key: str
    client: Client = field(default_factory=Client)

    def get(self, path: str, **headers: str) -> Any:
        """The answer; of a file that is sent bit by bit its content as ``file``."""
        answer: Any = self.client.get(ROOT + path, headers=self._headers(headers))
        if answer.streaming:
            answer.file = answer.getvalue()
        return answer

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self._write("POST", path, body, headers)

    def put(self, path: str, body: Any = None, **headers: str) -> Any:
        return self._write("PUT", path, body, headers)

    def patch(self, path: str, body: Any = None, **headers: str) -> Any:
        return self._write("PATCH", path, body, headers)

    def ask(self, asked: Asked, **headers: str) -> Any:
        """Send a valid request of the world; an edit reads its version first."""
        asked = self.settled(asked)
        if asked.token:
            headers.setdefault("authorization", f"Bearer {asked.token}")
        if asked.method == "GET":
            return self.get(asked.path, **headers)
        if asked.file:
            return self.upload(asked.path, _file_of(asked), form=asked.form, **headers)
        if asked.edits:
            headers.setdefault("if_match", asked.edits)
        return self._write(asked.method, asked.path, asked.body, headers)

    def settled(self, asked: Asked) -> Asked:
        """The request with its job made and its version read, so that it can be repeated."""
        path = asked.path
        for word, state in (("{job}", "ready"), ("{failed}", "failed")):
            if word in path:
                path = path.replace(word, str(job_for(self.client_id(), state)))
        if "{link}" in path:
            file_id = UUID(path.split("/")[2])
            path = path.replace("{link}", sign_link(file_id, self.client_id())[0])
        edits = asked.edits
        if edits.startswith("/"):
            edits = self.get(edits).headers.get("ETag", '"1"')
        body = asked.body
        if isinstance(body, dict) and body.get("approval_id") == YES:
            body = {**body, "approval_id": yes_to(body["goods"], self.asker_id())}
        return replace(asked, path=path, edits=edits, body=body)

    def asker_id(self) -> UUID:
        """Who asks, a key or a person; nobody where nobody is signed in."""
        told = self.get("/me")
        return UUID(told.json()["id"]) if told.status_code == 200 else UUID(int=1)

    def client_id(self) -> UUID:
        client = find_api_client(self.key)
        return client.key_id if client else UUID(int=0)

    def upload(
        self, path: str, file: Any, form: Mapping[str, str] | None = None, **headers: str
    ) -> Any:
        """Send a file: a table with a form beside it, a picture without."""
        given = self._headers({"Idempotency-Key": str(uuid4()), **_named(headers)})
        data = {"image": file} if form is None else {**form, "file": file}
        return self.client.post(ROOT + path, data=data, headers=given)

    def _write(self, method: str, path: str, body: Any, headers: dict[str, str]) -> Any:
        given = self._headers({"Idempotency-Key": str(uuid4()), **_named(headers)})
        return self.client.generic(
            method,
            ROOT + path,
            data=_as_json(body),
            content_type="application/json",
            headers={name: value for name, value in given.items() if value},
        )

    def _headers(self, headers: dict[str, str]) -> dict[str, str]:
        own = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        return own | _named(headers)


def _named(headers: dict[str, str]) -> dict[str, str]:
    """Keyword ``if_match`` as ``If-Match``."""
    return {name.replace("_", "-").title(): value for name, value in headers.items()}


def _as_json(body: Any) -> Any:
    return body if isinstance(body, bytes | str) else json.dumps(body)


def program(shop: Shop, role: str = "manager") -> Program:
    """A program whose key has a role at the shop's branch."""
    return Program(api_key(shop, role, f"program {role}"))
