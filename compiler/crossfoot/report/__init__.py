"""What people and pipelines read: one module a format, each over the same outcome."""
