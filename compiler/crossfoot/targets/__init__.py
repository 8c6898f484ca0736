"""What entries are written as: one module a format, and the run that writes files of them."""
