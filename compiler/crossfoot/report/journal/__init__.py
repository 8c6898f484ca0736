"""The general journal of a range of days: what is in the books, each line with where it is from."""
