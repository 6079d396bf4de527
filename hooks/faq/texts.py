"""What the pages say of themselves, one table for all of them; `extra.faq.texts` says it in other words.

Other languages than English have a file each in `wording/`, with every text of the table.

A text may hold names in braces, such as "Question {number}"; another wording may leave them out or turn
them round.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from string import Formatter

TEXTS: Mapping[str, str] = {
    "place": "Question {number} of {count}",
    "place_in_section": "Question {number} in {section}",
    "more_questions": "More questions",
    "previous_question": "Previous question",
    "next_question": "Next question",
    "one_page": "All questions and answers on one page",
    "one_page_title": "All questions and answers",
    "search_question": "1 question",
    "search_questions": "{count} questions",
    "search_result": "1 result",
    "search_results": "{count} results",
    "search_nothing": "No matching question",
    "search_instead": "Try other words, or only one of them. Or:",
    "search_all_questions": "See all questions",
    "search_contact": "Contact us",
    "search_failed": "Search could not be loaded.",
    "search_no_script": "Search needs JavaScript.",
    "nearest_questions": "Perhaps you are looking for",
    "all_questions": "All questions",
    "own_page": "This question on its own page",
    "to_list": "Back to all questions",
    "film_player": "{title}: film without sound, with captions",
    "film_program": "Filmed with {program}.",
    "film_silent": "{seconds} seconds, captioned, no sound.",
    "film_download": "Download the film",
    "film_size": "(MP4, {kilobytes} KB)",
    "film_no_player": "Your browser cannot play this film.",
    "film_steps": "The steps in the film",
    "film_play": "Play from here",
    "client_choice": "Your email client",
    "client_tried": "We tried these steps on {date} with {version}.",
    "client_untried": "We have not tried these steps.",
    "client_impossible": "Not possible: {instead}",
    "client_film": "The steps with {client}",
    "related": "Related questions",
    "cited_by": "Questions that refer to this one",
    "contact": "Still stuck?",
    "contact_here": "Write to us",
    "contact_mail": "Send an email to {address}",
    "contact_page": "Contact us",
    "mail_subject": "Question {number}: {title}",
    "feedback": "Did this help? Tell us by email:",
    "feedback_yes": "Yes, it helped",
    "feedback_no": "No, it did not help",
    "feedback_subject": "{verdict} - question {number} ({version}): {title}",
    "version": "version of {date}",
    "version_unknown": "version unknown",
    "reviewed": "Last reviewed on {date}",
    "edit": "Edit this answer",
    "copy_address": "Copy the address",
    "copy_link": "Copy the link to “{section}”",
    "copied": "Copied",
    "copy_failed": "Your browser did not let us copy it",
    "changes": "What changed",
    "changes_lead": "The answers by the day on which they last changed, the newest first.",
    "changes_unknown": "This copy of the site does not know when its answers changed.",
    "feed": "Follow the changes in a feed reader (Atom)",
    "date": "{day} {month} {year}",
    "months": "January February March April May June July August September October November December",
    "first_day": "1",
    "film_copy": "Film: {title}",
    "film_captions": "Captions",
    "llms_more": "More pages",
    "card_alt": "{site}: {title}",
    "moved": "This page has moved",
    "moved_part": "This part is now here:",
    "gone": "No longer here",
    "not_found": "This page is not here",
    "not_found_why": "The address may be mistyped, or the page may have another place now.",
    "not_found_home": "Go to the first page",
    "not_found_contact": "contact us",
    "not_found_or": "{home}, or {contact}.",
    "gone_files": "Files that were taken away",
    "version_lacks_page": "Version {version} does not have this page. It is",
    "page_is": "This page is",
    "in_current_version": "in the current version",
    "is_current_version": "current",
    "in_version": "in version {version}",
    "version_lacks": "This version does not have the page “{title}”. This is its first page.",
    "version_label": "Version",
    "old_version": "This is version {version}, which is not the current one.",
    "old_version_page": "Read this page in the current version",
    "old_version_gone": "See why this page is gone",
    "old_version_home": "Go to the current version",
    # The frame of the page
    "to_content": "Skip to content",
    "menu": "Menu",
    "close_menu": "Close the menu",
    "search": "Search",
    "close_search": "Close the search",
    "paper_address": "This page: {address}",
    "paper_date": "As of {date}",
    # Whether a mail file can be investigated (faq.reports)
    "report": "Can this be investigated?",
    "report_lead": (
        "Try your report before you send it, or the email itself: choose it as a file. It is looked at "
        "in your browser alone, and sent to nobody."
    ),
    "report_choose": "Choose mail files",
    "report_drop": "Or drop them here.",
    "report_looking": "Looking at {file}: {percent} %",
    "report_yes": "Yes: {file}",
    "report_no": "No: {file}",
    "report_found": "“{subject}” from {sender}, {date}",
    "report_draft": "Save a draft with this email attached",
    "report_draft_why": (
        "Thunderbird opens the draft as a new message to {address}, ready to be sent. Other email "
        "programs may not: then follow the steps."
    ),
    "report_steps": "See the steps",
    "report_unreadable": "{file} could not be read.",
    "report_no_drop": (
        "Nothing came that could be read here. Save the email as a file first, then choose that file."
    ),
    "report_by_yourself": (
        "To check by yourself, open your report in the folder of sent "
        "mail: the email must be attached to it as an email of its own, which opens as one, and whose "
        "name ends in .eml if you save it. If it stands there as text, as a picture or as a file of "
        "another kind, it cannot be investigated."
    ),
    "report_subject": "Email to be investigated",
    "report_body": "The email is attached in its original form.",
    "report_check": "Check your report before you send it",
    "report_attached": (
        "The original email is attached in its original form. This can be investigated as it is."
    ),
    "report_bounce": "This notice of rejection holds the whole message. It can be investigated.",
    "report_attached_unstamped": (
        "The email is attached. It is its sender’s own copy, which no mail server has stamped: the copy "
        "of the mailbox that received it, or the notice of rejection, says more."
    ),
    "report_original": "This is the original email. Attach it to a new message to {address}.",
    "report_unstamped": (
        "This is its sender’s own copy, which no mail server has stamped. Attach it to a new message to "
        "{address}; the copy of the mailbox that received it, or the notice of rejection, says more."
    ),
    "report_nothing": (
        "No email is attached. Pasted text, a screenshot or a photo cannot be investigated: attach the "
        "email itself."
    ),
    "report_wrong_type": (
        "An email is attached, but as a file of another type. Drag the email itself from the list of "
        "your email program into the new message, or forward it as an attachment."
    ),
    "report_inline": (
        "The email was forwarded as text, so that its original form is lost. Forward it as an "
        "attachment, or drag it into a new message."
    ),
    "report_forward": (
        "Another email was forwarded as text in this one. If you mean that one, ask whoever forwarded it "
        "to send it as an attachment. If you mean this very message, drag it into a new message to "
        "{address} and say so."
    ),
    "report_tnef": (
        "The message is in a form of Outlook’s own (winmail.dat), and what is attached to it is locked "
        "up. Have it sent again as HTML or plain text."
    ),
    "report_encrypted": (
        "The message is encrypted, or sealed so that it cannot be looked into here. Send the report "
        "without encryption."
    ),
    "report_bounce_headers": (
        "This notice of rejection does not hold the whole message. Attach the message itself, from your "
        "folder of sent mail."
    ),
    "report_headers": (
        "These are the headers alone; the email below them is missing. Attach the email itself."
    ),
    "report_outlook_file": (
        "This is a file of Outlook’s own (.msg). It keeps a copy of the headers, but not the original "
        "form. In Outlook, drag the email from the list into a new message to {address}."
    ),
    "report_outlook_file_bare": (
        "This is a file of Outlook’s own (.msg), without the headers that mail servers write. In "
        "Outlook, drag the email from the list into a new message to {address}."
    ),
    "report_mailbox": "There are several emails in this file. Save each as a file of its own.",
    "report_stripped": (
        "The headers that mail programs and mail servers write are missing: this is not the original "
        "form. Attach the email itself."
    ),
    "report_damaged": (
        "This file is cut off or damaged. Save it once more, or drag the email itself into a new message."
    ),
    "report_not_mail": "This is not an email. Choose a file whose name ends in .eml, or your report.",
}
"""The months are twelve words; {month} is one of them, {day} and {year} are numbers.

