"""Pages of the organisation app."""

from tests.pages import Page

PAGES = [
    Page("orgs:notifications"),
]
