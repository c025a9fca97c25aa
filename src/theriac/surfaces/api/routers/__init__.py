"""The API's operations, one file a domain."""