`first_day` is {day} where it is the first of a month, "1er" in French.
"""


WORDING = Path(__file__).parent / "wording"
OTHER_SCRIPTS = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")
"""Languages (BCP 47) that are not what their first part is: traditional is not simplified Chinese."""


@cache
def texts_in(language: str) -> Mapping[str, str] | None:
    """Every text in a language, by its name as the theme has it, such as "de" or "pt-BR"; None for no file.

    Where there is no file for a region, that of the language serves.
    """
    name = language.lower().replace("_", "-")
    for one in (name, *(() if name.startswith(OTHER_SCRIPTS) else (name.partition("-")[0],))):
        if one == "en":
            return TEXTS
        if one.isascii() and (WORDING / f"{one}.toml").is_file():
            import tomllib  # which English does without

            return tomllib.loads((WORDING / f"{one}.toml").read_text(encoding="utf-8"))
    return None


def worded(own: Mapping[str, str], language: str = "en") -> dict[str, str]:
    """Every text in a language, those of `own` in place of the usual ones; English where there is no file."""
    return {**(texts_in(language) or TEXTS), **own}


def check_wording(key: str, text: str) -> None:
    """Whether a text can stand in place of a usual one.  Raises ValueError that says what to write."""
    usual = names_in(TEXTS[key])
    if unknown := names_in(text) - usual:
        known = ", ".join(f"{{{name}}}" for name in sorted(usual)) or "no names"
        raise ValueError(f"cannot fill in {{{min(unknown)}}}; it knows {known}")
    if key == "months" and len(text.split()) != 12:
        raise ValueError(f"must be twelve words with spaces between, not {len(text.split())}")


def date_text(texts: Mapping[str, str], day: date) -> str:
    """A day as the site's readers write it."""
    month = texts["months"].split()[day.month - 1]
    number = texts["first_day"] if day.day == 1 else day.day
    return texts["date"].format(day=number, month=month, year=day.year)


def names_in(text: str) -> set[str]:
    """The names in braces.  Raises ValueError for a brace that stands alone."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError as error:
        raise ValueError(f"{error}; write {{{{ or }}}} for a brace that is only a brace") from None
