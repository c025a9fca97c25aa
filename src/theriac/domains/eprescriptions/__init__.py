"""Electronic prescriptions: FHIR R4 bundles of registered systems, and what becomes of them.

Always true: what isn't signed by a key valid now is kept nowhere. A bundle is taken whole or
not at all, and once. A prescription's number of a system stands once while it isn't refused. What
came is readable only under the key of the person whom it is about, or of the bundle until that
person is known.
"""
