"""The two judges of mail files: one in Python, one in the browser."""
