"""What QuickBooks says: lists that are exported, and answers to what it was asked."""
