"""What every request passes: host, token, origin and forgery checks, a bound on the body, and the headers of safety."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, RedirectResponse, Response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY = 256 * 1024
MAX_UPLOAD = 33 * 1024 * 1024
UPLOAD = "/exchange/import"
SESSION, TOKEN, REVIEWER = "desk_session", "desk_token", "desk_reviewer"
CSRF_HEADER = "x-csrf-token"
SAFE = frozenset({"GET", "HEAD"})
COOKIE = "; Path=/; HttpOnly; SameSite=Strict"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class Policy(NamedTuple):
    """Whom the desk answers: requests to these host names (without port), with this token where there is one."""

    hosts: frozenset[str]
    token: str | None
    secret: bytes


def csrf_token(secret: bytes, session: str) -> str:
    """The token that a page of this session carries, and a decision from it must bring back."""
    return hmac.new(secret, session.encode(), hashlib.sha256).hexdigest()


class Guard:
    """ASGI middleware; the state of a request gets `nonce`, `csrf` and `cookies`."""

    def __init__(self, app: ASGIApp, policy: Policy) -> None:
        self._app, self._policy = app, policy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through, or say why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        cookies = _cookies(headers.get("cookie", ""))
        session = cookies.get(SESSION, "")
        new_session = len(session) != 43
        session = secrets.token_urlsafe(32) if new_session else session
        nonce = secrets.token_urlsafe(16)
        csrf = csrf_token(self._policy.secret, session)
        scope.setdefault("state", {}).update(nonce=nonce, csrf=csrf, cookies=cookies)
        refusal = self._refusal(scope, headers, cookies) or self._forged(scope, headers, csrf)
        outgoing = _with_headers(send, nonce, f"{SESSION}={session}{COOKIE}" if new_session else "")
        if refusal is not None:
            await refusal(scope, receive, outgoing)
            return
        await self._app(scope, _Bounded(receive, _most(scope)), outgoing)

    def _refusal(self, scope: Scope, headers: Headers, cookies: dict[str, str]) -> Response | None:
        if _host(headers.get("host", "")) not in self._policy.hosts:
            return PlainTextResponse("this host name is not served here; 此主机名不在服务之列（--host-name）", 421)
        return self._without_token(scope, cookies)

    @staticmethod
    def _forged(scope: Scope, headers: Headers, csrf: str) -> Response | None:
        """Why a request that changes something is none of a page of ours."""
        if scope["method"] in SAFE:
            return None
        length, most = headers.get("content-length", "0") or "0", _most(scope)
        if not (length.isascii() and length.isdigit()) or int(length[:18]) > most:
            return PlainTextResponse(f"the body is longer than {most} bytes; 内容超过 {most} 字节", 413)
        origin = urlsplit(headers.get("origin", ""))
        if origin.netloc != headers.get("host") or headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return PlainTextResponse("the request comes from another site; 请求来自其他网站", 403)
        if not hmac.compare_digest(headers.get(CSRF_HEADER, "").encode(), csrf.encode()):
            return PlainTextResponse("the page is out of date: load it again; 页面已过期，请重新加载", 403)
        return None

    def _without_token(self, scope: Scope, cookies: dict[str, str]) -> Response | None:
        wanted = self._policy.token
        if wanted is None or _same(cookies.get(TOKEN, ""), wanted):
            return None
        given = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("token", [""])[0]
        if scope["method"] == "GET" and _same(given, wanted):
            response = RedirectResponse("/", 303)
            response.headers["set-cookie"] = f"{TOKEN}={wanted}{COOKIE}"
            return response
        return PlainTextResponse(
            "a token is needed: open the address that the program printed; 需要口令：请打开程序给出的网址", 401
        )


def _most(scope: Scope) -> int:
    return MAX_UPLOAD if scope["path"] == UPLOAD else MAX_BODY


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def _host(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _cookies(header: str) -> dict[str, str]:
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(header).items()}
    except CookieError:
        return {}


class _Bounded:
    """A body that ends where it gets too long, whatever its headers said."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive, self._most, self._taken = receive, most, 0

    async def __call__(self) -> Message:
        message = await self._receive()
        self._taken += len(message.get("body", b""))
        if self._taken > self._most:
            raise HTTPException(413)
        return message


def _with_headers(send: Send, nonce: str, cookie: str) -> Send:
    policy = (
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; connect-src 'self'; "
        "img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["content-security-policy"] = policy
            headers["x-content-type-options"] = "nosniff"
            headers["x-frame-options"] = "DENY"
            headers["referrer-policy"] = "same-origin"
            headers["cross-origin-opener-policy"] = "same-origin"
            headers["cross-origin-resource-policy"] = "same-origin"
            headers.setdefault("cache-control", "no-store")
            if cookie:
                headers.append("set-cookie", cookie)
        await send(message)

    return sending
