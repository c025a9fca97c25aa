"""What doctors and pharmacists write: Latin signs, English and Indonesian words, figures."""
