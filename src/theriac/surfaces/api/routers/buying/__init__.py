"""Operations on what is bought, and from whom."""
