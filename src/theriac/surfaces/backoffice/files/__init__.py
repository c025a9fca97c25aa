"""Every kept file: the list, a file's page, its download, and handing one in."""
