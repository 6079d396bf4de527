"""`python -m faq.explaining`: the page of all codes, written anew."""

from pathlib import Path

from faq.explaining import PAGE, reference

Path(PAGE).parent.mkdir(exist_ok=True)
Path(PAGE).write_text(reference(), encoding="utf-8")
