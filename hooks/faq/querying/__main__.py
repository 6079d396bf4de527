"""`python -m faq.querying QUERIES`: what each query of a file finds on the site, and how often it is right.

The file has one query a line, and behind a tab the number of the question that it should find, if known.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from faq import programs, querying
from faq.programs.engine import mkdocs, unadvertised
from faq.search.queries import read_queries, report


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when the report is printed, whatever it says; 2 when the file or the site cannot be read."""
    parser = argparse.ArgumentParser(
        prog="python -m faq.querying",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("queries", metavar="QUERIES", help="the file of queries")
    parser.add_argument("--site", metavar="FOLDER", type=Path, help="a built site (it is built anew)")
    parser.add_argument("-f", "--config", default="mkdocs.yml", metavar="FILE", help="the configuration")
    given = parser.parse_args(arguments)
    try:
        text = Path(given.queries).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "is no UTF-8 text"
        return _refused(f"{given.queries}: {reason}; name a text file with one query a line")
    with tempfile.TemporaryDirectory() as folder:
        site = given.site or Path(folder)
        if given.site is None and (code := _build(given.config, site)):
            return code
        try:
            queries, wrong = read_queries(text, given.queries, querying.numbers(site))
            if wrong:
                return _refused("\n".join(wrong))
            found = querying.ask(site, [query.text for query in queries])
        except FileNotFoundError as error:
            return _refused(f"{error.filename}: is not there; is {site} a built site with search?")
        except programs.Missing as missing:
            return _refused(str(missing))
    print(report(list(zip(queries, found, strict=True))))
    return 0


def _build(config: str, site: Path) -> int:
    command = mkdocs("build", "--quiet", "--strict", "-f", config, "-d", site)
    return 2 if subprocess.run(command, check=False, env=unadvertised()).returncode else 0


def _refused(why: str) -> int:
    print(why, file=sys.stderr)
    return 2


if __name__ == "__main__":
    raise SystemExit(main())
