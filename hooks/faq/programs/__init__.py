"""Find, or install, what this machine lacks.

`chromium()` and `program()` return a path that can be run, installing what is missing where that can be
done without asking (Playwright's own download; apt as root on Debian).  Everywhere else they raise `Missing`,
whose text says what to run.
"""

from faq.programs.installing import QUIET, Missing, chromium, file, font, program

__all__ = ["QUIET", "Missing", "chromium", "file", "font", "program"]
