"""Pages of the frame."""

from tests.pages import Page

PAGES = [
    Page("home"),
    Page("sign-in", role=None),
    Page("own-settings"),
    Page("password-change"),
]
