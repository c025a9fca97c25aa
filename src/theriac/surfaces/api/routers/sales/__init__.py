"""Operations on sales."""
