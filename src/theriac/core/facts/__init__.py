"""What is told of a record: plain types, records of them, and a sentence for each fault."""
