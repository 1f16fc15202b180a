"""Where the server may send to, and how addresses are read."""

from __future__ import annotations

import pytest

from domain.refusal import Refused
from engine.notices.address import Address, address_of, masked
from engine.notices.channels import Reach, Text, deliver
from engine.notices.targets import is_inward, leads_inward
from tests.services.receivers import Receiver

INWARD = (
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "10.1.2.3",
    "172.16.0.9",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "192.88.99.1",
    "::1",
    "[::1]",
    "fe80::1%eth0",
    "fd00::1",
    "::ffff:127.0.0.1",
    "2002:7f00:1::",
    "localhost",
    "LOCALHOST.",
    "printer",
    "server.local",
    "a.internal",
)


@pytest.mark.parametrize("host", INWARD)
def test_an_address_within_is_known_however_it_is_spelt(host: str) -> None:
    assert is_inward(host)


@pytest.mark.parametrize("host", ["203.0.114.9", "qyapi.weixin.qq.com", "2606:4700::1111"])
def test_an_address_outside_is_none(host: str) -> None:
    assert not is_inward(host)


def test_a_name_that_leads_within_is_found_out_before_sending() -> None:
    assert leads_inward("127.0.0.1")
    assert leads_inward("localhost")


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "[::1]", "192.168.0.7:8080", "localhost", "u:p@127.1"]
)
def test_an_address_within_is_refused_unless_the_house_allows_it(host: str) -> None:
    for scheme in ("http", "https", "json", "jsons", "xml", "xmls"):
        url = f"{scheme}://{host}/hook"
        with pytest.raises(Refused) as refused:
            address_of(url, "webhook")
        assert refused.value.code == "channel_target_private"
        assert address_of(url, "webhook", inward=True).kind == "webhook"
    with pytest.raises(Refused):
        address_of(f"https://{host}/cgi-bin/webhook/send?key=k", "wecom")


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("webhook", "file:///etc/passwd"),
        ("webhook", "syslog://"),
        ("webhook", "mailto://user:pass@example.org"),
        ("webhook", "json://"),
        ("webhook", "https://exa mple.org/"),
        ("webhook", "https://example.org\\@127.0.0.1/"),
        ("webhook", "https://example.org:99999/"),
        ("email", "a@b"),
        ("email", "a@example.org?smtp=127.0.0.1"),
        ("email", "a@example.org,b@example.org"),
        ("email", "mailto://example.org"),
        ("wecom", "wecombot://k?verify=no"),
        ("wecom", "https://qyapi.weixin.qq.com/elsewhere?key=k"),
        ("wecom_app", "a/b"),
        ("dingtalk", "feishu://token"),
        ("apprise", "apprise://example.org/x"),
    ],
)
def test_what_is_no_address_of_its_kind_is_refused(kind: str, written: str) -> None:
    with pytest.raises(Refused) as refused:
        address_of(written, kind)
    assert refused.value.code == "channel_address_invalid"


@pytest.mark.parametrize(
    ("written", "kind", "key", "secret"),
    [
        ("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k-1", "wecom", "k-1", ""),
        ("wecombot://k-1", "wecom", "k-1", ""),
        ("https://oapi.dingtalk.com/robot/send?access_token=t", "dingtalk", "t", ""),
        ("dingtalk://s@t", "dingtalk", "t", "s"),
        ("https://open.feishu.cn/open-apis/bot/v2/hook/h", "feishu", "h", ""),
        ("https://open.larksuite.com/open-apis/bot/v2/hook/h", "feishu", "h", ""),
        ("lark://h", "feishu", "h", ""),
        ("mailto:a@example.org", "email", "a@example.org", ""),
        ("a@example.org", "email", "a@example.org", ""),
        ("https://hooks.example.org/x?y=z", "webhook", "", ""),
    ],
)
def test_an_address_is_read_as_its_own_page_writes_it(
    written: str, kind: str, key: str, secret: str
) -> None:
    for asked in (None, kind):
        found = address_of(written, asked)
        assert (found.kind, found.key, found.secret) == (kind, key, secret)


def test_an_address_is_shown_by_its_end_only() -> None:
    assert masked("https://hooks.example.org/secret-1234") == "****1234"
    assert masked("short") == "****"


def test_a_name_given_another_address_since_is_not_sent_to(hooks: Receiver) -> None:
    moved = Address("webhook", hooks.url("/ok/x"), f"127.0.0.1:{hooks.port}")
    outcome = deliver(moved, Text("题", "文"), Reach())
    assert (outcome.code, outcome.again) == ("target_private", False)
    assert hooks.received == []


def test_a_channel_that_the_house_has_no_account_with_says_so() -> None:
    for address in (address_of("a@example.org"), address_of("wang", "wecom_app")):
        outcome = deliver(address, Text("题", "文"), Reach())
        assert (outcome.code, outcome.again) == ("channel_not_configured", False)
