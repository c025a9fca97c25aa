"""What the tests stand on: databases, browser, real files. No test lives here."""
