"""Whether a mail file can be investigated: read, judged, and never sent anywhere.  Pure; knows no site.

What this room says of a file, `docs/assets/judge.js` says of it in the browser: `tests/reports` holds both
against the same files.
"""
