"""What building costs: generated FAQs, and `make bench`, which builds them in several ways side by side."""
