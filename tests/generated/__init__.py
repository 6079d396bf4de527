"""Whole FAQs made from a seed, all that they cite being known, and the tests that they serve."""
