"""The one table of what can be wrong: for each kind one line of what it is, how bad it is, and what to do."""

from __future__ import annotations

from enum import Enum, unique
from typing import Literal

Level = Literal["error", "notice"]
"""How bad a kind is, in the words of GitHub's workflow commands.

A notice is what the team should know of and that stops nothing: exit codes and readers do not see it.
"""

Mender = Literal["nobody", "fix", "writer"]
"""Who has to mend a kind before questions are added or moved: `faq fix`, a writer, or nobody."""


@unique
class Kind(Enum):
    """What a finding is; every form of a report names it by its code."""

    summary: str
    """One line on what it is."""
    help: str
    """What to do, whatever the place: one or two sentences."""
    level: Level
    first: Mender
    """Who has to mend it first, before numbers move."""

    def __init__(self, summary: str, advice: str, level: Level = "error", first: Mender = "nobody") -> None:
        self.summary = summary
        self.help = advice
        self.level = level
        self.first = first

    @property
    def code(self) -> str:
        """Its name in reports, which never changes: "stale-reference"."""
        return self.name.lower().replace("_", "-")

    ABSOLUTE_LINK = (
        "a link that begins at the root of the host, where no version of the site stands",
        "Write the path as it is seen from the page, or a whole address.",
    )
    ALIAS_SHADOWS = (
        "an old address that is the address of something else",
        "Take the alias out, or move the page that is at its address now.",
    )
    ALIAS_TWICE = (
        "an old address that two pages claim",
        "Keep the alias in the page that answers the old question, and take it out of the other.",
    )
    AMBIGUOUS_REFERENCE = (
        "two questions claim the cited number",
        "Give one of the two files another number, then run faq fix.",
    )
    ANCHOR_LOOP = ("old anchors that lead to each other", "Let one of them lead to a heading of its page.")
    ANCHOR_SHADOWS = (
        "an old anchor that is an anchor of its page",
        "Take it out of anchors:, or give the heading that has it now another one.",
    )
    ANCHOR_TARGET = (
        "an old anchor that leads to none",
        "Let it lead to the anchor of a heading, of its page or, as faq/b/#steps, of another.",
    )
    BAD_ALIAS = (
        "an old address that is none",
        "Write a page's address inside the site, as it stood behind the version: faq/old-name/.",
    )
    BAD_ANCHORS = (
        "old anchors that are none",
        "Write each as it stands behind the # of a link: anchors: {old-anchor: new-anchor}.",
    )
    BAD_CHANGES = (
        "a page of changes whose path a file has",
        "Write a path that no file has under changes: in mkdocs.yml.",
    )
    BAD_CLIENTS = (
        "steps of mail programs that cannot be read",
        "Correct the line of clients.yml that the message names.",
    )
    BAD_DRAFT = (
        "draft: that is neither true nor false",
        "Write draft: true in a page that readers do not get yet, or take the line out.",
    )
    BAD_FRONT_MATTER = (
        "front matter that is no YAML mapping",
        "Between the two lines --- write keys and values, one below the other: number: 3.",
        "error",
        "writer",
    )
    BAD_GONE = (
        "an entry of gone: without an address or a reason",
        "Write what is gone and why: {address: faq/fax/, reason: The fax number is no longer in use.}.",
    )
    BAD_KEYWORDS = (
        "readers' words that are none",
        "Write a list of texts, each once: keywords: [opening hours, phone].",
    )
    BAD_ONE_PAGE = (
        "a page with all answers whose path a file has",
        "Write a path that no file has under one_page: in mkdocs.yml.",
    )
    BAD_OWNER = (
        "an owner that is no text",
        "Write a name under owner:, such as anna, in quotes where it begins with @.",
    )
    BAD_RANGE = (
        "a range whose ends are missing, descending or in different sections",
        "Let both ends exist, the lower one first and in the same section, or name the questions one by one.",
    )
    BAD_RELATED = (
        "related questions that are no list of names",
        "Write a list of the names of questions' files: related: [contact-help-desk].",
    )
    BAD_REVIEWED = (
        "a day of review that is no day, or is yet to come",
        "Write the day on which somebody read the answer, as year-month-day.",
    )
    BAD_STORYBOARD = (
        "a walkthrough's storyboard that cannot be filmed",
        "Correct the line that the message names.",
    )
    BROKEN_ANCHOR = (
        "a link to an anchor that its page does not have",
        "Let the link lead to the anchor of a heading of that page.",
    )
    BROKEN_LINK = (
        "a link that leads to no page, or not by the name of its file",
        "Write the path of the page's file, .md included, or take the link out.",
    )
    CLIENT_DUE = (
        "steps of a mail program that were last tried too long ago",
        "Follow the steps in that program, then write the day and its version under tried:.",
        "notice",
    )
    CLIENT_MISSING = (
        "a mail program of which clients.yml does not say what it can do",
        "Write the steps, or what to do instead under not possible:, and when somebody tried them.",
        "notice",
    )
    DEAD_LINK = (
        "a link to another host, where nothing answers (faq check --external)",
        "Write where it is now, or take the link out.",
    )
    EMPTY_ALT = (
        "an image without words for those who do not see it",
        'Write between [ and ] what it shows; if it only decorates, write <img alt="" ...> in HTML.',
        "notice",
    )
    EMPTY_LINK = ("a link without text", "Write between [ and ] where it leads.")
    FOREIGN_CONTENT = (
        "a page that would fetch something from another host",
        "Put the file into the docs folder and name it there, or write a link: "
        "the other host could see who reads.",
    )
    FRAME_LEFT_OUT = (
        "a main.html of your own that leaves out what the FAQ adds to pages",
        'Begin it with {% extends "faq/main.html" %}, and write {{ super() }} in each block that it fills.',
        "notice",
    )
    GONE_INSTEAD = (
        "an entry of gone: that leads to no page, or to no anchor of one",
        "Let instead: lead to the address of a page, or leave it out.",
    )
    GONE_THERE = (
        "an entry of gone: for something that is there",
        "Take the entry out of gone:, or take away what it says is gone.",
    )
    HEADING_MISSING = (
        "a question without a level-1 heading",
        'Write "# " and the question above the answer.',
    )
    HEADING_TWICE = ("a question with two level-1 headings", 'Begin the second one with "## ".')
    INLINE_HANDLER = (
        "a script in an attribute, which pages do not run",
        "Listen for the event in a file under extra_javascript:.",
    )
    INLINE_STYLE = (
        "a style in a page, which has no effect there",
        "Give the element a class, and write the style into a file under extra_css:.",
    )
    KEY_TWICE = (
        "a key that is written twice, so that one of its values is lost",
        "Make one of the two: YAML reads the last and forgets the others.",
    )
    LINK_MISMATCH = (
        "the number in a link's text is not the number of its target",
        "Run faq fix, or let the link lead to the question that the text means.",
    )
    LOST_ALIAS = (
        "an old address that would no longer lead on",
        "Put the alias back, or the entry of gone:, that was taken out.",
    )
    LOST_ANCHOR = (
        "an anchor that readers have and that would be gone",
        "Write into the page's front matter where it leads now, or list it under gone: with a reason.",
    )
    LOST_FILE = (
        "a picture, film or file that readers have and that would be gone",
        "Put the file back, or list it under gone: with a reason.",
    )
    LOST_PAGE = (
        "a page that readers have and that would be gone",
        "Write its address under aliases: of the page that answers now (in mkdocs.yml where that is made), "
        "or list it under gone:.",
    )
    MISSING_FILE = ("an image, film or file that does not exist", "Correct the path, or add the file.")
    MISSING_FILM_FILE = (
        "a film without its captions, poster, second source or storyboard",
        "Film it again, or correct the path.",
    )
    MISSING_SNIPPET = ("an included file that does not exist", "Correct its name, or write the file.")
    MISSPELT_WORD = (
        "a word that is a common misspelling (spelling: in mkdocs.yml)",
        "Write the word that the message gives; where it is right, add it to the list under spelling:.",
    )
    NAV_MISSING_FILE = (
        "an entry of nav: whose file does not exist",
        "Write the path of a page, or take the entry out.",
        "error",
        "writer",
    )
    NAV_TWICE = ("a question that stands in nav: twice", "Keep one of the two entries.", "error", "writer")
    NO_ANSWER = ("a question without an answer", "Write the answer below the heading.")
    NO_HISTORY = (
        "a day that the site is to tell, and that git does not know",
        "Fetch the whole history, and commit what is written.",
    )
    NO_NEIGHBOUR = (
        '"previous" at the first question, or "next" at the last',
        "Name the question that you mean by its number.",
    )
    NO_NUMBER = (
        "a place in nav: for which there is no number",
        "Write numbers in digits under extra: faq: numbers:, or give the question another place in nav:.",
    )
    NO_QUESTIONS = (
        "a site in which no question was found",
        "Name the questions' folder under extra: faq: folder:, or write folder: false if there are none.",
    )
    NO_SUCH_QUESTION = (
        "the cited number belongs to no question",
        "Write the number of the question that you mean.",
    )
    NO_SUCH_SECTION = (
        "the cited number belongs to no section",
        "Write the number of the section that you mean.",
    )
    NOT_IN_NAV = (
        "a question that stands in no nav:",
        "Add its file to nav: in mkdocs.yml, or move the file away.",
        "error",
        "writer",
    )
    NOT_THERE = (
        "a setting that names a folder or a page that is not there",
        "Correct the path under extra: faq: in mkdocs.yml.",
    )
    NOT_UTF8 = (
        "a page, or the name of a file, that is not UTF-8",
        "Save the file as UTF-8, or give it another name.",
        "error",
        "writer",
    )
    NUMBER_MALFORMED = (
        "a number in front matter that is none",
        "Run faq fix, which writes the number of the question's place in nav:.",
        "error",
        "fix",
    )
    NUMBER_MISMATCH = (
        "number in front matter and place in nav: disagree",
        "Run faq fix: the numbers follow the order in nav:, and the sentences follow the numbers.",
        "error",
        "fix",
    )
    NUMBER_MISSING = (
        "a question without a number in its front matter",
        "Run faq fix, which writes the number of the question's place in nav:.",
        "error",
        "fix",
    )
    NUMBER_TWICE = (
        "a number that two questions claim",
        "Run faq fix, which gives each question the number of its place in nav:.",
        "error",
        "fix",
    )
    OTHER_ORDER = (
        "a navigation in another order than the numbers",
        "Write nav: in the order that readers are to see, and take out what makes another.",
    )
    PAGE_NOT_IN_NAV = (
        "a page that stands in no nav:, where validation: asks for all",
        "Add its line to nav:, or list it under not_in_nav:.",
    )
    PAGE_TWICE = ("two files that become one page", "Keep one of the two, or give one another name.")
    PLACEHOLDER_ANSWER = ("an answer that is still what faq new wrote", "Write the answer in its place.")
    PROGRAM_MISSING = (
        "a setting that asks for a program which is not installed",
        "Install it with the command that the message gives, or take the setting out.",
    )
    QUESTIONS_ALIKE = (
        "two questions whose titles have the same words",
        "Say in each title what is asked in it alone, or make one question of the two.",
        "notice",
    )
    REFERENCE_IN_CODE = (
        "a reference in an indented block that became code",
        "Take away the spaces at the beginning of the line, if it is no code.",
    )
    RELATED_AMBIGUOUS = (
        "a related question whose name two questions have",
        "Write the whole path of the one that you mean.",
    )
    RELATED_MISSING = (
        "a related question that does not exist",
        "Write the name of a question's file, or take it out.",
    )
    RELATED_SELF = ("a question that is related to itself", "Take its name out of related:.")
    RELATED_TWICE = ("a related question that is listed twice", "Keep one of the two.")
    REVIEW_DUE = (
        "an answer that was last reviewed too long ago",
        "Read the answer, then write today's day under reviewed:.",
        "notice",
    )
    REVIEW_MISSING = (
        "an answer without a day of review",
        "Read the answer, then write today's day under reviewed:.",
        "notice",
    )
    SEARCHED_ALIKE = (
        "a question without keywords, all of whose words another question has",
        "Write under keywords: what readers of this question would type.",
        "notice",
    )
    SELF_REFERENCE = (
        "a question that cites itself",
        "Cite the question that you mean, or say it without a number.",
    )
    STALE_FILM = (
        "a storyboard or drawing that changed, and its film did not",
        "Film it again, as the message says.",
    )
    STALE_REFERENCE = (
        "the question with that number has moved",
        "Run faq fix, which writes the number that the question has now.",
        "error",
        "fix",
    )
    THEME_CHANGED = (
        "a theme that is not the one which the site mends, searches and locks",
        "Look up what the file that the message names expects of the theme. "
        "Where a file in custom_dir: stands in for the theme's, let that say what the theme says.",
    )
    TURNED_ADDRESS = (
        "an address that readers have and that would lead to another section or page",
        "Let it lead where it led; where the other is meant, say so, as the message tells.",
    )
    UNCHECKED_REFERENCE = (
        "a reference that a hook or a macro added after the sources were read",
        "Write it in a file that is read, or make a link of it where it is added.",
    )
    UNCLEAR_REFERENCE = (
        "a number that may be a question of another document",
        "Say whose question it is; or exempt it by <!-- faq: ignore --> above, or by ignore:.",
    )
    UNDECLARED_ADDRESS = (
        "an address that the site does not declare",
        "Correct the typing error, or declare the address under addresses: in mkdocs.yml.",
    )
    UNKNOWN_KEY = (
        "a key that nothing reads, and that looks misspelt",
        "Write the name that the message gives.",
    )
    UNKNOWN_LANGUAGE = (
        "a language whose words no file tells",
        "Give the project a file of its words under language: in mkdocs.yml, or name another language.",
    )
    UNLINKED_REFERENCE = (
        "a reference that the check found and the build could not link",
        "Report the page as a bug.",
    )
    UNREAD_REFERENCE = (
        "what looks like a reference and is not understood",
        "Write it in another way; or exempt it by <!-- faq: ignore --> above, or by ignore:.",
    )
    UNSUPPORTED_SETTING = (
        "a setting with which pages could not keep what they promise",
        "Take it out of mkdocs.yml.",
    )
    UNUSED_IGNORE = ("a comment that exempts nothing", "Take the comment out.")
    WRONG_DIRECTION = ('"above" or "below" against the order', "Write the other word.")
