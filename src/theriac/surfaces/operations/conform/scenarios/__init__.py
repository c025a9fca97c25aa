"""Cases that act on a database: a scratch one, made for the file and thrown away."""
