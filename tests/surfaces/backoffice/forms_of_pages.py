"""The forms of a page as a browser would post them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode

URLENCODED = "application/x-www-form-urlencoded"


@dataclass
class PostForm:
    """A form that sends by POST: where to, and its fields as a browser would send them."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)
    secret: list[str] = field(default_factory=list)
    content_type: str = URLENCODED

    def sent(self, values: Mapping[str, str]) -> dict[str, Any]:
        """What a client's ``post`` takes to send these values as a browser sends this form."""
        if self.content_type != URLENCODED:
            return {"data": values}
        return {"data": urlencode(values), "content_type": URLENCODED}


class Forms(HTMLParser):
    """The POST forms of a page; what a ``<template>`` holds is no field, as in a browser."""

    def __init__(self, page: str, address: str) -> None:
        super().__init__()
        self.found: list[PostForm] = []
        self._address, self._select = address, ""
        self._form: PostForm | None = None
        self._others: list[str] = []
        self._is_template = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "template":
            self._is_template = True
        elif tag == "form":
            is_post = given.get("method", "").lower() == "post"
            self._form = PostForm(given.get("action") or self._address) if is_post else None
            if self._form:
                self._form.content_type = given.get("enctype", URLENCODED)
                self.found.append(self._form)
        elif self._form is not None and "form" not in given and not self._is_template:
            self._take(self._form, tag, given)

    def _take(self, form: PostForm, tag: str, given: dict[str, str]) -> None:
        name, kind = given.get("name", ""), given.get("type", "text")
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            if "selected" in given or not form.fields.get(self._select):
                form.fields[self._select] = given.get("value", "")
        elif tag == "button" and "formaction" in given:
            self._others.append(given["formaction"])
        elif tag == "button" and name:
            form.fields.setdefault(name, given.get("value", ""))
        elif tag == "textarea" or (tag == "input" and name and kind != "file"):
            if kind in ("checkbox", "radio"):
                form.fields.setdefault(name, given.get("value", "on"))
                return
            form.fields[name] = given.get("value", "")
            lists = {"hidden": [], "password": form.secret}
            lists.get(kind, form.typed).append(name)

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self._is_template = False
        if tag == "form":
            if self._form is not None:
                self.found += [replace(self._form, action=url) for url in self._others]
            self._form, self._others = None, []
        if tag == "select":
            self._select = ""
