"""What of this app can be searched; of a wish only its number, for its words tell of somebody."""

from orgs.searchable import Searchable, register_searchable

register_searchable(
    Searchable("resources.need", "title", "code", ("content",), place="owner_org"),
    Searchable("resources.resource", "title", "code", ("content",), place="owner_org"),
    Searchable("resources.project", "name", "code"),
    Searchable("resources.venue", "name", "code"),
    Searchable("resources.wish", "code"),
)
