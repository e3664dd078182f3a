"""Who may come in, how many, and what browsers are told to allow."""

import asyncio

import pytest
from starlette.types import Message, Receive, Scope, Send

from pages.door import LONGEST_ADDRESS, MOST_REQUESTS, MOST_SOCKETS_OF_ONE, Door

type Sent = list[Message]


async def inner(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        await receive()
        return
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"yes"})


def scope_of(
    kind: str = "http", path: str = "/", query: bytes = b"", **given: str
) -> Scope:
    headers = {"host": "127.0.0.1:8765"} | given
    return {
        "type": kind,
        "path": path,
        "query_string": query,
        "client": ("10.0.0.1", 5),
        "headers": [
            (k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()
        ],
    }


def ask(door: Door, scope: Scope) -> Sent:
    sent: Sent = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "websocket.disconnect"}

    asyncio.run(door(scope, receive, send))
    return sent


@pytest.fixture
def door() -> Door:
    return Door(inner, ["127.0.0.1", "localhost"])


def status(sent: Sent) -> int:
    return int(sent[0]["status"])


def test_a_foreign_name_is_refused(door: Door) -> None:
    assert status(ask(door, scope_of(host="evil.example"))) == 421
    assert status(ask(door, scope_of())) == 200


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "http://127.0.0.1:1", "null", ""]
)
def test_a_socket_from_a_foreign_page_is_refused(door: Door, origin: str) -> None:
    sent = ask(door, scope_of("websocket", origin=origin))

    assert sent[0]["type"] == "websocket.close"


def test_a_socket_from_our_own_page_is_let_in(door: Door) -> None:
    sent = ask(door, scope_of("websocket", origin="http://127.0.0.1:8765"))

    assert sent[0]["type"] == "websocket.accept"
    assert door.sockets.total() == 0


def test_one_visitor_cannot_hold_more_than_ten_sockets(door: Door) -> None:
    door.sockets["10.0.0.1"] = MOST_SOCKETS_OF_ONE

    sent = ask(door, scope_of("websocket", origin="http://127.0.0.1:8765"))

    assert sent[0]["type"] == "websocket.close"


def test_no_more_than_sixty_sockets_in_all(door: Door) -> None:
    for k in range(6):
        door.sockets[f"10.0.1.{k}"] = 10

    sent = ask(door, scope_of("websocket", origin="http://127.0.0.1:8765"))

    assert sent[0]["type"] == "websocket.close"


def test_too_long_and_too_much_are_refused(door: Door) -> None:
    long = scope_of(query=b"x" * LONGEST_ADDRESS)

    assert status(ask(door, long)) == 414
    assert status(ask(door, scope_of(content_length="99999999"))) == 413
    assert status(ask(door, scope_of(content_length="-1"))) == 413


def test_too_many_requests_are_refused(door: Door) -> None:
    sent = [ask(door, scope_of()) for _ in range(MOST_REQUESTS + 1)]

    assert status(sent[-2]) == 200
    assert status(sent[-1]) == 429


def test_every_answer_carries_the_headers_of_security(door: Door) -> None:
    for sent in (ask(door, scope_of()), ask(door, scope_of(host="evil.example"))):
        headers = dict(sent[0]["headers"])
        policy = headers[b"content-security-policy"]
        assert b"frame-ancestors 'none'" in policy
        assert b"default-src 'self'" in policy
        assert headers[b"x-content-type-options"] == b"nosniff"


def test_what_tells_of_the_inside_is_closed(door: Door) -> None:
    assert status(ask(door, scope_of(path="/resourcez"))) == 404
