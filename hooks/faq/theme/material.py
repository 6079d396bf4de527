"""The faults of Material for MkDocs that readers meet, and their repairs; styles and scripts mend the rest.

Criteria are those of WCAG 2.2; "HTML" is the HTML Living Standard as the Nu checker applies it, "ARIA" is
ARIA in HTML and WAI-ARIA 1.2.  Every fault was seen in the pages of version 9.8.1.
"""

from __future__ import annotations

from faq.theme.repair import ANY, AT_MOST_ONCE, SOME, Repair

CLOSE = (
    '<svg viewBox="0 0 24 24" aria-hidden="true">'
    '<path d="m6 4.6 6 6 6-6L19.4 6l-6 6 6 6-1.4 1.4-6-6-6 6L4.6 18l6-6-6-6z"/></svg>'
)

CHECKBOXES = (
    Repair(
        "drawer-checkbox",
        "the drawer's checkbox, its control without JavaScript, has autocomplete (HTML) and no name (4.1.2)",
        r'(<input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer")'
        r' autocomplete="off">',
        r'\1 aria-label="$menu">',
    ),
    Repair(
        "search-checkbox",
        "the checkbox of the search has autocomplete (HTML)",
        r'(<input class="md-toggle" data-md-toggle="search" type="checkbox" id="__search")'
        r' autocomplete="off">',
        r"\1>",
        never=r'<input [^>]*type="checkbox"[^>]* autocomplete=',
    ),
)

LANDMARKS = (
    Repair(
        "skip-link",
        "a page that no table of contents belongs to, as 404, has no link past the navigation (2.4.1)",
        r'(<div data-md-component="skip">)\s*</div>',
        r'\1<a href="#faq-main" class="md-skip">$to_content</a></div>',
        AT_MOST_ONCE,
        never=r'\A(?!.*class="md-skip")',
    ),
    Repair(
        "main-opens",
        "the landmark of the content holds the navigation (1.3.1)",
        r'<main class="md-main" data-md-component="main">',
        '<div class="md-main" data-md-component="main">',
    ),
    Repair(
        "main-closes",
        "the landmark of the content, which ends here, holds the navigation (1.3.1)",
        r"</main>(?!.*</main>)",
        "</div>",
    ),
    Repair(
        "content-opens",
        "what the page says has no landmark of its own (1.3.1)",
        r'<div class="md-content" data-md-component="content">',
        '<main class="md-content" data-md-component="content" id="faq-main">',
    ),
    Repair(
        "content-closes",
        "what the page says, which ends here, has no landmark of its own (1.3.1)",
        r"</article>\s*</div>(?!.*</article>)",
        "</article></main>",
    ),
    Repair(
        "header-opens",
        "the whole header is a navigation (1.3.1)",
        r'<nav class="md-header__inner md-grid" aria-label="[^"]*">',
        '<div class="md-header__inner md-grid">',
    ),
    Repair(
        "header-closes",
        "the whole header, which ends here, is a navigation (1.3.1)",
        r'</nav>(\s*(?:<nav class="md-tabs"(?:(?!</nav>).)*</nav>\s*)?</header>)',
        r"</div>\1",
    ),
    Repair(
        "header-name",
        "the site's name in the header leads nowhere, and on a phone nothing else there leads home; the "
        "logo, which says the same as the link that the name becomes, is for pointers alone then (2.4.4)",
        r'<a href="([^"]*)"( title="[^"]*" class="md-header__button md-logo")'
        r'(.*?<div class="md-header__topic">)\s*<span class="md-ellipsis">\s*(.*?)\s*</span>',
        r'<a href="\1"\2 aria-hidden="true" tabindex="-1"\3<a href="\1" class="md-ellipsis">\4</a>',
    ),
    Repair(
        "header-topic",
        "the title of the page stands unseen in the header, and is read there (1.3.1)",
        r'<div class="md-header__topic" data-md-component="header-topic">',
        '<div class="md-header__topic" data-md-component="header-topic" aria-hidden="true">',
    ),
    Repair(
        "header-topic-empty",
        "on a page without a name, as 404, the header says nothing once it is scrolled; the site's name "
        "stays there, see docs/assets/theme.css",
        r'<div class="md-header__topic" data-md-component="header-topic"[^>]*>'
        r'\s*<span class="md-ellipsis">\s*</span>\s*</div>',
        "",
        AT_MOST_ONCE,
        never=r'"header-topic"[^>]*>\s*<span[^>]*>\s*</span>',
    ),
    Repair(
        "message",
        "what the theme tells in passing is not announced (4.1.3)",
        r'<div class="md-dialog" data-md-component="dialog">',
        '<div class="md-dialog" data-md-component="dialog" role="status">',
    ),
)

