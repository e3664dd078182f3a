"""Files to take away. Their names are fixed; nothing from a visitor becomes a path."""

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from experiments.claims.claim import claim_names
from experiments.claims.published import published_path
from experiments.design_file import design_tables
from pages.address import View, read_address
from pages.desk.jobs import Answer
from pages.parts.asking import the_desk
from pages.parts.printing import as_pdf, as_png
from pages.parts.taken import (
    bibtex,
    brief_of,
    in_brief,
    outcomes_csv,
    report_of,
)

type Made = tuple[bytes | None, str]
type Maker = Callable[[View, tuple[Answer, ...]], Made]


def _page(_: View, answers: tuple[Answer, ...]) -> Made:
    return brief_of(answers).encode(), "text/html; charset=utf-8"


def _report(_: View, answers: tuple[Answer, ...]) -> Made:
    return report_of(answers).encode(), "text/html; charset=utf-8"


def _paper(_: View, answers: tuple[Answer, ...]) -> Made:
    return as_pdf(brief_of(answers)), "application/pdf"


def _picture(_: View, answers: tuple[Answer, ...]) -> Made:
    return as_png(brief_of(answers)), "image/png"


def _table(_: View, answers: tuple[Answer, ...]) -> Made:
    return outcomes_csv(answers).encode("utf-8-sig"), "text/csv; charset=utf-8"


def _scenario(view: View, _: tuple[Answer, ...]) -> Made:
    return view.scenario().to_toml().encode(), "application/toml; charset=utf-8"


def _citation(view: View, _: tuple[Answer, ...]) -> Made:
    return bibtex(in_brief(view)).encode(), "application/x-bibtex; charset=utf-8"


def _claims(view: View, answers: tuple[Answer, ...]) -> Made:
    del view, answers
    return published_path().read_bytes(), "application/json"


def _claim(view: View, answers: tuple[Answer, ...]) -> Made:
    del answers
    *_, path = design_tables(f"claims/{view.choices['claim']}")
    return path.read_bytes(), "application/toml; charset=utf-8"


_MAKERS: dict[str, Maker] = {
    "brief.html": _page,
    "brief.pdf": _paper,
    "brief.png": _picture,
    "report.html": _report,
    "outcomes.csv": _table,
    "scenario.toml": _scenario,
    "cite.bib": _citation,
    "claims.json": _claims,
    "claim.toml": _claim,
}
_NEED_NO_RUN = ("scenario.toml", "cite.bib", "claims.json", "claim.toml")


async def file(request: Request) -> Response:
    """Answer with a file, or say plainly why there is none."""
    name = str(request.path_params["name"])
    maker = _MAKERS.get(name)
    if maker is None:
        return PlainTextResponse("There is no such file.\n", status_code=404)
    view = read_address("/brief", request.url.query)
    if view.problems:
        return PlainTextResponse("\n".join(view.problems) + "\n", status_code=400)
    if maker is _claim and view.choices.get("claim") not in claim_names():
        return PlainTextResponse("There is no such claim.\n", status_code=404)
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
