"""What arrives at a mail server and at the servers of three chat programs, and what is never called."""

from __future__ import annotations

from email import message_from_string
from email.header import decode_header, make_header

import pytest

from luodi_site.notices.through_apprise import NotSent, send_chat, send_mail, wrong_address


def test_it_sends_a_mail(mail_server):
    """The recipient, the subject and the words arrive as written, in Chinese."""
    send_mail("lead@example.org", "督办单：培育企业", "请于3月20日前回复。")
    ((recipients, text),) = mail_server.got
    message = message_from_string(text)
    body = next(part for part in message.walk() if part.get_content_type() == "text/plain")
    assert recipients == ["lead@example.org"]
    assert str(make_header(decode_header(message["Subject"]))) == "督办单：培育企业"
    assert "请于3月20日前回复。" in body.get_payload(decode=True).decode()
    assert "desk@example.org" in str(make_header(decode_header(message["From"])))


def test_it_says_so_where_no_mail_server_is_set(settings):
    """Without a server nothing is tried."""
    settings.MAIL_SERVER = ""
    with pytest.raises(NotSent, match="no_mail_server"):
        send_mail("lead@example.org", "甲", "乙")


def test_it_says_so_where_the_mail_server_does_not_answer(mail_server, settings):
    """A port where nobody listens is a failure, with no word of the address."""
    settings.MAIL_SERVER = "smtp://127.0.0.1:9?from=desk@example.org"
    with pytest.raises(NotSent, match=r"^refused$"):
        send_mail("lead@example.org", "甲", "乙")


def _said(kind, body):
    return body["content"]["text"] if kind == "feishu" else body["text"]["content"]


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("wecom", "/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa"),
        ("dingtalk", "/robot/send?access_token=a1b2c3d4e5f6"),
        ("feishu", "/open-apis/bot/v2/hook/9b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0"),
    ],
)
def test_it_speaks_to_the_robot_of_each_program(kind, path, chat_server):
    """Path and key are those of the robot's own address; title and words arrive as text."""
    send_chat(kind, f"http://{chat_server.host}{path}", "", "逾期提醒", "培育企业已过时限。")
    ((called, body),) = chat_server.got
    assert called.rstrip("/") == path
    assert "逾期提醒" in _said(kind, body)
    assert "培育企业已过时限。" in _said(kind, body)


def test_it_signs_for_dingtalk(chat_server):
    """With a secret, the time and a signature stand in the address; the secret does not."""
    address = f"http://{chat_server.host}/robot/send?access_token=a1b2c3d4e5f6"
    send_chat("dingtalk", address, "SEC000111222", "甲", "乙")
    called, _body = chat_server.got[0]
    assert "sign=" in called and "timestamp=" in called
    assert "SEC000111222" not in called


def test_it_takes_a_refusal_for_a_refusal(chat_server):
    """An answer of 500 is not a message sent."""
    chat_server.status = 500
    with pytest.raises(NotSent, match=r"^refused$"):
        send_chat("feishu", f"http://{chat_server.host}/open-apis/bot/v2/hook/9b1c2d3e-4f50-6172", "", "甲", "乙")


@pytest.mark.parametrize(
    ("kind", "address", "why"),
    [
        ("wecom", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6", ""),
        ("wecom", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send", "key"),
        ("wecom", "http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6", "scheme"),
        ("wecom", "https://oapi.dingtalk.com/robot/send?access_token=a1", "host"),
        ("feishu", "http://127.0.0.1:8000/settings/", "host"),
        ("dingtalk", "https://oapi.dingtalk.com.evil.example/robot/send?access_token=a1", "host"),
        ("dingtalk", "https://oapi.dingtalk.com@evil.example/robot/send?access_token=a1", "host"),
    ],
)
def test_it_calls_no_host_that_is_not_listed(kind, address, why):
    """Only the program's own server, encrypted, or a server that the operator listed: the site is no way into the network."""
    assert wrong_address(kind, address) == why
