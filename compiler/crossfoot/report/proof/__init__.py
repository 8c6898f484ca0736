"""What was proved, laid open: one sheet a proof, as text, as JSON, as a page to print."""
