"""Asks other hosts whether what links lead to is there; only where somebody wants to know."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from faq.rules.other_hosts import Heard

KEPT = Path(".cache/faq/external.json")
"""Where it is kept, below the project's folder, when each address last answered, in seconds since 1970."""
KEPT_FOR = 7 * 24 * 3600
"""Seconds for which an address that answered is not asked again."""
PATIENCE = 15.0
"""Seconds that an answer may take."""
PAUSES = (2.0, 8.0)
"""Seconds before an address that did not answer is asked again."""
AT_ONCE = 6


def ask_all(
    addresses: Iterable[str],
    kept: Path,
    now: float,
    pauses: Sequence[float] = PAUSES,
    patience: float = PATIENCE,
) -> dict[str, Heard]:
    """What is heard of each address; those that answered lately, by the file `kept`, are not asked.

    `now` is in seconds since 1970.  The file is written anew.  Raises OSError where it cannot be.
    """
    wanted = list(dict.fromkeys(addresses))
    known = {one: at for one, at in _kept(kept).items() if 0 <= now - at < KEPT_FOR}
    asked = [one for one in wanted if one not in known]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        heard = dict(zip(asked, pool.map(lambda one: _ask(one, pauses, patience), asked), strict=True))
    known |= {one: now for one, answer in heard.items() if answer.there}
    kept.parent.mkdir(parents=True, exist_ok=True)
    fresh = kept.with_suffix(f".{os.getpid()}")
    fresh.write_text(json.dumps(known, indent=1), encoding="utf-8")
    fresh.replace(kept)
    return {one: heard.get(one, Heard(200)) for one in wanted}


def _kept(path: Path) -> dict[str, float]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return {str(one): float(at) for one, at in data.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}  # it only spares questions


def _ask(address: str, pauses: Sequence[float], patience: float) -> Heard:
    heard = _head_then_get(address, patience)
    for pause in pauses:
        if heard.there or (heard.status is not None and heard.status < 500):
            break
        time.sleep(pause)
        heard = _head_then_get(address, patience)
    return heard


def _head_then_get(address: str, patience: float) -> Heard:
    """Many hosts answer HEAD with an error where GET is welcome."""
    heard = _request("HEAD", address, patience)
    return heard if heard.there else _request("GET", address, patience)


def _request(method: str, address: str, patience: float) -> Heard:
    try:
        request = Request(address, method=method, headers={"User-Agent": "support-faq", "Accept": "*/*"})
        with urlopen(request, timeout=patience) as answer:
            return Heard(answer.status)
    except HTTPError as error:
        error.close()
        return Heard(error.code)
    except (OSError, HTTPException, ValueError) as error:
        return Heard(None, f"nobody answers ({getattr(error, 'reason', None) or error})")
