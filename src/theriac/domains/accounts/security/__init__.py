"""What keeps guessers out and tells the owner: counted tries, security events, addresses."""
