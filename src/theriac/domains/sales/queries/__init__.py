"""What reads sales."""
