"""The REST API ``/api/v1``: one router and one schema file a domain, and how it refuses.

It speaks JSON and holds no business rule: it reads a request into a domain's own words, calls
one command or query, and writes the answer. ``docs/api.md`` lists every path and event.
"""
