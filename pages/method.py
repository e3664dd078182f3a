"""Method: what is assumed, where it comes from, and what it leaves out."""

from collections.abc import Callable

from markupsafe import Markup

from experiments.words import listed, scale_of
from pages.address import View
from pages.desk.tiers import FIRST, FULL
from pages.parts.face import component, piece
from pages.parts.lever_words import lever_words
from pages.parts.score import score_section
from sim.missions import MISSIONS
from sim.outcomes.catalogue import OUTCOMES
from sim.scenario.listing import Entry, listing

_LIMITS = (
    (
        "It compares mechanisms and is no forecast. Quote differences with their "
        "uncertainty, never a level."
    ),
    (
        "Most sizes are judgement. Directions come mostly from the literature, sizes "
        "mostly from us; every repeat draws them anew."
    ),
    (
        "It is calibrated to little: the record narrows few of the uncertain numbers. "
        "What it was tested on and never fitted to stands above."
    ),
    (
        "Scotland, Wales and Northern Ireland run at today’s settings where a "
        "mission is England’s alone."
    ),
    "Elections, media, migration and the wider economy’s response are not there.",
    "Costs are shares of a mission’s money, not pounds.",
    "A single council area is unsure: few simulated citizens live in each.",
)
_WORDS = (
    (
        "As published, as it truly is",
        (
            "Targets judge what is reported. Reporting "
            "can flatter it; the true figure is what people live through in the model."
        ),
    ),
    (
        "Repeats",
        (
            "The same scenario played again with other luck and other values of "
            "the uncertain numbers."
        ),
    ),
    (
        "Draws that fit the record",
        (
            "Sets of values of all uncertain numbers with which the model resembles "
            "the country at the start and in the years before. Each repeat meets "
            "another set. What the record does not speak of varies as widely as is "
            "plausible."
        ),
    ),
    (
        "Paired",
        (
            "Two scenarios played with the same citizens, luck and uncertain "
            "numbers. Their difference is the doing of the levers."
        ),
    ),
    ("90% range", "Nine in ten repeats lie in it."),
    ("Too close to call", "The 90% range of paired differences holds zero."),
    (
        "Chance",
        (
            "In how many repeats it happens; its range says how much so few "
            "repeats leave open (Jeffreys interval)."
        ),
    ),
    (
        "First answer",
        (
            f"{FIRST.replicates} paired repeats of {FIRST.citizens:,} "
            "citizens: today’s band, moved by their mean difference and widened by "
            f"what two differences leave open. Then {FULL.replicates} repeats of "
            f"{FULL.citizens:,}."
        ),
    ),
)


@component
def MethodPage(view: View, change: Callable[[View], None]) -> None:  # noqa: N802
    """Show the model in short, its figures, parameters, limits and words."""
    del view, change
    piece(_top())
    piece(_missions())
    piece(score_section())
    piece(_limits() + _words())
    found = listing()
    piece(_table("levers", "Levers", "What a government may set.", found["levers"]))
    piece(
        _table(
            "beliefs",
            "Uncertain numbers",
            "Each with its range. Tag: what stands behind it.",
            found["beliefs"],
        )
    )
    piece(_outcomes() + _access())


def _top() -> Markup:
    return Markup(
        "<h1>Method</h1><p class='lede'>What the model is, what it assumes and where "
        "each number comes from.</p><section class='prose'><h2>The model in short</h2>"
        "<p>Simulated adults live in the 361 local areas of the United Kingdom, tied "
        "to one another. Each month the centre attends to what it can, sets targets "
        "and shares out rights and money. Local bodies learn what works, put effort "
        "into what is counted or what is not, and report. Charities, businesses, "
        "unions and providers decide. Citizens are asked, join, stay or leave, help "
        "one another and do their own part. What state and society achieve together "
        "moves each mission’s figure.</p><p>A run begins in April 2025 after the "
        "status quo has settled, and lasts 60 months. Nothing is tuned to make one "
        "way to govern win.</p><p>The full description, in the form that modellers "
        "use (ODD), ships with the code as <code>docs/odd.md</code>.</p></section>"
    )


