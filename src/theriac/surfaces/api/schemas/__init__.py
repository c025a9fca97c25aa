"""What the API takes and answers, one file a domain."""
