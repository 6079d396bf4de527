"""Walkthroughs: short, captioned, silent films made from storyboards, and the figures that show them.

Everything here is pure but `shelf`, which reads a project's folder.  Nothing here films (that is the package
`film`) and nothing imports MkDocs.
"""
