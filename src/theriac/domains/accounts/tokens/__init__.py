"""Signing in for programs: access tokens that live minutes, refresh tokens that rotate.

An access token is a JWT (RFC 9068) signed with Ed25519. It is taken while its family hasn't ended,
the account is open and the password is the one of the sign-in. Of a refresh token only its keyed
hash is kept. Each use retires a token and gives the next; a retired one that comes again ends the
family, except within a short time from the same installation, which gets the same next one again.
"""
