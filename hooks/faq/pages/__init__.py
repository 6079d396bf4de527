"""What a page becomes on its way to a reader."""
