"""The books shared with somebody outside: links by which an auditor reads a period. Tier 1.

Invariants: a share only reads, and shows no more than whoever made it may see; it ends at an
instant, at ten wrong passphrases, or when it is ended; each look at it is kept; its token stands
as a keyed hash, who reads by it under a key of the share's own.
"""
