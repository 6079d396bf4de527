"""The exit codes, which CI must be able to trust."""

CLEAN, PROBLEMS, UNREADABLE = 0, 1, 2
"""All is well; something is wrong; the configuration, or what it is compared with, cannot be read."""
INTERRUPTED = 130
"""What shells say of a program that Ctrl-C ended."""
