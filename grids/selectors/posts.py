"""What people ask about posts in grids."""

from collections.abc import Iterator

from grids.models import GridPost
from orgs.models import Posting, User
from orgs.selectors.postings import OtherPost


def posts_of_the_person(posting: Posting, reader: User) -> Iterator[OtherPost]:
    """The grid posts that the holder of a post in an organisation has today as well (R-213)."""
    rows = GridPost.objects.visible_to(reader).current()
    theirs = rows.filter(
        grid__street__tree_id=posting.org.tree_id,
        person_name=posting.person_name,
        work_phone=posting.work_phone,
    )
    for post in theirs.for_list():
        yield OtherPost(post.get_kind_display(), str(post.grid), post.get_absolute_url())
