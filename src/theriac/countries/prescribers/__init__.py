"""Who prescribes in each country: professions, licences, and what an ended one means."""
