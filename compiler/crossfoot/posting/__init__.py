"""Batches in, journal entries out."""
