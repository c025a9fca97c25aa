"""The variables of signing in: second steps, and the tokens of programs."""

from __future__ import annotations

from theriac.config.variable import Variable, number, text, words

SIGNING_IN = (
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
)
