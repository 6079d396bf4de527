"""Repairs of the HTML that the theme renders: what is wrong with it, and what stands there instead."""
