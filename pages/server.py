"""The server: Solara behind a door of our own.

Solara itself takes a socket from any origin and sends no header of security. Here
requests must name this host, sockets must come from its own pages, and both are
counted.
"""

import os
import re
import threading
import warnings
from collections.abc import Sequence
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from pages.door import Door

_STATIC = Path(__file__).parent / "static"
_STYLES = ("tokens.css", "site.css")
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def _configure_solara() -> None:
    """Set what Solara reads from the environment before it is imported."""
    os.environ.setdefault("SOLARA_APP", "pages.site")
    os.environ["SOLARA_TELEMETRY_MIXPANEL_ENABLE"] = "false"
    os.environ["SOLARA_THEME_LOADER"] = "plain"
    os.environ["SOLARA_THEME_SHOW_BANNER"] = "false"
    os.environ["SOLARA_THEME_TITLE"] = "Groundswell"
    os.environ["SOLARA_ASSETS_FONTAWESOME_ENABLED"] = "false"
    os.environ["SOLARA_SESSION_HTTP_ONLY"] = "true"
    os.environ.setdefault("SOLARA_KERNEL_CULL_TIMEOUT", "10m")
    # All that a page shows can be read from its address: after a restart of the server
    # it is drawn again, without asking anybody to reload.
    os.environ["SOLARA_STATE_AUTO_REMOUNT"] = "true"
    # An accidental fetch from a public network of files must fail, not succeed.
    os.environ.setdefault("SOLARA_ASSETS_CDN", "http://127.0.0.1:9/")


async def _style(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _STYLES:
        return Response(status_code=404)
    return FileResponse(_STATIC / name, media_type="text/css")


_AWAY = "The server is away. Nothing is lost: the page comes back when it does."
_HEAD = (
    '<link rel="stylesheet" href="/style/tokens.css">'
    '<link rel="stylesheet" href="/style/site.css">'
    '<meta name="color-scheme" content="light dark"></head>'
)


def _our_shell(html: str) -> str:
    """Return Solara's page with a language, zoom, and our style sheets."""
    html = html.replace("<html>", '<html lang="en-GB">', 1)
    html = html.replace(
        "width=device-width, initial-scale=1, maximum-scale=1, user-scalable=no, "
        "minimal-ui",
        "width=device-width, initial-scale=1",
        1,
    )
    html = re.sub(r"Server\s+disconnected\.", _AWAY, html, count=1)
    return html.replace("</head>", _HEAD, 1)


def build_app(hosts: Sequence[str] = LOOPBACK) -> ASGIApp:
    """Return the whole application.

    Parameters
    ----------
    hosts : sequence of str
        Names by which browsers may ask for it.
    """
    _configure_solara()
    from solara.server import starlette as solara_starlette

    from pages.files import file

    # Solara would like to be embedded elsewhere; we do not.
    warnings.filterwarnings("ignore", message="Cookies with samesite")
    root = solara_starlette.root

    async def shell(request: Request, fullpath: str = "") -> Response:
        response: Response = await root(request, fullpath)
        kind = response.headers.get("content-type", "")
        if response.status_code != 200 or not kind.startswith("text/html"):
            return response
        html = _our_shell(bytes(response.body).decode())
        ours = Response(html, media_type="text/html")
        for key, value in response.raw_headers:
            if key == b"set-cookie":
                strict = value.replace(b"samesite=lax", b"samesite=strict")
                ours.raw_headers.append((key, strict))
        return ours

    routes = [
        Route("/style/{name}", _style),
        Route("/files/{name}", file),
        Route("/", shell),
        *[Route(f"/{page}", shell) for page in _page_names()],
        Mount("/", routes=solara_starlette.routes),
    ]
    return Door(Starlette(routes=routes, lifespan=solara_starlette.lifespan), hosts)


def _page_names() -> tuple[str, ...]:
    from pages.address import PAGES

    return tuple(page for page in PAGES if page)


def serve(host: str, port: int, names: Sequence[str] = ()) -> None:
    """Serve the pages until interrupted.

    Parameters
    ----------
    host, port : str, int
        Where to listen.
    names : sequence of str
        Names, beside loopback's, by which browsers may ask.
    """
    import uvicorn

    app = build_app((*LOOPBACK, *names))
    threading.Thread(target=_prepare, daemon=True).start()
    uvicorn.run(
        app,
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        ws_max_size=2**20,
        timeout_graceful_shutdown=2,
    )


def _prepare() -> None:
    """Have today's settings and the headline presets ready before anybody asks."""
    from pages.ahead import prepare_ahead

    prepare_ahead()
