"""Claims: what is said of mobilising, held against paired runs."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from markupsafe import Markup

from experiments.design_file import design_names, read_design
from experiments.report.compared import is_clear
from experiments.words import of_runs
from pages.address import TODAY, View, preset
from pages.desk.jobs import Answer
from pages.desk.tiers import FULL
from pages.parts.asking import use_answers
from pages.parts.face import component, piece
from pages.parts.presets import title_of_preset
from pages.parts.words import provenance, short
from sim.institutions.columns import Floats
from sim.missions import MISSIONS


class Claim(NamedTuple):
    """A sentence, and the pair of presets that tries it.

    Attributes
    ----------
    words : str
    better, worse : str
        Presets: the claim says that the first does better than the second.
    """

    words: str
    better: str
    worse: str


CLAIMS = (
    Claim(
        "Mobilising and letting go does better than command from the centre.",
        "demos_mobilisation",
        "blair_command",
    ),
    Claim(
        "Command does better with mobilisation beside it than alone.",
        "command_plus_mobilise",
        "blair_command",
    ),
    Claim(
        "Letting go is not enough: mobilising on top does better.",
        "demos_mobilisation",
        "devolve_only",
    ),
    Claim(
        "Deciding by kind of decision does better than letting go of everything.",
        "hybrid_by_domain",
        "demos_mobilisation",
    ),
    Claim("An appeal to society does worse than today.", TODAY, "big_society"),
    Claim("A centre busy with itself does worse than today.", TODAY, "introspective"),
)


@component
def ClaimsPage(view: View, change: Callable[[View], None]) -> None:  # noqa: N802
    """Show each claim, mission by mission, with the runs it rests on."""
    del view, change
    names = tuple(dict.fromkeys(n for c in CLAIMS for n in (c.better, c.worse)))
    answers, _, _ = use_answers(tuple(preset(name) for name in names))
    known = dict(zip(names, answers, strict=True))
    done = [answer for answer in answers if answer.is_done]
    piece(
        Markup(
            "<h1>Claims</h1><p class='lede'>Is the report right? Each claim is tried "
            "on a pair of ways to govern, under the same luck, by each mission’s true "
            "figure.</p><div class='note warn'><b>A first look, not a verdict.</b>"
            "These pairs were chosen by us and rest on {} repeats. The pre-registered "
            "experiments, and the conditions under which a claim holds, are designed "
            "(below) but not run yet.</div>"
        ).format(FULL.replicates)
    )
    if len(done) < len(answers):
        piece(
            Markup("<p role='status'>{} of {} ways to govern are played.</p>").format(
                len(done), len(answers)
            )
        )
    piece(_table(known))
    if done:
        piece(provenance(*done))
    piece(_designs())


def _table(known: dict[str, Answer]) -> Markup:
    heads = Markup("").join(
        Markup("<th scope='col'>{}</th>").format(short(m)) for m in MISSIONS
    )
    rows = Markup("").join(_row(claim, known) for claim in CLAIMS)
    return Markup(
        "<div class='tw' tabindex='0' role='region' aria-label='Claims by mission'>"
        "<table class='claims'><thead><tr><th scope='col'>Claim</th>{}<th scope='col'>"
        "People taking part</th></tr></thead><tbody>{}</tbody></table></div>"
    ).format(heads, rows)


def _row(claim: Claim, known: dict[str, Answer]) -> Markup:
    a, b = known[claim.better], known[claim.worse]
    pair = f"{title_of_preset(claim.better)} against {title_of_preset(claim.worse)}"
    cells = Markup("").join(
        _cell(_gap(a, b, "indicator", m.number), m.higher_is_better) for m in MISSIONS
    )
    cells += _cell(_gap(a, b, "participation_monthly", None), True)
    return Markup("<tr><th scope='row'>{}<br><small>{}</small></th>{}</tr>").format(
        claim.words, pair, cells
    )


def _gap(a: Answer, b: Answer, name: str, mission: int | None) -> Floats:
    if not (a.is_done and b.is_done):
        return np.array([])
    months = slice(-1, None) if mission is not None else slice(-12, None)

    def of(answer: Answer) -> Floats:
        found = [p.months[name][months, 0] for p in answer.full]
        return np.array(
            [(v if mission is None else v[:, mission]).mean() for v in found]
        )

    return of(a) - of(b)


def _cell(gap: Floats, more_is_better: bool) -> Markup:
    if gap.size == 0:
        return Markup("<td>…</td>")
    towards = gap if more_is_better else -gap
    share = float((towards > 0).mean() + 0.5 * (towards == 0).mean())
    runs = of_runs(share, gap.size)
    if not is_clear(gap):
        return Markup(
            "<td><span class='tag none'>too close</span><br><small>{}</small></td>"
        ).format(runs)
    kind, word = ("good", "✓ holds") if towards.mean() > 0 else ("bad", "✕ fails")
    return Markup(
        "<td><span class='tag {}'>{}</span><br><small>{}</small></td>"
    ).format(kind, word, runs)


def _designs() -> Markup:
    rows = Markup("")
    for name in design_names():
        if not name.startswith("e"):
            continue
        tables, _ = read_design(name)
        rows += Markup("<li><b>{}</b> {} <small>{}</small></li>").format(
            tables.get("title", name), tables.get("description", ""), name
        )
    return Markup(
        "<h2>Experiments that are designed</h2><p class='sub'>Run one with groundswell "
        "batch NAME. Their verdicts will stand here.</p><ul class='plain'>{}</ul>"
    ).format(rows)
