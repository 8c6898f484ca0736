"""What two versions of a project's rules post, compared for every batch at once."""
