"""Run and brief: take the answer away, as a brief, data, a scenario and a citation."""

from collections.abc import Callable

from markupsafe import Markup

from experiments.provenance import citation, command_of, run_identifier
from experiments.report.compared import compared
from experiments.report.headline import headline
from pages.address import View, address_of
from pages.desk.jobs import Answer
from pages.desk.tiers import FULL
from pages.parts.asking import use_answers
from pages.parts.components import Press
from pages.parts.face import box, component, piece
from pages.parts.printing import can_print
from pages.parts.taken import in_brief
from pages.parts.words import outcomes_of, provenance, title_of

type SetView = Callable[[View], None]


@component
def BriefPage(view: View, change: SetView) -> None:  # noqa: N802
    """Show how far the run is, what it says in short, and what can be taken away."""
    scenarios = in_brief(view)
    answers, stop, _ = use_answers(scenarios)
    piece(
        Markup(
            "<h1>Run and brief</h1><p class='lede'>Take it away: what the model says "
            "of {}, with its doubt, its data and its making.</p>"
        ).format(" and ".join(f"“{title_of(Answer(s))}”" for s in scenarios))
    )
    is_done = all(answer.is_done for answer in answers)
    with box("sbar"):
        piece(_progress(answers), classes="grow refine")
        if not is_done:
            Press(label="Stop", main=False, off=False, event_pressed=lambda _: stop())
        piece(
            Markup("<a class='btn' href='{}'>Change the settings</a>").format(
                address_of(view, "explore")
            ),
            classes="acts",
        )
    with box("two"):
        piece(_said(answers) if is_done else _not_yet(), classes="card")
        piece(_files(view, is_done), classes="card")
    piece(_making(answers), classes="card")
    del change


def _progress(answers: tuple[Answer, ...]) -> Markup:
    n = sum(len(answer.full) for answer in answers)
    total = FULL.replicates * len(answers)
    if n == total:
        return Markup("<span role='status'>All {} runs are in.</span>").format(total)
    return Markup(
        "<progress max='{}' value='{}' aria-label='Runs'></progress><span "
        "role='status' aria-live='polite'><b>{} of {} runs are in.</b> You "
        "can leave; the address keeps the question.</span>"
    ).format(total, n, n, total)


def _said(answers: tuple[Answer, ...]) -> Markup:
    these = compared([outcomes_of(answer) for answer in answers])
    rows = Markup("").join(Markup("<p>{}</p>").format(s) for s in headline(these))
    return Markup("<h2 class='h3'>In short, the model says</h2>{}{}").format(
        rows, provenance(*answers)
    )


def _not_yet() -> Markup:
    return Markup(
        "<h2 class='h3'>In short</h2><p class='note'>The runs are coming in. The brief "
        "is ready when all are.</p>"
    )


_KINDS = (
    ("brief.html", "Brief, as a page", "One file with its figures; opens anywhere."),
    ("brief.pdf", "Brief, as PDF", "The same on two pages of A4."),
    ("brief.png", "Brief, as a picture", "The same, to put on a slide."),
    ("report.html", "Full report", "All tables, charts and scenario files."),
    ("outcomes.csv", "Data, as CSV", "Every outcome: mean and 90% range."),
    ("scenario.toml", "Scenario file", "Loads again: groundswell run scenario.toml."),
    ("cite.bib", "Citation", "BibTeX, with the identifier of the run."),
)
_PRINTED = ("brief.pdf", "brief.png")


def _files(view: View, is_done: bool) -> Markup:
    head = Markup("<h2 class='h3'>Take away</h2>")
    query = address_of(view, view.page).partition("?")[2]
    rows = Markup("")
    for name, label, words in _KINDS:
        if name in _PRINTED and not can_print():
            rows += Markup("<li><b>{}</b><br><small>{}</small></li>").format(
                label, "This server cannot print. Open the page and print it there."
            )
        elif is_done or name == "scenario.toml":
            rows += Markup(
                "<li><a href='/files/{}?{}' download>{}</a><br><small>{}</small></li>"
            ).format(name, query, label, words)
        else:
            rows += Markup(
                "<li>{}<br><small>When all runs are in.</small></li>"
            ).format(label)
    return head + Markup("<ul class='files'>{}</ul>").format(rows)


def _making(answers: tuple[Answer, ...]) -> Markup:
    scenarios = [answer.scenario for answer in answers]
    identifier = run_identifier(scenarios, FULL)
    return Markup(
        "<h2 class='h3'>How it was made</h2><dl><dt>Run</dt><dd>{}</dd><dt>Cite as</dt>"
        "<dd>{}</dd><dt>Make it again</dt><dd><code>{}</code></dd></dl><p class='sub'>"
        "The run of these pages has {:,} simulated citizens. A larger one takes "
        "minutes: give the command more citizens and repeats.</p>"
    ).format(
        identifier, citation(identifier), command_of(scenarios, FULL), FULL.citizens
    )
