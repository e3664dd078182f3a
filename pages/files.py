"""Files to take away. Their names are fixed; nothing from a visitor becomes a path."""

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from pages.address import View, read_address
from pages.desk.jobs import Answer
from pages.parts.asking import the_desk
from pages.parts.taken import (
    as_pdf,
    bibtex,
    brief_html,
    in_brief,
    outcomes_csv,
)

type Made = tuple[bytes | None, str]
type Maker = Callable[[View, tuple[Answer, ...]], Made]


def _page(_: View, answers: tuple[Answer, ...]) -> Made:
    return brief_html(answers).encode(), "text/html; charset=utf-8"


def _paper(_: View, answers: tuple[Answer, ...]) -> Made:
    return as_pdf(brief_html(answers)), "application/pdf"


def _table(_: View, answers: tuple[Answer, ...]) -> Made:
    return outcomes_csv(answers).encode("utf-8-sig"), "text/csv; charset=utf-8"


def _scenario(view: View, _: tuple[Answer, ...]) -> Made:
    return view.scenario().to_toml().encode(), "application/toml; charset=utf-8"


def _citation(view: View, _: tuple[Answer, ...]) -> Made:
    return bibtex(in_brief(view)).encode(), "application/x-bibtex; charset=utf-8"


_MAKERS: dict[str, Maker] = {
    "brief.html": _page,
    "brief.pdf": _paper,
    "outcomes.csv": _table,
    "scenario.toml": _scenario,
    "cite.bib": _citation,
}
_NEED_NO_RUN = ("scenario.toml", "cite.bib")


async def file(request: Request) -> Response:
    """Answer with a file, or say plainly why there is none."""
    name = str(request.path_params["name"])
    maker = _MAKERS.get(name)
    if maker is None:
        return PlainTextResponse("There is no such file.\n", status_code=404)
    view = read_address("/brief", request.url.query)
    if view.problems:
        return PlainTextResponse("\n".join(view.problems) + "\n", status_code=400)
    made = await run_in_threadpool(_made, name, maker, view)
    if made is None:
        words = "The runs are not all in. Open the page, wait, and ask again.\n"
        return PlainTextResponse(words, status_code=409)
    content, kind = made
    if content is None:
        return PlainTextResponse("This server cannot print now.\n", status_code=503)
    disposition = f'attachment; filename="groundswell-{name}"'
    return Response(
        content, media_type=kind, headers={"content-disposition": disposition}
    )


def _made(name: str, maker: Maker, view: View) -> Made | None:
    if name in _NEED_NO_RUN:
        return maker(view, ())
    known = [the_desk().known(scenario) for scenario in in_brief(view)]
    answers = tuple(answer for answer in known if answer is not None)
    return maker(view, answers) if len(answers) == len(known) else None
