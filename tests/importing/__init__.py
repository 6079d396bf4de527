"""`faq import`: FAQs in the forms that others have, and what becomes of them."""
