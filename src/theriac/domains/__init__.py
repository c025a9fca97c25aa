"""The business, one package a domain; domains know no HTTP. See docs/architecture.md."""
