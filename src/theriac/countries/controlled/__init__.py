"""What the law asks of registered medicines, country by country."""
