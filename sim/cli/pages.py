"""``groundswell pages``: serve the pages on this machine."""

import re
from typing import Annotated

import typer

from sim.cli.options import check_installed, check_whole
from sim.errors import OptionError

_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")


def pages(
    port: Annotated[int, typer.Option(help="Where the pages answer.")] = 8765,
    host_name: Annotated[
        list[str] | None,
        typer.Option(help="A name by which a proxy on this machine may ask for them."),
    ] = None,
) -> None:
    """Serve the pages on this machine, at http://127.0.0.1:8765."""
    check_whole("--port", port, 1, 65_535)
    for name in host_name or ():
        if not _HOST.fullmatch(name):
            allowed = "Give it without scheme and port, such as groundswell.example."
            raise OptionError("--host-name", f"{name!r} is no name of a host", allowed)
    check_installed("solara", "pages", "the pages")
    from pages.server import serve

    typer.echo(f"Groundswell answers at http://127.0.0.1:{port} (Ctrl+C ends it)")
    serve("127.0.0.1", port, host_name or ())
