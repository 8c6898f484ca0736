"""Two versions compared, as text and as JSON."""
