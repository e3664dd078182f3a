"""Mesa's own controller and plots, in the frame of our page.

Placed one by one and not as a whole ``SolaraViz``, which would take over title and
bar. What Mesa cannot be told to say, names of buttons and what a figure shows, is said
around it.
"""

from collections.abc import Callable

import solara
from markupsafe import Markup
from matplotlib.axes import Axes
from mesa.visualization import make_plot_component
from mesa.visualization.solara_viz import ModelController
from mesa.visualization.utils import update_counter

from experiments.words import month_name
from pages.desk.mesa_town import Town, town_settings
from pages.desk.tiers import TOWN
from pages.parts.components import Named
from pages.parts.face import box, component, element, piece
from sim.scenario.scenario import Scenario

_PAUSE = 250  # milliseconds between two months that are played
_NAMES = {"▶": "Play the months", "❚❚": "Pause", "Step": "Step: one month"}
# Outcome, words, and the end of its axis: the same for every government.
_PLOTS = (
    ("participation_monthly", "Adults who volunteer in a month, share", 0.5),
    ("trust", "Mean trust in government, 0–1", 1.0),
)


def _plot(name: str, words: str, top: float) -> Callable[[Town], None]:
    def finish(axes: Axes) -> None:
        axes.set(ylabel="", ylim=(0.0, top))
        axes.set_title(words, loc="left", fontsize=10)
        axes.xaxis.set_major_formatter(lambda t, _: f"{t + 1:.0f}")  # Mesa's from 0
        axes.lines[0].set(marker="o", markersize=3)  # a first month is no line yet
        axes.patch.set_alpha(0.0)
        figure = axes.get_figure(root=True)
        if figure is not None:
            figure.set_size_inches(5.6, 2.7)
            figure.patch.set_alpha(0.0)

    placed: Callable[[Town], None]
    placed, _ = make_plot_component(
        name, finish, backend="matplotlib", save_format="png"
    )
    return placed


_DRAWN = tuple((name, words, _plot(name, words, top)) for name, words, top in _PLOTS)


@component
def MesaTown(scenario: Scenario, row: int) -> None:  # noqa: N802
    """Let a visitor step a town of her own, and read why a citizen acts.

    Parameters
    ----------
    scenario : Scenario
    row : int
        Of the citizen, from 0.
    """
    settings = town_settings(scenario)
    town = solara.use_reactive(solara.use_memo(lambda: Town(**settings), []))
    update_counter.get()  # drawn again after each step, as Mesa's own parts are
    with box("mesa"):
        Named(names=_NAMES)
        ModelController(
            town,
            model_parameters=settings,
            # Mesa takes plain values by its types, and reactive ones by its code.
            play_interval=solara.use_reactive(_PAUSE),
            render_interval=solara.use_reactive(1),
            use_threads=solara.use_reactive(False),
        )
        piece(_month(town.value, scenario))
        with box("two"):
            for name, words, placed in _DRAWN:
                label = _shown(town.value, name, words)
                with (
                    element("div", "", role="img", **{"aria-label": label}),
                    element("div", "", **{"aria-hidden": "true"}),
                ):
                    placed(town.value)
        piece(_why(town.value, row))
        piece(_table(town.value, scenario))


def _lived(town: Town) -> int:
    return int(town.steps)


def _month(town: Town, scenario: Scenario) -> Markup:
    n = _lived(town)
    where = (
        Markup("No month has passed yet. Press <b>Step</b> for one month.")
        if n == 0
        else Markup("<b>{}</b>, month {} of {}.").format(
            month_name(scenario.starts, n - 1), n, TOWN.months
        )
    )
    end = " It ends here; Reset begins anew." if not town.running else ""
    return Markup("<p class='say' role='status'>{}{}</p>").format(where, end)


def _shown(town: Town, name: str, words: str) -> str:
    """Return in words what a plot shows."""
    series = town.series(name)
    if not series:
        return f"{words}: empty until a month has passed."
    first, last, n = series[0], series[-1], len(series)
    return f"{words}: {first:.3f} in the first month, {last:.3f} in month {n}."


def _why(town: Town, row: int) -> Markup:
    said = Markup("").join(
        Markup("<li>{}</li>").format(words) for words in town.citizen(row).why()
    )
    return Markup(
        "<h3 class='h4'>Citizen {}, in this month</h3><ul class='plain'>{}</ul>"
    ).format(row + 1, said)


def _table(town: Town, scenario: Scenario) -> Markup:
    heads = Markup("").join(
        Markup("<th scope='col' class='n'>{}</th>").format(words)
        for _, words, _ in _PLOTS
    )
    months = zip(*(town.series(name) for name, *_ in _PLOTS), strict=True)
    rows = Markup("").join(
        Markup("<tr><th scope='row'>{}</th>{}</tr>").format(
            month_name(scenario.starts, t),
            Markup("").join(
                Markup("<td class='n'>{:.3f}</td>").format(value) for value in values
            ),
        )
        for t, values in enumerate(months)
    )
    return Markup(
        "<details class='fold'><summary>The same numbers as a table</summary><div "
        "class='tw' tabindex='0' role='region' aria-label='The town’s months'><table>"
        "<thead><tr><th scope='col'>Month</th>{}</tr></thead><tbody>{}</tbody></table>"
        "</div></details>"
    ).format(heads, rows)
