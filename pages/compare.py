"""Compare: two to four ways to govern, on the same axes and under the same luck."""

from collections.abc import Callable
from typing import NamedTuple

from markupsafe import Markup

from experiments.report.compared import Compared, compared
from experiments.report.differences import DifferenceRow, difference_rows
from experiments.report.headline import headline, standings
from experiments.report.levers import lever_rows, n_levers
from pages.address import TODAY, View, preset
from pages.bands import band_of
from pages.desk.jobs import Answer
from pages.desk.tiers import FULL
from pages.parts.asking import today_scenario, use_answers
from pages.parts.components import Chart, Choice
from pages.parts.face import box, component, piece
from pages.parts.fans import Fan, fan_option, fan_table
from pages.parts.gaps import gaps_chart
from pages.parts.looks import LOOKS
from pages.parts.presets import title_of_preset
from pages.parts.words import (
    outcomes_of,
    provenance,
    short,
    source_line,
    title_of,
)
from sim.missions import MISSIONS
from sim.scenario.shipped import preset_names

_MOST = 3
_USUAL = ("blair_command", "demos_mobilisation")
_NONE = "none"
_HEIGHT = 220

type SetView = Callable[[View], None]


class _Entered(NamedTuple):
    """A scenario of a comparison: a preset, or what the levers were moved to."""

    name: str
    is_yours: bool


def entered(view: View) -> tuple[_Entered, ...]:
    """Return what is compared with today's settings, at most three."""
    chosen = view.choices.get("with")
    names = list(_USUAL) if chosen is None else chosen.split(",")
    found = [_Entered("yours", True)] if view.moved else []
    for name in names:
        if name in preset_names() and name != TODAY:
            entry = _Entered(name, False)
            if entry not in found:
                found.append(entry)
    return tuple(found[:_MOST])


@component
def ComparePage(view: View, change: SetView) -> None:  # noqa: N802
    """Show which way is better, for whom, and at what cost."""
    rivals = entered(view)
    scenarios = tuple(
        view.scenario() if rival.is_yours else preset(rival.name) for rival in rivals
    )
    answers, _, _ = use_answers((today_scenario(), *scenarios))
    piece(
        Markup(
            "<h1>Compare</h1><p class='lede'>Ways to govern against today’s settings. "
            "Every run is paired: the same citizens and the same luck, so the "
            "difference is the doing of the levers.</p>"
        )
    )
    _choices(view, change, rivals)
    piece(_key(answers))
    if not scenarios:
        piece(_note("Choose at least one way to govern."))
    elif not all(answer.is_done for answer in answers):
        piece(_note(_waiting(answers)))
    else:
        _results(answers)


def _choices(view: View, change: SetView, rivals: tuple[_Entered, ...]) -> None:
    names = [rival.name for rival in rivals if not rival.is_yours]
    room = _MOST - (1 if view.moved else 0)
    with box("sbar"):
        for k in range(room):
            now = names[k] if k < len(names) else _NONE

            def choose(name: str, k: int = k) -> None:
                new = [*names[:k], name, *names[k + 1 :]]
                kept = [n for n in new if n != _NONE]
                change(view.choose(**{"with": ",".join(kept) or _NONE}))

            options = [{"value": _NONE, "text": "– none –"}] + [
                {"value": n, "text": title_of_preset(n)}
                for n in preset_names()
                if n != TODAY and (n == now or n not in names)
            ]
            Choice(
                name=f"with-{k}",
                label=f"Against today, {('first', 'second', 'third')[k]}",
                value=now,
                options=options,
                grow=False,
                event_chosen=choose,
            )
        piece(
            Markup(
                "<button type='button' class='btn' data-copy>Copy link</button> "
                "<a class='btn' href='/explore'>Make your own on Explore</a>"
            ),
            classes="acts",
        )


def _key(answers: tuple[Answer, ...]) -> Markup:
    rows = Markup("").join(
        Markup("<li class='k{}'>{} {}</li>").format(k + 1, look.sign, title_of(answer))
        for k, (look, answer) in enumerate(zip(LOOKS, answers, strict=False))
    )
    return Markup("<ul class='key'>{}</ul>").format(rows)


def _note(words: str) -> Markup:
    return Markup("<div class='note' role='status'>{}</div>").format(words)


def _waiting(answers: tuple[Answer, ...]) -> str:
    told = ", ".join(f"{title_of(a)} {len(a.full)}" for a in answers)
    return f"Repeats in, of {FULL.replicates} each: {told}. The comparison follows."


