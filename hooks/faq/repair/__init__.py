"""What makes numbers and references true again."""
