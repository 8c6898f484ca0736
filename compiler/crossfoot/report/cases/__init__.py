"""What came of the cases of a project, in each form in which it is told."""
