"""Films walkthroughs: `python -m faq.filming [ID ...]` turns storyboards into the media that the site shows.

Stop-motion: for every frame the storyboard's action is carried out, the program comes to rest, the picture is
taken and the pointer is drawn on it.  The machine's load cannot change a film's timing, and every caption
begins on an exact frame.
"""
