"""Sentences about runs, for cards and headings."""

from functools import lru_cache

from markupsafe import Markup

from experiments.report.compared import compared, mission_name
from experiments.report.headline import standings
from experiments.words import in_ten, month_name, scale_of
from pages.desk.jobs import Answer
from pages.desk.play import Played, as_outcomes
from pages.desk.tiers import FIRST, FULL
from sim.missions import Mission
from sim.results import Outcomes, summary
from sim.scenario.scenario import Scenario
from sim.version import __version__

TODAY_TITLE = "Today’s settings"


def outcomes_of(answer: Answer) -> Outcomes:
    """Return a complete answer as the model's own outcomes."""
    return _stacked(answer.scenario, answer.full)


# A page asks a dozen times for the same few.
@lru_cache(maxsize=8)
def _stacked(scenario: Scenario, runs: tuple[Played, ...]) -> Outcomes:
    return as_outcomes(scenario, FULL, runs)


def title_of(answer: Answer) -> str:
    """Return how pages call a scenario."""
    if answer.scenario.name == "status_quo_2025":
        return TODAY_TITLE
    return answer.scenario.title


def provenance(*answers: Answer) -> Markup:
    """Return which runs made a number: scenario, seeds, citizens, repeats, version."""
    hashes = ", ".join(answer.hash[:7] for answer in answers)
    answer = answers[-1]
    settings = FULL if answer.is_done or len(answer.full) >= 2 else FIRST
    n = min(len(a.full) if settings is FULL else len(a.first) for a in answers)
    return Markup(
        "<p class='prov'>Scenario {}, seed {}, repeats 1–{}, "
        "{:,} simulated citizens, version {}</p>"
    ).format(hashes, settings.seed, n, settings.citizens, __version__)


def source_line(*answers: Answer) -> str:
    """Return the same as :func:`provenance`, as a row of a table."""
    return str(provenance(*answers).striptags())


def against_today(answer: Answer, today: Answer) -> Markup:
    """Return the sentence that a minister could say of a scenario."""
    if answer.hash == today.hash:
        return Markup(
            "<b>These are today’s settings.</b> Move a lever, or start from another "
            "way to govern, and each mission answers."
        )
    if not answer.is_done:
        return Markup("<b>Against today’s settings:</b> the runs are coming in.")
    these = compared([outcomes_of(today), outcomes_of(answer)])
    said = standings(these)[0].words
    return Markup("<b>Against today’s settings:</b> {}. {}").format(said, _cost(answer))


def _cost(answer: Answer) -> str:
    found = summary(outcomes_of(answer).figure("cost"))["mean"]
    change = 0.0 if found is None else 100.0 * (found - 1.0)
    if abs(change) < 0.05:
        return "Same public money."
    word = "more" if change > 0 else "less"
    return f"Public money: {abs(change):.1f}% {word} a year."


def chance_words(answer: Answer, mission: Mission) -> Markup:
    """Return the chance of meeting a target, in words and ten dots."""
    scale = scale_of(mission.unit)
    starts = answer.scenario.starts
    goal = f"{mission.target * scale.factor:g}{scale.sign}"
    due = month_name(starts, mission.deadline)
    if not answer.is_done:
        n = len(answer.full)
        what = f"{n} of {FULL.replicates} full runs are in." if n else "First answer."
        return _chance(None, "Still running", f"{what} The chance follows.")
    falls_due = mission.deadline < FULL.months
    name = "target_chance" if falls_due else "on_course_chance"
    found = summary(outcomes_of(answer).figure(name, mission.key))
    chance, low, high = found["mean"], found["p05"], found["p95"]
    if chance is None or low is None or high is None:
        return _chance(None, "No answer", "The model has no figure here.")
    where = " in every region" if mission.key == "growth" else ""
    what = (
        f"chance of {goal}{where} by {due}, as published."
        if falls_due
        else f"chance of being on course for {goal}{where} by {due}. The runs end "
        f"in {month_name(starts, FULL.months - 1)}, before the target falls due."
    )
    span = f"90% range: {_tenths(low)} to {_tenths(high)} in 10."
    words = in_ten(chance)
    return _chance((chance, low, high), words[0].upper() + words[1:], f"{what} {span}")


def _tenths(chance: float) -> str:
    return f"{10.0 * chance:.0f}"


def _chance(chance: tuple[float, float, float] | None, head: str, text: str) -> Markup:
    return Markup("<div class='chance'>{}<b>{}</b><span>{}</span></div>").format(
        _dots(chance), head, text
    )


def _dots(chance: tuple[float, float, float] | None) -> Markup:
    """Return ten dots: full up to the middle, dotted up to the end of the range."""
    full, high = (0, 0) if chance is None else (
        round(10 * chance[0]), round(10 * chance[2])
    )  # fmt: skip
    parts = []
    for k in range(10):
        x, y = 7 + 14 * (k % 5), 7 + 14 * (k // 5)
        if k < full:
            dot = "<circle cx='{}' cy='{}' r='5.5' class='on'/>"
        elif k < high:
            dot = (
                "<circle cx='{0}' cy='{1}' r='5' class='off'/>"
                "<circle cx='{0}' cy='{1}' r='1.8' class='on'/>"
            )
        else:
            dot = "<circle cx='{}' cy='{}' r='5' class='off'/>"
        parts.append(Markup(dot).format(x, y))
    return Markup("<svg viewBox='0 0 70 28' aria-hidden='true'>{}</svg>").format(
        Markup("").join(parts)
    )


def truth_words(answer: Answer, mission: Mission) -> Markup:
    """Return what lies behind a published figure at the end of the run."""
    if not answer.is_done:
        return Markup("")
    scale = scale_of(mission.unit)
    outcomes = outcomes_of(answer)
    true = summary(outcomes.figure("indicator", mission.key))
    mean, low, high = true["mean"], true["p05"], true["p95"]
    if mean is None or low is None or high is None:
        return Markup("")
    return Markup(
        "<p class='truth'>Behind it, the model’s true figure: {} ({}) in {}.</p>"
    ).format(
        scale.level(mean),
        scale.range(low, high),
        month_name(answer.scenario.starts, FULL.months - 1),
    )


def short(mission: Mission) -> str:
    """Return a mission's short name, as a heading."""
    name = mission_name(mission)
    name = name.removeprefix("the ")
    return name[0].upper() + name[1:]
