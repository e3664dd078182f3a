"""Home: what this is, whether to trust it, and where to begin."""

from collections.abc import Callable

from markupsafe import Markup

from experiments.report.compared import compared, gap_between, is_clear
from experiments.words import of_runs, scale_of
from pages.address import TODAY, View, address_of, preset
from pages.bands import band_of
from pages.desk.jobs import Answer
from pages.parts.asking import use_answers
from pages.parts.components import Chart
from pages.parts.face import box, component, piece
from pages.parts.fans import Fan, fan_option, fan_table
from pages.parts.looks import LOOKS
from pages.parts.presets import preset_cards
from pages.parts.score import score_words
from pages.parts.words import (
    TODAY_TITLE,
    outcomes_of,
    provenance,
    source_line,
    truth_words,
)
from sim.missions import MISSIONS, NHS
from sim.scenario.beliefs import Tag, declared_beliefs

HEADLINE = (TODAY, "blair_command", "demos_mobilisation")
_HEIGHT = 330
_SHORT = {TODAY: "Today", "blair_command": "Command", "demos_mobilisation": "Mobilise"}


@component
def HomePage(view: View, change: Callable[[View], None]) -> None:  # noqa: N802
    """Show the question, an answer with its doubt, and ways to begin."""
    del view, change
    scenarios = tuple(preset(name) for name in HEADLINE)
    answers, _, _ = use_answers(scenarios)
    with box("hero"):
        piece(_opening())
        _headline_chart(answers)
    piece(preset_cards())
    piece(_trust_and_steps(), classes="two")


def _opening() -> Markup:
    return Markup(
        "<h1>What happens to the UK’s five missions if we govern them differently?</h1>"
        "<p class='lede'>Groundswell simulates citizens and the institutions around "
        "them, in 361 places, month by month. Move a lever and see what changes, how "
        "sure the model is, and why.</p>"
        "<p class='acts'><a class='btn p' href='/explore'>Start with today’s settings"
        "</a> <a class='btn' href='/compare?v=1&amp;with=blair_command,"
        "demos_mobilisation'>Compare three ways to govern</a></p>"
        "<div class='note'><b>A simulation, not a forecast.</b>Use it to compare "
        "choices and to find what an answer depends on. Do not quote a level as a "
        "prediction.</div>"
    )


def _headline_chart(answers: tuple[Answer, ...]) -> None:
    mission = MISSIONS[NHS]
    if not all(answer.is_done for answer in answers):
        piece(
            Markup(
                "<div class='card'><h2 class='h3'>{}</h2><p class='note'>The model is "
                "being prepared: {} of {} comparisons are ready. This happens once."
                "</p></div>"
            ).format(mission.indicator, sum(a.is_done for a in answers), len(answers))
        )
        return
    fans = [
        Fan(
            _SHORT[name],
            look,
            band_of(answer, answers[0], "measured", NHS),
            is_main=False,
        )
        for name, look, answer in zip(HEADLINE, LOOKS, answers, strict=False)
    ]
    ends = "; ".join(
        f"{fan.title} {scale_of(mission.unit).level(float(fan.band.middle[-1]))}"
        for fan in fans
    )
    with box():  # one place of the grid
        piece(Markup("<h2 class='vh'>One mission under three governments</h2>"))
        Chart(
            name="headline",
            heading=f"NHS: {mission.indicator}",
            note="As published, %. Same citizens, same luck. Shaded: half of "
            "the runs. Dot: official figure.",
            label=f"{mission.indicator}, month by month to March 2030. Middle of the "
            f"runs at the end: {ends}. The table holds the numbers.",
            option=fan_option(
                mission,
                fans,
                starts=answers[0].scenario.starts,
                height=_HEIGHT,
                is_rough=False,
                is_published=True,
            ),
            table=fan_table(mission, fans, answers[0].scenario.starts),
            after=str(
                _said(answers) + truth_words(answers[0], mission) + provenance(*answers)
            ),
            source=source_line(*answers),
            stamp=answers[-1].hash,
            height=_HEIGHT,
            event_pick=lambda _: None,
        )


def _said(answers: tuple[Answer, ...]) -> Markup:
    """Return what the paired runs say of the two against each other, and today."""
    these = compared([outcomes_of(answer) for answer in answers])
    key = ("measured", MISSIONS[NHS].key)
    today, command, mobilise = these.contenders
    gap = gap_between(command, mobilise, key)
    share = float((gap > 0).mean() + 0.5 * (gap == 0).mean())
    word = "above" if share >= 0.5 else "below"
    runs = of_runs(max(share, 1.0 - share), gap.size)
    verdict = "" if is_clear(gap) else Markup(": <b>too close to call</b>")
    sentences = [
        Markup("Mobilisation ends {} command in {}{}.").format(word, runs, verdict)
    ]
    for contender, name in ((command, "Command"), (mobilise, "Mobilisation")):
        ahead = gap_between(today, contender, key)
        part = float((ahead > 0).mean() + 0.5 * (ahead == 0).mean())
        side = "above" if part >= 0.5 else "below"
        close = "" if is_clear(ahead) else ", too close to call"
        sentences.append(
            Markup("{} ends {} {} in {}{}.").format(
                name,
                side,
                TODAY_TITLE[0].lower() + TODAY_TITLE[1:],
                of_runs(max(part, 1.0 - part), ahead.size),
                close,
            )
        )
    return Markup("<p class='say'>{}</p>").format(Markup(" ").join(sentences))


def _trust_and_steps() -> Markup:
    tags = [b.tag for b in declared_beliefs().values() if not b.is_constant]
    steps = [
        ("explore", "Explore", "Move one lever. Each mission answers in its own unit."),
        ("compare", "Compare", "Put up to four ways to govern side by side."),
        ("places", "Places", "See where it helps, and who is left behind."),
        ("claims", "Claims", "See what of the report holds, how often, and where."),
        ("regime", "Regime map", "See under which conditions the centre wins."),
        ("brief", "Brief", "Take a brief and the data away."),
    ]
    rows = Markup("").join(
        Markup("<li><b><a href='{}'>{}</a></b> {}</li>").format(
            address_of(View(), page), name, words
        )
        for page, name, words in steps
    )
    return Markup(
        "<section class='card'><h2>Can I trust it?</h2>{}<p class='say'>Its equations "
        "hold {} uncertain numbers. {} rest on a measured effect, {} on a theory and "
        "{} on judgement. Each repeat meets another set of them, of those sets with "
        "which the model resembles the country; the bands show what that leaves open."
        "</p><p><a href='/method'>What is assumed, with sources</a></p>"
        "</section><section class='card'><h2>What you can do in ten minutes</h2>"
        "<ol class='steps'>{}</ol></section>"
    ).format(
        score_words(),
        len(tags),
        tags.count(Tag.EFFECT),
        tags.count(Tag.THEORY),
        tags.count(Tag.JUDGEMENT),
        rows,
    )
