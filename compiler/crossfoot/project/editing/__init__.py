"""Changes YAML files of a project as a person would: what does not change keeps every byte."""
