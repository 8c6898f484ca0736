"""There and back: what goes to QuickBooks and what it answers, each step kept in the record."""
