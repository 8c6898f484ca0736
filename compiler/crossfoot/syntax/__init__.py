"""Rule files: from text to a positioned tree, and back to a well laid-out text."""
