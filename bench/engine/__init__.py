"""How fast and how rightly the document engine reads, and how much memory it takes."""
