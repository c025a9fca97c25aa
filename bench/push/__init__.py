"""Whether a day of offline sales comes in at least as fast as sales are made online."""
