"""How things stand: what is posted, waits, was refused or has changed, and what to type next."""
