"""HTTPS in a pharmacy's own network: its addresses, a certificate authority, whom to trust.

Browsers give a page its service worker, its camera and WebCrypto only over HTTPS (or on the same
machine), and no public authority certifies a private address. So an installation has an authority
of its own, which each device is told to trust once.
"""
