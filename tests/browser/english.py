"""English left on a screen: the words that Streamlit and Plotly use, wherever a reader sees or hears them."""

from __future__ import annotations

import re

from playwright.sync_api import Page

ENGLISH = re.compile(
    r"\b(the|and|with|file|files|upload|browse|drag|drop|search|select|option|options|results?|choose|open|close|"
    r"clear|download|show|hide|columns?|sort|pages?|sidebar|menu|running|stop|loading|error|deploy|settings|press|"
    r"enter (?:to|a|the)|fullscreen|limit|per|view|more|skip|content|made|streamlit|zoom|reset|axes|previous|next|"
    r"month|year|help|save|copy|expand|collapse|values?|today|selected|rows?|charts?|plot|autoscale|print|rerun|theme|"
    r"light|dark|remove|delete|add|toggle|required|picker|calendar|dialog|navigate|available|announcements?)\b",
    re.IGNORECASE,
)
# What a reader sees or hears, without the icons (words to the font) and without what the app's own data says.
TEXTS = """() => {
    const texts = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        if (!element.closest('script, style, noscript, [data-testid="stIconMaterial"], [role=grid], [data-its-data]'))
            texts.push(walker.currentNode.nodeValue);
    }
    for (const element of document.body.querySelectorAll('*'))
        for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'data-title'])
            if (element.hasAttribute(name)) texts.push(element.getAttribute(name));
    return texts;
}"""


def english(page: Page) -> list[str]:
    """Texts with an English word."""
    return [text for text in page.evaluate(TEXTS) if ENGLISH.search(text)]
