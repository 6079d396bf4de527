"""Find, or install, what this machine lacks."""
