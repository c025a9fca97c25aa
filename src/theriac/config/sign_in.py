"""The variables of signing in: second steps, where sessions lie, and the tokens of programs."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from theriac.config.variable import Variable, number, text, words

SESSION_CACHE = "sessions"
_SCHEMES = ("redis", "rediss")
_BACKEND = "django.core.cache.backends.redis.RedisCache"
_IN_PROCESS = "django.core.cache.backends.locmem.LocMemCache"


def session_settings(value: str) -> dict[str, Any]:
    """Django's settings for an address of a Redis; without one sessions lie in the database.

    What processes share besides (the counts of codes at the second step) follows. Sessions are
    kept under a prefix of their own, so that emptying one never signs people out. Raises
    ValueError.
    """
    if not value:
        return {
            "SESSION_ENGINE": "django.contrib.sessions.backends.db",
            "SESSION_CACHE_ALIAS": "default",
            "CACHES": {"default": {"BACKEND": _IN_PROCESS}},
        }
    parts = urlsplit(value)
    if parts.scheme not in _SCHEMES or not parts.hostname:
        raise ValueError("write redis://:password@host:6379/0, or rediss://… for TLS")
    place = {"BACKEND": _BACKEND, "LOCATION": value, "OPTIONS": {"socket_timeout": 5}}
    return {
        "SESSION_ENGINE": "django.contrib.sessions.backends.cache",
        "SESSION_CACHE_ALIAS": SESSION_CACHE,
        "CACHES": {
            "default": {**place, "KEY_PREFIX": "theriac"},
            SESSION_CACHE: {**place, "KEY_PREFIX": "theriac-session"},
        },
    }


SIGNING_IN = (
    Variable(
        "THERIAC_REDIS_URL",
        "a Redis that keeps browsers' sessions, redis://:password@host:6379/0 or rediss://…; "
        "empty: the database keeps them",
        "",
        session_settings,
        secret=True,
    ),
    Variable(
        "THERIAC_SECOND_STEP_ROLES",
        "roles that must set up a second step at sign-in, separated by commas; empty: none",
        "owner,administrator",
        words,
    ),
    Variable(
        "THERIAC_TOKEN_ISSUER",
        "the name that access tokens carry as their issuer; each installation may have its own",
        "theriac",
        text,
    ),
    Variable("THERIAC_ACCESS_TOKEN_MINUTES", "how long an access token is taken", "10", number),
    Variable(
        "THERIAC_REFRESH_TOKEN_DAYS",
        "how long a program's sign-in lasts, however often it is refreshed",
        "30",
        number,
    ),
    Variable(
        "THERIAC_REFRESH_GRACE_SECONDS",
        "how long a program whose answer was lost gets the same next token again; 0: never",
        "30",
        number,
    ),
    Variable(
        "THERIAC_SIGNING_KEY_DAYS",
        "after how many days a new key signs access tokens",
        "90",
        number,
    ),
    Variable(
        "THERIAC_COUNTER_IDLE_MINUTES",
        "after how long a counter that nobody touches asks who is there; 0: never",
        "10",
        number,
    ),
    Variable(
        "THERIAC_IDLE_MINUTES",
        "after how long the back office signs out a browser that nobody works in; 0: never",
        "60",
        number,
    ),
)
