"""What of this app can be searched. Nobody is found but in the seat held today."""

from orgs.searchable import Searchable, register_searchable

register_searchable(
    Searchable("liaison.body", "name", street="org"),
    Searchable(
        "liaison.membership",
        "person_name",
        words=("post", "unit_name"),
        street="body__org",
        select=("body",),
        current=True,
    ),
    Searchable("liaison.meeting", "title", street="body__org", select=("body",)),
    Searchable("liaison.minutes", "mark", "number", ("body",), street="meeting__body__org"),
    Searchable(
        "liaison.resolution",
        "text",
        street="meeting__body__org",
        select=("meeting__body",),
    ),
    Searchable("liaison.actionitem", "title", "code", ("demand",), place="owner_org"),
    Searchable("liaison.proposal", "title", "code", ("content",), place="community"),
    Searchable("liaison.inspection", "title", "code", ("topic",)),
    Searchable("liaison.matter", "title", "code", ("content",)),
    Searchable("liaison.plan", "title", "code", ("aim",), place="org"),
    Searchable(
        "liaison.phasetarget",
        "title",
        street="phase__plan__street",
        place="responsible",
        select=("phase__plan",),
    ),
    Searchable("liaison.occasion", "topic", words=("place",), place="org"),
)
