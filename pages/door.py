"""The door: who may come in, how many, and what browsers are told to allow.

Written as plain ASGI, so that sockets are held to the same rules as requests.
"""

import time
from collections import Counter, deque
from collections.abc import Iterable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_SOCKETS = 60
MOST_SOCKETS_OF_ONE = 10
LONGEST_ADDRESS = 8_192
MOST_BODY = 65_536
MOST_REQUESTS = 600  # of one address, in the time below
_WINDOW = 60.0  # seconds
_CONTENT = (
    "default-src 'self'; "
    # The widget library compiles its templates in the browser, which asks for eval,
    # and starts itself by scripts within the page.
    "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; object-src 'none'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = (
    (b"content-security-policy", _CONTENT.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
_CLOSED_PATHS = ("/resourcez", "/_solara/api/evict")


class Door:
    """Lets in what names this host, from its own pages, within the caps.

    Parameters
    ----------
    app : ASGI application
    hosts : iterable of str
        Names that requests may use, without port.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str]) -> None:
        self.app = app
        self.hosts = frozenset(hosts)
        self.sockets: Counter[str] = Counter()
        self.requests: dict[str, deque[float]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request or socket."""
        if scope["type"] == "http":
            await self._request(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = self._refusal(scope)
        if refusal is not None:
            await _refuse(send, *refusal)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *_HEADERS]
            await send(message)

        await self.app(scope, receive, with_headers)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        headers = dict(scope["headers"])
        length = headers.get(b"content-length", b"0")
        if _host(headers.get(b"host", b"")) not in self.hosts:
            return 421, "This server does not answer to that name."
        if len(scope["path"]) + len(scope["query_string"]) > LONGEST_ADDRESS:
            return 414, "The address is too long."
        if not length.isdigit() or int(length) > MOST_BODY:
            return 413, "Too much was sent."
        if scope["path"].startswith(_CLOSED_PATHS):
            return 404, "There is no such page."
        if not self._may_ask(_who(scope)):
            return 429, "Too many requests. Wait a minute."
        return None

    def _may_ask(self, who: str) -> bool:
        now = time.monotonic()
        if len(self.requests) > 1_000:
            self.requests = {
                other: times
                for other, times in self.requests.items()
                if now - times[-1] < _WINDOW
            }
        asked = self.requests.setdefault(who, deque())
        while asked and now - asked[0] > _WINDOW:
            asked.popleft()
        asked.append(now)
        return len(asked) <= MOST_REQUESTS

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers, who = dict(scope["headers"]), _who(scope)
        host, origin = headers.get(b"host", b""), headers.get(b"origin", b"")
        is_ours = _host(host) in self.hosts and origin.split(b"://")[-1:] == [host]
        is_full = (
            self.sockets.total() >= MOST_SOCKETS
            or self.sockets[who] >= MOST_SOCKETS_OF_ONE
        )
        if not is_ours or is_full:
            await send({"type": "websocket.close", "code": 1008})
            return
        self.sockets[who] += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self.sockets[who] -= 1
            if not self.sockets[who]:
                del self.sockets[who]


def _host(header: bytes) -> str:
    """Return a host without its port.

    >>> _host(b"127.0.0.1:8765"), _host(b"[::1]:8765")
    ('127.0.0.1', '[::1]')
    """
    text = header.decode("latin-1").lower()
    return text[: text.index("]") + 1] if "]" in text else text.partition(":")[0]


def _who(scope: Scope) -> str:
    client = scope.get("client")
    return str(client[0]) if client else ""


async def _refuse(send: Send, status: int, words: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *_HEADERS]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": f"{words}\n".encode()})
