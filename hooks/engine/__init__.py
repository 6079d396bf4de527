"""Between MkDocs' events and the rules, a module a topic: they take MkDocs' objects."""
