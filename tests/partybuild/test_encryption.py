"""Sealed words open under the keys of this installation, old and new, and under no other."""

import pytest

from partybuild.encryption import Unreadable, opened, sealed


def test_a_new_key_in_front_leaves_the_old_words_readable(settings):
    settings.CONTACT_KEYS = ["old"]
    token = sealed("19000000001")

    settings.CONTACT_KEYS = ["new", "old"]

    assert opened(token) == "19000000001"
    assert sealed("19000000001") != token
    assert sealed("") == opened("") == ""


def test_another_key_opens_nothing(settings):
    settings.CONTACT_KEYS = ["old"]
    token = sealed("19000000001")
    settings.CONTACT_KEYS = ["new"]

    with pytest.raises(Unreadable):
        opened(token)
