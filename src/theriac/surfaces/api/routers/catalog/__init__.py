"""Operations on the catalogue."""
