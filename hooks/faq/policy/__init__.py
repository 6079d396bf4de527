"""What a page may run, load, store and send: the Content-Security-Policy and what it asks of the pages.

`scan` reads a page, `csp` makes one policy for a whole site from what its pages hold, `page` writes it into
them, `judge` finds what it would block, `theme` looks whether the theme still stores and asks what it did,
`headers` puts the policy into the files that hosts read.
"""
