"""Commands of Python's in processes of their own, without the second that each takes to import its modules.

A process that has imported them waits for commands and forks one for each: what it changes, where it stands,
what it is killed by and what it leaves behind stay its own, as if it had been started anew.  Where the
environment concerns the start itself (locales, Python's own variables), it is started anew.
"""

from __future__ import annotations

import contextlib
import functools
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

STARTS = re.compile("PYTHON|LC_|LANG")
"""Names in the environment that concern the start of a process."""
BEFORE = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
"""What the tests were started with: of what a test sets later, the waiting process has not heard."""
MODULES = (
    *("faq.cli", "faq.publishing.command", "mkdocs.__main__", "mkdocs.commands.build", "mike.commands"),
    *("material.plugins.search.plugin", "mike.mkdocs_plugin", "babel.dates", "pygments.lexers"),
    *("markdown.extensions.toc", "markdown.extensions.tables", "markdown.extensions.fenced_code"),
    *("pymdownx.superfences", "pymdownx.tabbed", "pymdownx.snippets", "pymdownx.highlight"),
)


def warm(
    module: str, *arguments: str | Path, cwd: Path | str | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """What `python -m module arguments` answers; of `faq.cli` and `mkdocs`."""
    given = dict(os.environ if env is None else env)
    if _of_the_start(given) != _of_the_start(BEFORE):
        command = [sys.executable, "-m", module, *arguments]
        return subprocess.run(command, cwd=cwd, env=given, capture_output=True, text=True, check=False)
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        asked = {
            "module": module,
            "arguments": [str(one) for one in arguments],
            "cwd": str(cwd or Path.cwd()),
            "env": given,
            "out": str(out),
            "err": str(err),
        }
        server = _server()
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(json.dumps(asked) + "\n")
        server.stdin.flush()
        code = int(server.stdout.readline())
        said = (one.read_text(encoding="utf-8", errors="replace") for one in (out, err))
        return subprocess.CompletedProcess([module, *asked["arguments"]], code, *said)


def _of_the_start(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if STARTS.match(name)}


@functools.cache
def _server() -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.warm"],
        cwd=Path(__file__).parents[1],
        env=BEFORE,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def stop() -> None:
    """End the process that waits, if there is one."""
    if _server.cache_info().currsize:
        with _server() as server:
            assert server.stdin is not None
            server.stdin.close()
        _server.cache_clear()


# -- in the process that waits


def main() -> None:
    """Answer one line of JSON after another with an exit code."""
    for name in MODULES:
        with contextlib.suppress(ImportError):
            import_module(name)
    answers = os.fdopen(os.dup(1), "w")
    for line in sys.stdin:
        asked = json.loads(line)
        print(_forked(functools.partial(_become, asked)), file=answers, flush=True)


def _forked(run: Callable[[], int]) -> int:
    """Run this in a process of its own; its exit code, or less than nothing for the signal that ended it."""
    process = os.fork()
    if process == 0:
        code = 1
        try:
            code = run()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def _become(asked: Mapping[str, Any]) -> int:
    """Be the command that was asked for."""
    for number, path in ((0, os.devnull), (1, asked["out"]), (2, asked["err"])):
        opened = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["env"])
    time.tzset()
    tempfile.tempdir = None
    return _run(asked["module"], asked["arguments"])


def _run(module: str, arguments: Sequence[str]) -> int:
    sys.argv = [module, *arguments]
    if module == "mkdocs":
        from mkdocs.__main__ import cli

        cli(list(arguments), prog_name="mkdocs")
    from faq.cli import main as faq
    from faq.publishing import opening

    # What publishes builds in yet another process: that one needs no start either.
    opening.subprocess = _Forking()  # type: ignore[assignment, attr-defined]
    return faq(list(arguments))


class _Forking:
    """Stands for the module `subprocess` where MkDocs is run."""

    def run(
        self, command: Sequence[str | Path], *, cwd: Path, env: Mapping[str, str], **_: object
    ) -> subprocess.CompletedProcess[str]:
        """As subprocess.run, with what was said as text."""
        python, option, module, *arguments = map(str, command)
        assert (python, option) == (sys.executable, "-m")
        with tempfile.TemporaryDirectory() as folder:
            asked = {"module": module, "arguments": arguments, "cwd": str(cwd), "env": dict(env)}
            out, err = Path(folder, "out"), Path(folder, "err")
            code = _forked(functools.partial(_become, {**asked, "out": str(out), "err": str(err)}))
            said = (one.read_text(encoding="utf-8", errors="replace") for one in (out, err))
            return subprocess.CompletedProcess([str(one) for one in command], code, *said)


if __name__ == "__main__":
    main()
