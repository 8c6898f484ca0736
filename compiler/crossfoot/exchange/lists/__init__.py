"""Brings QuickBooks' lists into a project: what came, what is here, and what becomes of both."""
