"""Mail programs and devices: the steps of each, and when somebody last tried them.

One file, `clients.yml` among the snippets, says it; a page takes it as it takes a snippet.  Everything here
is pure, and knows neither pages nor their order.
"""
