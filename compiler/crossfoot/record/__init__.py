"""The record: what was prepared, sent, posted, refused and voided, kept beside the project."""
