"""The exit codes, which CI must be able to trust."""

from faq.kinds import Kind
from faq.model import Report

CLEAN, PROBLEMS, UNREADABLE = 0, 1, 2
"""All is well; something is wrong; the configuration, or what it is compared with, cannot be read."""
INTERRUPTED = 130
"""What shells say of a program that Ctrl-C ended."""


def code_of(report: Report) -> int:
    """The exit code for what was found: a setting that names what is not there is worse than a problem."""
    if any(problem.kind is Kind.NOT_THERE for problem in report.problems):
        return UNREADABLE
    return PROBLEMS if report.problems else CLEAN
