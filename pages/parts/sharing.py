"""A difference shared out among groups of mechanisms: progress, words, waterfall."""

from collections.abc import Callable
from functools import lru_cache

from markupsafe import Markup

from experiments.decomposition.why import Decomposition, standard_error
from experiments.words import scale_of
from pages.desk.desk import Ticket
from pages.desk.shares import N_SETS, Shared, Shares
from pages.desk.tiers import SHARE
from pages.parts.asking import the_desk
from pages.parts.face import box, component, piece, use_effect, use_state, visitor
from pages.parts.steps import Ends, Step, steps_chart
from sim.missions import Mission
from sim.scenario.scenario import Scenario
from sim.version import __version__

_FIGURE = 1


@lru_cache(maxsize=1)
def _shares() -> Shares:
    return Shares(the_desk())


def _use_shared(a: Scenario, b: Scenario) -> Shared:
    nothing = ("", Shared(0))
    known, set_known = use_state(nothing)
    key = a.hash + b.hash

    def ask() -> Callable[[], None]:
        context = visitor()

        def told(shared: Shared) -> None:
            with context:
                set_known((key, shared))

        ticket: Ticket = _shares().ask(a, b, told)
        return ticket.drop

    use_effect(ask, [key])
    return known[1] if known[0] == key else Shared(0)


@component
def Sharing(a: Scenario, b: Scenario, mission: Mission) -> None:  # noqa: N802
    """Switch groups of mechanisms off in turn, and show what each one makes."""
    shared = _use_shared(a, b)
    if shared.found is None:
        piece(
            Markup(
                "<div class='note' role='status' aria-live='polite'>{} of {} sets of "
                "mechanisms are played. All take a few minutes the first time; they "
                "are kept. Leave the page to stop.</div>"
            ).format(shared.n_done, N_SETS)
        )
        return
    found = shared.found
    steps = _steps(found, mission)
    total = scale_of(mission.unit).factor * found.whole[_FIGURE, mission.number]
    piece(_said(steps, mission), classes="say big")
    with box():
        steps_chart(
            mission,
            Ends(0.0, a.title, b.title),
            steps,
            total,
            heading="What each group of mechanisms makes of the difference",
            source=_source(a, b),
        )
        piece(Markup("<p class='prov'>{}</p>").format(_source(a, b)))


def _steps(found: Decomposition, mission: Mission) -> list[Step]:
    factor = scale_of(mission.unit).factor
    parts = found.parts(_FIGURE, mission.number)
    return [Step(words, factor * values) for words, values in parts]


def _said(steps: list[Step], mission: Mission) -> Markup:
    largest = max(steps, key=lambda step: abs(float(step.gap.mean())))
    gain = float(largest.gap.mean()) * (1 if mission.higher_is_better else -1)
    error = standard_error(largest.gap) or 0.0
    return Markup(
        "<b>The largest part is “{}”: it {} {:.1f} {}, give or take {:.1f}.</b> Each "
        "group of mechanisms is switched on in every possible order; its part is what "
        "that adds on average, so the parts sum to the difference."
    ).format(
        largest.name,
        "adds" if gain > 0 else "costs",
        abs(gain),
        scale_of(mission.unit).points,
        error,
    )


def _source(a: Scenario, b: Scenario) -> str:
    return (
        f"Scenarios {a.hash[:7]}, {b.hash[:7]}; seed {SHARE.seed}, repeats "
        f"1–{SHARE.replicates}, {SHARE.citizens:,} simulated citizens, version "
        f"{__version__}"
    )
