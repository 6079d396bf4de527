"""The rules of a support FAQ: numbers, references, permalinks.  Nothing here imports MkDocs."""