BUTTONS = (
    Repair(
        "menu-button",
        "the button of the navigation is a label, which has no name and hears no keyboard (2.1.1, 4.1.2)",
        r'<label class="md-header__button md-icon" for="__drawer">',
        '<label class="md-header__button md-icon" for="__drawer" data-faq-button="$menu">',
    ),
    Repair(
        "search-button",
        "the button of the search is a label, which has no name and hears no keyboard (2.1.1, 4.1.2)",
        r'<label class="md-header__button md-icon" for="__search">',
        '<label class="md-header__button md-icon" for="__search" data-faq-button="$search">',
        needs="search",
    ),
    Repair(
        "search-back-button",
        "the button that ends the search is a label, which has no name and hears no keyboard (2.1.1, 4.1.2)",
        r'<label class="md-search__icon md-icon" for="__search">',
        '<label class="md-search__icon md-icon" for="__search" data-faq-button="$close_search">',
        needs="search",
    ),
    Repair(
        "palette-buttons",
        "light and dark are radio buttons of no size, named after what they do not do; what is seen of them "
        "are labels (2.1.1, 2.4.7, 4.1.2)",
        r'<label class="md-header__button md-icon" title="([^"]*)" for="(__palette_\d+)" hidden>'
        r"(.*?)</label>",
        r'<button type="button" class="md-header__button md-icon" title="\1" aria-label="\1"'
        r' data-faq-palette="\2" hidden>\3</button>',
        SOME,
        needs="palette",
        never=r'<label [^>]*for="__palette_',
    ),
    Repair(
        "palette-radios",
        "the radio buttons of light and dark are in the Tab order, and have no size (2.4.7)",
        r'<input class="md-option"',
        '<input hidden class="md-option"',
        SOME,
        needs="palette",
    ),
)

SEARCH = (
    Repair(
        "search-dialog",
        "the search is a dialog without a name, also while it is a field in the header (4.1.2)",
        r'<div class="md-search" data-md-component="search" role="dialog">',
        '<div class="md-search" data-md-component="search" data-faq-name="$search">',
        needs="search",
    ),
    Repair(
        "search-landmark",
        "the landmark of the search has no name (1.3.1)",
        r'<div class="md-search__inner" role="search">',
        '<div class="md-search__inner" role="search" aria-label="$search">',
        needs="search",
    ),
    Repair(
        "search-field",
        "an empty search is called an invalid entry (3.3.1)",
        r'(<input type="text" class="md-search__input"[^>]*) required>',
        r"\1>",
        needs="search",
    ),
    Repair(
        "search-options",
        "the button that empties the search field is a navigation (1.3.1)",
        r'<nav class="md-search__options" aria-label="[^"]*">(.*?)</nav>',
        r'<div class="md-search__options">\1</div>',
        needs="search",
    ),
    Repair(
        "search-reset",
        "the button that empties the search field is not in the Tab order (2.1.1)",
        r'(<button type="reset" class="md-search__icon md-icon"[^>]*?) tabindex="-1">',
        r"\1>",
        needs="search",
    ),
    Repair(
        "search-suggestion",
        "what is suggested is read as part of the page (1.3.1)",
        r'<div class="md-search__suggest" data-md-component="search-suggest">',
        '<div class="md-search__suggest" data-md-component="search-suggest" aria-hidden="true">',
        needs="search.suggest",
    ),
    Repair(
        "search-scroll",
        "the results' frame is in the Tab order while it is closed (2.4.3, 2.4.7)",
        r'(<div class="md-search__scrollwrap") tabindex="0"',
        r"\1",
        needs="search",
    ),
    Repair(
        "search-count",
        "how much was found is not announced (4.1.3)",
        r'<div class="md-search-result__meta">',
        '<div class="md-search-result__meta" role="status">',
        needs="search",
    ),
)

