"""Running an installation: health, metrics, the jobs page, and the command line."""
