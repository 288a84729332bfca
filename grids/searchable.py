"""What of this app can be searched; of a case its number and title, never who reported it (D14)."""

from orgs.searchable import Searchable, register_searchable

register_searchable(
    Searchable("grids.grid", "name", "code", ("residents_committee",), place="org"),
    Searchable("grids.estate", "name", "code", ("aliases",), place="community"),
    Searchable("grids.facility", "name", "code", ("address",), place="community"),
    Searchable("grids.propertyfirm", "name", "credit_code"),
    Searchable(
        "grids.gridpost",
        "person_name",
        street="grid__street",
        place="grid__org",
        select=("grid",),
        current=True,
    ),
    Searchable("grids.case", "title", "code", place="community"),
)
