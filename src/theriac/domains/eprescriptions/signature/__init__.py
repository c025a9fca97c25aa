"""Signatures of bundles: canonical JSON, public keys, detached JWS."""
