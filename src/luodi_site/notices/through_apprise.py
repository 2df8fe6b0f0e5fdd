"""The one door to Apprise, which knows how mail servers and the robots of WeCom, DingTalk and Feishu want to be spoken to.

A robot's address is the one that its chat program shows. Where an office runs the program's server itself, its host
stands in ``LUODI_WEBHOOK_HOSTS``; no other host is called.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import SplitResult, parse_qs, quote, urlencode, urlsplit

from apprise import Apprise, AppriseAsset, NotifyFormat
from apprise.exception import AppriseException
from apprise.plugins.dingtalk import NotifyDingTalk
from apprise.plugins.feishu import NotifyFeishu
from apprise.plugins.wecombot import NotifyWeComBot
from django.conf import settings

_OWN_HOSTS = {"wecom": "qyapi.weixin.qq.com", "dingtalk": "oapi.dingtalk.com", "feishu": "open.feishu.cn"}
_ASSET = AppriseAsset(app_id="Luodi", app_desc="落地", app_url="", async_mode=False, secure_logging=True)
_SIGNS = {"smtp": "insecure", "smtp+tls": "starttls", "smtps": "ssl"}


class NotSent(Exception):
    """A message did not go out. The words are a code without any part of an address or secret."""


def wrong_address(kind: str, address: str) -> str:
    """Why a robot's address cannot be used: ``scheme``, ``host`` or ``key``; nothing where it can."""
    parts = urlsplit(address)
    is_listed = parts.netloc in settings.WEBHOOK_HOSTS
    if not is_listed and parts.netloc != _OWN_HOSTS[kind]:
        return "host"
    if parts.scheme != "https" and not is_listed:
        return "scheme"
    return "" if _key(kind, parts) else "key"


def _key(kind: str, parts: SplitResult) -> str:
    """The robot's own key, as each program writes it into the address."""
    query = parse_qs(parts.query)
    if kind == "wecom":
        return query.get("key", [""])[0]
    if kind == "dingtalk":
        return query.get("access_token", [""])[0]
    return parts.path.rstrip("/").rpartition("/")[2]


def send_chat(kind: str, address: str, secret: str, title: str, words: str) -> None:
    """Says it in the chat group of the robot. Raises NotSent."""
    if why := wrong_address(kind, address):
        raise NotSent(f"address_{why}")
    parts = urlsplit(address)
    key, start = _key(kind, parts), f"{parts.scheme}://{parts.netloc}"
    try:
        robot = _robot(kind, start, key, secret)
    except (AppriseException, TypeError):
        raise NotSent("address_key") from None
    _notify(robot, title, words)


def _robot(kind: str, start: str, key: str, secret: str) -> Any:
    """Apprise's own class, speaking to the host of the address."""
    if kind == "wecom":
        at = {"notify_url": start + "/cgi-bin/webhook/send?key={key}"}
        return type("WeCom", (NotifyWeComBot,), at)(key=key, asset=_ASSET)
    if kind == "dingtalk":
        at = {"notify_url": start + "/robot/send?access_token={token}"}
        return type("DingTalk", (NotifyDingTalk,), at)(token=key, secret=secret or None, asset=_ASSET)
    at = {"notify_url": start + "/open-apis/bot/v2/hook/{token}/"}
    return type("Feishu", (NotifyFeishu,), at)(token=key, asset=_ASSET)


def send_mail(to: str, title: str, words: str) -> None:
    """Sends a mail through the server of ``LUODI_MAIL``. Raises NotSent."""
    if not settings.MAIL_SERVER:
        raise NotSent("no_mail_server")
    if not to:
        raise NotSent("no_mail_address")
    server = Apprise.instantiate(_mail_address(settings.MAIL_SERVER, to), asset=_ASSET)
    if server is None:
        raise NotSent("mail_server_address")
    _notify(server, title, words)


def _mail_address(server: str, to: str) -> str:
    """``smtp://user:password@host:25?from=desk@example.org`` as Apprise writes it. ``smtp+tls`` and ``smtps`` encrypt."""
    parts = urlsplit(server)
    sender = parse_qs(parts.query).get("from", [""])[0]
    login = f"{parts.username}:{parts.password or ''}@" if parts.username else ""
    port = f":{parts.port}" if parts.port else ""
    mode = _SIGNS.get(parts.scheme, "starttls")
    query = urlencode({"from": sender, "to": to, "mode": mode, "name": "落地", "format": "text"}, quote_via=quote)
    return f"mailto{'' if mode == 'insecure' else 's'}://{login}{parts.hostname}{port}?{query}"


def _notify(service: Any, title: str, words: str) -> None:
    room = Apprise(asset=_ASSET)
    room.add(service)
    # A line of words is what Apprise takes for a message; a title alone is one.
    if not room.notify(title=title, body=words or title, body_format=NotifyFormat.TEXT):
        raise NotSent("refused")
