"""What changes the sign-ins of programs, one file a verb."""
