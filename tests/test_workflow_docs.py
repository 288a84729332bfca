"""The tables under ``docs/models`` are those that the code enforces."""

from pathlib import Path

import pytest
from django.utils import translation

from partybuild.management.commands.print_workflow import as_markdown, workflows

MODELS = Path(__file__).resolve().parent.parent / "docs" / "models"


@pytest.mark.parametrize("noun", workflows())
def test_the_page_of_a_noun_shows_its_table(noun):
    with translation.override("en"):
        table = as_markdown(workflows()[noun])

    assert [page.name for page in MODELS.glob("*.md") if table in page.read_text("utf-8")] != []
