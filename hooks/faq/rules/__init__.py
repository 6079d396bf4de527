"""What is wrong with a project, a file a family of rules."""
