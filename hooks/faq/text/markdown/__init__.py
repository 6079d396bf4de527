"""Where Python-Markdown renders prose, found in the source without rendering it.

The build renders with Python-Markdown 3.11 and pymdown-extensions; this package follows the same rules
(block processors in their order of priority) over rows that know where they come from, so that what it
calls prose is what a reader sees as prose.  It keeps no tree and renders nothing, and so is fast.
"""
