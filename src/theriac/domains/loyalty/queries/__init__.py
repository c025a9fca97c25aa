"""What reads the loyalty programme, its members and their points."""
