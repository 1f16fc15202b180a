"""Chat robots of WeCom, DingTalk and Feishu: Apprise's channels, with their answers read.

These robots answer with a status of 200 also when they refuse, and say so in the body, which
Apprise does not look at; and a community may run an installation of its own, on its own host.
"""

from __future__ import annotations

import json
from typing import Any

import urllib3
from apprise.plugins.dingtalk import NotifyDingTalk
from apprise.plugins.feishu import NotifyFeishu
from apprise.plugins.wecombot import NotifyWeComBot

from engine.notices.address import HOSTS, Address

#: as much of an answer as is read
ANSWER = 4096
#: codes with which a robot says that its key is no good; others may pass: busy, too many a minute
_USELESS = {
    "wecom": frozenset({93000, 93004, 93008, 40001, 40014}),
    "dingtalk": frozenset({300001, 300005, 310000, 400101, 400102}),
    "feishu": frozenset({19001, 19021, 19022, 19024}),
}
Trouble = tuple[str, bool] | None
"""Why a channel did not take something, and whether it may later; ``None`` when it did."""


class _Answered:
    """What all three have in common: where they post, and how they read the answer."""

    kind = ""
    address: Address
    trouble: Trouble = None
    #: seconds to wait for an answer
    socket_read_timeout: float

    def post(self, path: str, payload: dict[str, Any]) -> bool:
        """Post a payload to the robot's own host; whether the robot took it."""
        a = self.address
        host = HOSTS["lark"] if a.host == HOSTS["lark"] else a.host or HOSTS[self.kind]
        url = f"{'http' if a.is_plain else 'https'}://{host}{path}"
        self.trouble = _posted(url, payload, self.kind, self.socket_read_timeout)
        return self.trouble is None


class WeCom(_Answered, NotifyWeComBot):  # type: ignore[misc]
    """A WeCom group's robot."""

    kind = "wecom"

    def send(self, body: str, title: str = "", notify_type: Any = None, **_: Any) -> bool:
        """Give it a text."""
        said = {"msgtype": "text", "text": {"content": body}}
        return self.post(f"/cgi-bin/webhook/send?key={self.address.key}", said)


class DingTalk(_Answered, NotifyDingTalk):  # type: ignore[misc]
    """A DingTalk group's robot, signed where it has a secret."""

    kind = "dingtalk"

    def send(self, body: str, title: str = "", notify_type: Any = None, **_: Any) -> bool:
        """Give it a text."""
        path = f"/robot/send?access_token={self.address.key}"
        if self.address.secret:
            timestamp, sign = self.get_signature()
            path += f"&timestamp={timestamp}&sign={sign}"
        said = f"{title}\n{body}" if title else body
        return self.post(path, {"msgtype": "text", "text": {"content": said}})


class Feishu(_Answered, NotifyFeishu):  # type: ignore[misc]
    """A Feishu or Lark group's robot."""

    kind = "feishu"

    def send(self, body: str, title: str = "", notify_type: Any = None, **_: Any) -> bool:
        """Give it a text."""
        path = f"/open-apis/bot/v2/hook/{self.address.key}"
        return self.post(path, {"msg_type": "text", "content": {"text": body}})


def robot(address: Address, **shared: Any) -> Any:
    """The channel of a robot's address."""
    made: Any
    if address.kind == "wecom":
        made = WeCom(key=address.key, **shared)
    elif address.kind == "dingtalk":
        made = DingTalk(token=address.key, secret=address.secret or None, **shared)
    else:
        made = Feishu(token=address.key, **shared)
    made.address = address
    return made


def _posted(url: str, payload: dict[str, Any], kind: str, seconds: float) -> Trouble:
    pool = urllib3.PoolManager(num_pools=1, retries=False)
    try:
        answer = pool.request(
            "POST",
            url,
            body=json.dumps(payload, ensure_ascii=False).encode(),
            headers={"Content-Type": "application/json; charset=utf-8"},
            redirect=False,
            timeout=urllib3.Timeout(total=seconds),
            preload_content=False,
        )
        said = answer.read(ANSWER)
        answer.close()
    except urllib3.exceptions.TimeoutError:
        return "timeout", True
    except (urllib3.exceptions.HTTPError, OSError):
        return "unreachable", True
    finally:
        pool.clear()
    return status_trouble(answer.status) or _answer_trouble(said, kind)


def status_trouble(status: int) -> Trouble:
    """What a status says: whether it was taken, and if not, whether it may be later."""
    if 200 <= status < 300:
        return None
    return f"status_{status}", status >= 500 or status in (408, 425, 429)


def _answer_trouble(said: bytes, kind: str) -> Trouble:
    try:
        answer = json.loads(said)
        code = next(answer[n] for n in ("errcode", "code", "StatusCode") if n in answer)
    except (ValueError, TypeError, StopIteration):
        return "answer", True  # a page of a proxy, as like as not: no robot speaks so
    if code == 0:
        return None
    return f"answer_{code}"[:40], code not in _USELESS[kind]
