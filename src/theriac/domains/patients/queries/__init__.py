"""What reads patients. Whatever opens a person's data is a command, so that it is recorded."""
