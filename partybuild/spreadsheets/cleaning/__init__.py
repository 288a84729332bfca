"""From the written cell to a value; where a careful clerk would not guess, a Doubt is raised."""

from partybuild.spreadsheets.cleaning.codes import code, credit_code
from partybuild.spreadsheets.cleaning.dates import partial_date
from partybuild.spreadsheets.cleaning.doubts import (
    UNSAVED_FORMULA,
    Clean,
    Cleaned,
    Doubt,
    written,
)
from partybuild.spreadsheets.cleaning.moments import moment
from partybuild.spreadsheets.cleaning.numbers import count, figure, measure, rough_count
from partybuild.spreadsheets.cleaning.people import person
from partybuild.spreadsheets.cleaning.phones import contact, phone, phone_of
from partybuild.spreadsheets.cleaning.sides import side, sides
from partybuild.spreadsheets.cleaning.words import (
    category,
    choice,
    communities,
    name,
    one_community,
    places,
    quantity,
    text,
    wished_time,
    yes_or_no,
)

__all__ = [
    "UNSAVED_FORMULA",
    "Clean",
    "Cleaned",
    "Doubt",
    "category",
    "choice",
    "code",
    "communities",
    "contact",
    "count",
    "credit_code",
    "figure",
    "measure",
    "moment",
    "name",
    "one_community",
    "partial_date",
    "person",
    "phone",
    "phone_of",
    "places",
    "quantity",
    "rough_count",
    "side",
    "sides",
    "text",
    "wished_time",
    "written",
    "yes_or_no",
]
