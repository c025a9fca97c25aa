"""What papers of sales and credit notes show in each country."""
