"""The glue between MkDocs' events and the rules, one module a topic; only hooks/shell.py calls it."""
