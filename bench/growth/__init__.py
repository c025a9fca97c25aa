"""What a shop with ten times the demo's data waits for: pages, files, background passes."""
