"""Reading a FHIR R4 Bundle into facts: pure; nothing is guessed, each fault has its place."""
