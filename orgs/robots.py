"""Group robots of messengers: where each listens, how it is signed to, how it says that it refused.

All three answer 200 even when they refuse, and say so in the body; whoever reads only the status
takes a robot that was removed for one that has spoken.
"""

import base64
import hashlib
import hmac
import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import quote, urlsplit

from django.conf import settings

from orgs.channel_enums import ChannelKind

SECONDS_TO_WAIT = 10
LONGEST_ANSWER = 10_000
SERVER_ERRORS = 500


class NotReached(Exception):
    """The robot did not answer; later it may."""


class Declined(Exception):
    """The robot answered that it will not; the code says why."""


@dataclass(frozen=True, slots=True)
class Robot:
    """Where the robots of a messenger listen, and the name of the code in their answers."""

    host: str
    path: str
    code: str


ROBOTS: Final[Mapping[str, Robot]] = {
    ChannelKind.WECOM: Robot("qyapi.weixin.qq.com", "/cgi-bin/webhook/send", "errcode"),
    ChannelKind.DINGTALK: Robot("oapi.dingtalk.com", "/robot/send", "errcode"),
    ChannelKind.FEISHU: Robot("open.feishu.cn", "/open-apis/bot/v2/hook/", "code"),
}


def is_address(kind: str, address: str) -> bool:
    """True for the address of such a robot, at its maker or at a server that the portal names."""
    try:
        parts, robot = urlsplit(address), ROBOTS[kind]
        at_home = parts.scheme == "https" and parts.netloc == robot.host
    except (KeyError, ValueError):
        return False
    return (at_home or parts.netloc in settings.ROBOT_HOSTS) and parts.path.startswith(robot.path)


def say(*, kind: str, address: str, secret: str, words: str, now: datetime) -> None:
    """Let a robot say one text in its group. Raises NotReached, Declined."""
    if not is_address(kind, address):
        raise Declined("address")
    body, query = _message(kind, words), ""
    if secret and kind == ChannelKind.DINGTALK:
        stamp = str(int(now.timestamp() * 1000))
        sign = _signed(secret, f"{stamp}\n{secret}")
        query = f"&timestamp={stamp}&sign={quote(sign, safe='')}"
    elif secret and kind == ChannelKind.FEISHU:
        stamp = str(int(now.timestamp()))
        body |= {"timestamp": stamp, "sign": _signed(f"{stamp}\n{secret}", "")}
    answer = _post(address + query, body)
    code = answer.get(ROBOTS[kind].code)
    if code != 0:
        raise Declined(str(code)[:20])


def _message(kind: str, words: str) -> dict[str, Any]:
    if kind == ChannelKind.FEISHU:
        return {"msg_type": "text", "content": {"text": words}}
    return {"msgtype": "text", "text": {"content": words}}


def _signed(key: str, text: str) -> str:
    return base64.b64encode(hmac.digest(key.encode(), text.encode(), hashlib.sha256)).decode()


class _NoWayRound(urllib.request.HTTPRedirectHandler):
    """An address with a secret in it is carried nowhere else."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def _post(address: str, body: dict[str, Any]) -> dict[str, Any]:
    request = urllib.request.Request(  # noqa: S310 - is_address was asked
        address,
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json; charset=utf-8"},
    )
    opener = urllib.request.build_opener(_NoWayRound)
    try:
        with opener.open(request, timeout=SECONDS_TO_WAIT) as answer:
            found = json.loads(answer.read(LONGEST_ANSWER))
    except urllib.error.HTTPError as refusal:
        refusal.close()
        if refusal.code >= SERVER_ERRORS:
            raise NotReached(str(refusal.code)) from None
        raise Declined(str(refusal.code)) from None
    except OSError as fault:
        # The words of the fault may quote the address, so only its kind goes on.
        raise NotReached(type(fault).__name__) from None
    except ValueError:
        raise Declined("answer") from None
    return found if isinstance(found, dict) else {}
