"""The wheel and its environment of tests/test_distribution.py."""

from tests.test_distribution import dist, installed

__all__ = ["dist", "installed"]