def _missions() -> Markup:
    rows = Markup("").join(
        Markup(
            "<tr><th scope='row'>{}</th><td>{}</td><td class='n'>{}</td><td "
            "class='n'>{}</td><td>{}</td></tr>"
        ).format(
            mission.title,
            mission.indicator,
            f"{mission.baseline * scale_of(mission.unit).factor:g}"
            f"{scale_of(mission.unit).sign}",
            f"{mission.target * scale_of(mission.unit).factor:g}"
            f"{scale_of(mission.unit).sign}",
            Markup("<br>").join(
                f"{e.figure} {e.release}. {e.source} ({e.row})"
                for e in mission.evidence
            ),
        )
        for mission in MISSIONS
    )
    return Markup(
        "<h2>Missions and their official figures</h2><div class='tw' tabindex='0' "
        "role='region' aria-label='Missions'><table><thead><tr><th scope='col'>Mission"
        "</th><th scope='col'>Figure</th><th scope='col' class='n'>Start</th><th "
        "scope='col' class='n'>Target</th><th scope='col'>Sources</th></tr></thead>"
        "<tbody>{}</tbody></table></div>"
    ).format(rows)


def _limits() -> Markup:
    rows = Markup("").join(Markup("<li>{}</li>").format(words) for words in _LIMITS)
    return Markup(
        "<section class='prose'><h2 id='limits' tabindex='-1'>What it leaves out</h2>"
        "<ul>{}</ul></section>"
    ).format(rows)


def _words() -> Markup:
    rows = Markup("").join(
        Markup("<dt>{}</dt><dd>{}</dd>").format(*pair) for pair in _WORDS
    )
    return Markup("<section class='prose'><h2>Words</h2><dl>{}</dl></section>").format(
        rows
    )


def _table(anchor: str, heading: str, note: str, entries: list[Entry]) -> Markup:
    is_belief = anchor == "beliefs"
    rows = Markup("").join(_entry_row(entry, is_belief) for entry in entries)
    third = "Range in runs" if is_belief else "Bounds"
    return Markup(
        "<h2 id='{}' tabindex='-1'>{} ({})</h2><p class='sub'>{}</p><details "
        "class='fold'><summary><b>Show the table</b></summary><div class='tw' "
        "tabindex='0' role='region' aria-label='{}'><table><thead><tr><th scope='col'>"
        "Name</th><th scope='col' class='n'>Usual</th><th scope='col'>{}</th><th "
        "scope='col'>Unit</th><th scope='col'>Source</th></tr></thead><tbody>{}"
        "</tbody></table></div></details>"
    ).format(anchor, heading, len(entries), note, heading, third, rows)


def _entry_row(entry: Entry, is_belief: bool) -> Markup:
    name = entry.path.partition(".")[2].removeprefix("<mission>.")
    label = name.replace("_", " ") if is_belief else lever_words(name).label
    span = (entry.prior or "fixed") if is_belief else _bounds(entry)
    source = f"{entry.source} [{entry.tag}]" if entry.tag else entry.source
    return Markup(
        "<tr><th scope='row'>{}<br><small>{}</small></th><td class='n'>{}</td>"
        "<td>{}</td><td>{}</td><td>{}</td></tr>"
    ).format(label, entry.words, _usual(entry.default), span, entry.unit, source)


def _bounds(entry: Entry) -> str:
    return "yes or no" if entry.bounds is None else "{:g} to {:g}".format(*entry.bounds)


def _usual(default: object) -> str:
    if isinstance(default, dict):
        return listed([f"{name} {value:g}" for name, value in default.items()])
    if isinstance(default, bool):
        return "yes" if default else "no"
    return f"{default:g}" if isinstance(default, int | float) else "not set"


def _outcomes() -> Markup:
    rows = Markup("").join(
        Markup("<dt>{}</dt><dd>{}{}</dd>").format(
            o.name.replace("_", " "), o.words, f" ({o.unit})." if o.unit else "."
        )
        for o in OUTCOMES
    )
    return Markup(
        "<section class='prose'><h2>What is measured</h2><dl>{}</dl></section>"
    ).format(rows)


def _access() -> Markup:
    return Markup(
        "<section class='prose'><h2 id='access' tabindex='-1'>Accessibility</h2><p>"
        "Every chart has a table in its place and a file of the same numbers. Every "
        "slider, map and menu works with the keyboard; on maps the arrow keys move "
        "and the place is read out. Colour never stands alone. Light and dark follow "
        "your system. Charts are drawn on a canvas, which screen readers cannot "
        "enter: use their tables.</p><h2>Licence</h2><p>Code: MIT. Figures contain "
        "public sector information under the Open Government Licence v3.0. Positions "
        "of hexagons: odileeds/hexmaps, MIT.</p></section>"
    )
