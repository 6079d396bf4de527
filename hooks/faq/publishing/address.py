"""The address that a site is published for: what `mkdocs.yml` says, and what the branch was published for."""

from __future__ import annotations

from urllib.parse import urlsplit

from faq.book.settings import Settings
from faq.publishing.leaving import Root
from faq.publishing.publications import published_for
from faq.publishing.root import PUBLISHED_FOR
from faq.publishing.store import Refused, Store
from faq.text.yaml_nodes import Items, at, place_of
from faq.verbatim import text_of

PREFIX = "deploy_prefix"


def root_of(settings: Settings) -> Root:
    """What the root of the site is made with.  Raises Refused without a whole address, or for a prefix."""
    _require_mike(settings)
    url = settings.site_url
    if not url:
        raise Refused(
            "site_url: is not set in mkdocs.yml; canonical addresses, the 404 page and the sitemap need it: "
            "write it there, such as site_url: https://faq.example.org/; or, where it says site_url: "
            "!ENV SITE_URL, set SITE_URL"
        )
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise Refused(f"site_url: {url!r} is no address of a site; write one like https://faq.example.org/")
    return Root(url if url.endswith("/") else url + "/", settings.texts, settings.language)


def _require_mike(settings: Settings) -> None:
    """Without mike's plugin pages do not know that they stand in a version; a prefix of its is refused.

    It can put versions into a folder of the branch; what stands beside them stands at its root.
    """
    plugins = at(settings.fields, "plugins")
    items = plugins.items if isinstance(plugins, Items) else () if plugins is None else (plugins,)
    if not any(node is not None and (node.value == "mike" or at(node, "mike")) for node in items):
        raise Refused(
            f"{place_of(settings.place('plugins'))}: plugins: mike is not named, and pages would give "
            "addresses without their version; write - mike: {canonical_version: latest} there"
        )
    for node in items:
        said = at(node, "mike", PREFIX)
        if said is not None and said.value:
            raise Refused(
                f"{place_of(said.span)}: plugins: mike: {PREFIX}: {said.value!r} is not supported: versions "
                "stand at the root of the branch; take the line out, and name the whole address, with that "
                "folder, under site_url:"
            )


def require_address(store: Store, base: str, root: Root) -> None:
    """The branch keeps the address that it was published for.  Raises Refused for another one."""
    address = published_for(store, base)
    if address is None:
        found = PUBLISHED_FOR.search(text_of(store.read(base, "robots.txt") or b""))
        address = found[1] if found else root.url
    if address != root.url:
        raise Refused(
            f"{store.branch} was published for {address}, and site_url is {root.url}; write "
            f"site_url: {address}, or, where mkdocs.yml reads that, set SITE_URL={address}; or, if the site "
            "has moved, publish a release for the new address: faq publish VERSION --latest --new-address"
        )
