"""What later apps pass on when another member leads a circle, such as its visits (A-21)."""

from collections.abc import Callable

from orgs.models import Circle, CircleMembership, User

# Called as ``follower(circle=, leaver=, reason=, actor=)`` under the lock of the circle.
Follower = Callable[..., None]
_FOLLOWERS: list[Follower] = []


def register_circle_follower(follower: Follower) -> None:
    """Let a later app hear that the lead of a circle may have changed."""
    if follower not in _FOLLOWERS:
        _FOLLOWERS.append(follower)


def pass_on(
    circle: Circle, *, actor: User, reason: str, leaver: CircleMembership | None = None
) -> None:
    """Let everything that goes with the lead of a circle follow it, away from the leaver."""
    for follower in _FOLLOWERS:
        follower(circle=circle, leaver=leaver, reason=reason, actor=actor)
