"""How long sealing takes, and how long a stranger checks what was sealed."""
