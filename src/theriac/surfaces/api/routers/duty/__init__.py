"""Operations of duty."""
