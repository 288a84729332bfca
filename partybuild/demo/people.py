"""The people who can sign in to the demo street; each first start makes its own passwords."""

import secrets
from dataclasses import dataclass

from orgs.enums import Role
from orgs.models import Org, Posting, User
from orgs.selectors.handovers import rights_of
from orgs.selectors.postings import secretary_of
from orgs.services.accounts import open_account
from orgs.services.founding import FirstPerson, found_portal
from orgs.services.handovers import hand_over
from orgs.services.postings import amend_posting
from orgs.services.roles import assign_role
from partybuild.demo.street import Street
from partybuild.demo.words import STREET, STREET_CODE, person_name


@dataclass(frozen=True, slots=True)
class SignIn:
    """One line of what a first start prints."""

    username: str
    password: str
    who: str


def fresh_password() -> str:
    """A password that satisfies every rule and that no other installation has."""
    return f"{secrets.token_urlsafe(9)}-Dm7"


FIRST_PEOPLE = {
    Role.OFFICE: ("office", "钱演示", "党建和社区管理办"),
    Role.LEADER: ("leader", "孙示范", "街道班子成员"),
    Role.SECURITY: ("security", "李样例", "安全管理员"),
    Role.SYSTEM: ("system", "周测试", "系统管理员"),
    Role.AUDITOR: ("auditor", "吴拟定", "审计管理员"),
}


def found_demo_street() -> tuple[Org, list[SignIn]]:
    """The empty street with its office, a leader and the three administrators."""
    sign_ins, people = [], {}
    for role, (username, name, who) in FIRST_PEOPLE.items():
        password = fresh_password()
        people[role] = FirstPerson(username, name, password)
        sign_ins.append(SignIn(username, password, who))
    street = found_portal(code=STREET_CODE, name=f"中共{STREET}工作委员会", people=people)
    return street, sign_ins


def open_demo_accounts(street: Street) -> list[SignIn]:
    """A second person in the office, secretaries, a grid worker and partner liaisons."""
    security = User.objects.get(username="security")
    return [
        _account(security, street, "clerk", "褚示范", Role.OFFICE, street.root),
        _account(security, street, "secretary", "郑样例", Role.SECRETARY, street.communities[0]),
        _account(security, street, "branch", "王测试", Role.SECRETARY, street.branches[0]),
        _account(security, street, "grid", "冯拟定", Role.GRID_WORKER, street.branches[0]),
        _account(security, street, "liaison", "陈示例", Role.PARTNER_LIAISON, street.partners[0]),
        _account(security, street, "bank", "蒋演示", Role.PARTNER_LIAISON, street.partners[4]),
    ]


def hand_one_post_over(street: Street) -> None:
    """The secretary of the second community has handed over to the next one."""
    security = User.objects.get(username="security")
    community = street.communities[1]
    held = secretary_of(community)
    assert held is not None  # noqa: S101 - the demo filled the post
    coming = person_name(street.names)
    old, new = (
        open_account(
            username=username,
            name=name,
            password=fresh_password(),
            over=street.root,
            actor=security,
        )
        for username, name in (("former", held.person_name), ("next", coming))
    )
    assign_role(user=old, role=Role.SECRETARY, over=community, actor=security)
    hand_over(
        posting=held,
        person_name=coming,
        work_phone=street.next_phone(),
        rights=list(rights_of(held)),
        successor=new,
        remark="党组织公章一枚、党员活动阵地钥匙一套、工作台账三册。",
        actor=street.office,
    )


def _take_the_name_of(posting: Posting | None, user: User, office: User) -> None:
    """The demo's own account is that of the person who holds the post."""
    if posting is not None:
        amend_posting(posting=posting, person_name=user.name, actor=office)


def _account(
    security: User, street: Street, username: str, name: str, role: Role, over: object
) -> SignIn:
    password = fresh_password()
    user = open_account(
        username=username,
        name=name,
        password=password,
        over=street.root,
        actor=security,
        password_is_temporary=False,
    )
    if role == Role.SECRETARY:
        _take_the_name_of(secretary_of(over), user, street.office)  # type: ignore[arg-type]  # a secretary's is an organisation
    assign_role(user=user, role=role, over=over, actor=security)  # type: ignore[arg-type]  # a unit or an organisation
    return SignIn(username, password, f"{role.label} · {over}")
