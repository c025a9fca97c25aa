"""Operations on reports of adverse events."""