def _results(answers: tuple[Answer, ...]) -> None:
    these = compared([outcomes_of(answer) for answer in answers])
    piece(_answer(these), classes="say big")
    with box("lower"):
        with box():
            piece(Markup("<h2 class='vh'>How far they end apart</h2>"))
            gaps_chart(these, answers)
            piece(_levers(these))
        piece(_for_whom(these), classes="card")
    piece(
        Markup(
            "<h2>How each mission gets there</h2><p class='sub'>Figures as published. "
            "Lines: middle of the runs. Bands: half of them. Black dot: official "
            "figure. Dotted: target, with a tick at its date.</p>"
        )
    )
    with box("cards", "three"):
        for mission in MISSIONS:
            fans = [
                Fan(
                    look.sign,
                    look,
                    band_of(answer, answers[0], "measured", mission.number),
                    is_main=False,
                )
                for look, answer in zip(LOOKS, answers, strict=False)
            ]
            starts = answers[0].scenario.starts
            named = [
                fan._replace(title=title_of(a))
                for fan, a in zip(fans, answers, strict=True)
            ]
            Chart(
                name=mission.key,
                heading=short(mission),
                note=mission.indicator,
                label=f"{mission.title}: {mission.indicator}, month by month, for "
                f"{len(fans)} ways to govern. The table holds the numbers.",
                option=fan_option(
                    mission,
                    fans,
                    starts=starts,
                    height=_HEIGHT,
                    is_rough=False,
                    is_published=True,
                ),
                table=fan_table(mission, named, starts),
                after=str(provenance(*answers)),
                source=source_line(*answers),
                stamp=",".join(a.hash[:8] for a in answers),
                height=_HEIGHT,
                event_pick=lambda _: None,
            )


def _answer(these: Compared) -> Markup:
    first, *_ = headline(these)
    said = Markup("").join(
        Markup("<li><b>{}</b>: {}.</li>").format(s.title, s.words)
        for s in standings(these)
    )
    return Markup(
        "<p><b>{}</b></p><p class='sub'>Judged by the true figures, against today’s "
        "settings:</p><ul class='plain'>{}</ul>"
    ).format(first, said)


def _for_whom(these: Compared) -> Markup:
    rows = difference_rows(these)[len(these.missions) :]
    heads = Markup("").join(
        Markup("<th scope='col' class='n'>{}</th>").format(c.title)
        for c in these.others
    )
    body = Markup("").join(_whom_row(row) for row in rows)
    return Markup(
        "<h2 class='h3'>For whom, and at what cost</h2><p class='sub'>Paired "
        "differences from today, mean over {} repeats</p><div class='tw' tabindex='0' "
        "role='region' aria-label='For whom, and at what cost'><table><thead><tr><th "
        "scope='col'>Against today</th>{}</tr></thead><tbody>{}</tbody></table></div>"
    ).format(these.n_runs, heads, body)


_TAGS = {"good": "good", "bad": "bad", "close": "none"}
_SIGNS = {"good": "✓ ", "bad": "✕ ", "close": ""}


def _whom_row(row: DifferenceRow) -> Markup:
    cells = Markup("").join(
        Markup("<td class='n'>{}<br><span class='tag {}'>{}{}</span></td>").format(
            verdict.difference,
            _TAGS.get(verdict.kind, "none"),
            _SIGNS.get(verdict.kind, ""),
            verdict.words,
        )
        for verdict in row.verdicts
    )
    return Markup("<tr><th scope='row'>{}<br><small>{}</small></th>{}</tr>").format(
        row.name, row.unit, cells
    )


def _levers(these: Compared) -> Markup:
    rows = lever_rows(these)
    heads = Markup("").join(
        Markup("<th scope='col' class='n'>{}</th>").format(c.title)
        for c in these.contenders
    )
    body = Markup("").join(
        Markup("<tr><th scope='row'>{}{}</th>{}</tr>").format(
            row.words,
            Markup("<br><small>{}</small>").format(row.where) if row.where else "",
            Markup("").join(
                Markup("<td class='n'>{}</td>").format(v) for v in row.values
            ),
        )
        for row in rows
    )
    return Markup(
        "<details class='fold'><summary><b>Levers that differ ({} of {})</b></summary>"
        "<div class='tw' tabindex='0' role='region' aria-label='Levers that differ'>"
        "<table><thead><tr><th scope='col'>Lever</th>{}</tr></thead><tbody>{}</tbody>"
        "</table></div></details>"
    ).format(len(rows), n_levers(), heads, body)