NAVIGATION = (
    Repair(
        "drawer-title",
        "the title of the drawer is a label with a link in it, and there is no button that closes it (4.1.2)",
        r'<label class="md-nav__title" for="__drawer">(.*?)</label>',
        r'<div class="md-nav__title">\1'
        r'<label class="faq-close md-icon" for="__drawer" data-faq-button="$close_menu">'
        f"{CLOSE}</label></div>",
    ),
    Repair(
        "section-title",
        "the way back in the drawer is a label; docs/assets/theme.css shows the drawer as one list (2.1.1)",
        r'<label class="md-nav__title" for="__nav_[\d_]+">.*?</label>',
        "",
        ANY,
        never=r"<label [^>]*md-nav__title",
    ),
    Repair(
        "section-label",
        "the name of a section that cannot be closed is a control, with a tabindex that is no number (HTML)",
        r'<label class="(md-nav__link[^"]*)" for="__nav_[\d_]+" id="[^"]*" tabindex="">(.*?)</label>',
        r'<div class="\1">\2</div>',
        ANY,
    ),
    Repair(
        "section-button",
        "the name of a section that can be closed is a label in the Tab order (2.1.1, 4.1.2)",
        r'(<label class="md-nav__link[^"]*" for="__nav_[\d_]+" id="[^"]*") tabindex="0">',
        r'\1 data-faq-button="">',
        ANY,
        never=r"<label [^>]*tabindex=",
    ),
    Repair(
        "section-landmark",
        "every section is a landmark in the landmark, with aria-expanded, which it cannot have (1.3.1, ARIA)",
        r'<nav class="md-nav" data-md-level="(\d+)" aria-labelledby="[^"]*" aria-expanded="[^"]*">',
        r'<nav class="md-nav" data-md-level="\1" role="none">',
        ANY,
        never=r"<nav [^>]*aria-expanded=",
    ),
    Repair(
        "contents-landmark",
        "every heading that has others below it is a landmark in the landmark (1.3.1)",
        r'<nav class="md-nav" aria-label="[^"]*">',
        '<nav class="md-nav" role="none">',
        ANY,
    ),
    Repair(
        "contents-checkbox",
        "in the drawer the table of contents hides behind a checkbox (2.1.1)",
        r'<input class="md-nav__toggle md-toggle" type="checkbox" id="__toc">',
        "",
        AT_MOST_ONCE,
        never=r'id="__toc"',
    ),
    Repair(
        "contents-label",
        "in the drawer a label opens the table of contents (2.1.1)",
        r'<label class="md-nav__link md-nav__link--active" for="__toc">.*?</label>',
        "",
        AT_MOST_ONCE,
    ),
    Repair(
        "contents-title",
        "the title of the table of contents is a label",
        r'<label class="md-nav__title" for="__toc">(.*?)</label>',
        r'<div class="md-nav__title">\1</div>',
        ANY,
        never=r'for="__toc"',
    ),
    Repair(
        "contents-empty",
        "a page without headings has a landmark with nothing in it (1.3.1)",
        r'<nav class="md-nav md-nav--secondary" aria-label="[^"]*">\s*</nav>',
        "",
        ANY,
        never=r"<nav [^>]*>\s*</nav>",
    ),
    Repair(
        "share-link",
        "the link that shares a search is a script in an address, which the policy of the pages forbids",
        r'<a href="javascript:void\(0\)" (class="md-search__icon md-icon")',
        r'<a href="#" \1',
        AT_MOST_ONCE,
    ),
    Repair(
        "current-page",
        "only its colour tells that a link leads to the page itself (1.3.1, 1.4.1)",
        r'(<a href="[^"]*" class="md-nav__link md-nav__link--active")>',
        r'\1 aria-current="page">',
        ANY,
        never=r"<a (?![^>]*aria-current)[^>]*md-nav__link--active",
    ),
)

CONTENT = (
    Repair(
        "heading-names",
        'the name of every heading ends in "¶", and a Tab stop goes with it (1.3.1, 2.4.6)',
        r'<a class="headerlink" href="([^"]*)"',
        r'<a class="headerlink" href="\1" aria-hidden="true" tabindex="-1"',
        ANY,
        never=r'<a (?![^>]*aria-hidden)[^>]*class="headerlink"',
    ),
)

WAITING = (
    Repair(
        "next-page",
        "Firefox fetches the page that the head calls the next one before anybody asks for it, the policy "
        "forbids that, and its console has an error on every page; the links below an answer say which is "
        "next, and the theme's key for it is off (2.1.4), see docs/assets/theme.js",
        r'<link rel="next" href="[^"]*">\s*',
        "",
        AT_MOST_ONCE,
        never=r'<link (?=[^>]*\brel=["\']?next\b)',
    ),
    Repair(
        "program-waits",
        "the theme's program, half of what a first visit fetches, holds back all scripts behind it; in the "
        "template it waits for what a reader does, see docs/assets/waiting.js",
        r'(<template id="faq-later">)(</template>.*?)'
        r'(<script src="[^"]*/javascripts/bundle\.[^"]*"></script>)',
        r"\1\3\2",
        AT_MOST_ONCE,
        never=r'<template id="faq-later"></template>',
    ),
)

REPAIRS: tuple[Repair, ...] = (*CHECKBOXES, *LANDMARKS, *BUTTONS, *SEARCH, *NAVIGATION, *CONTENT, *WAITING)
"""All of them, in the order in which they are made."""
