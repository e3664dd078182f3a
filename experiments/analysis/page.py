"""An analysis as one page that needs nothing else."""

from collections.abc import Sequence
from io import StringIO
from typing import TYPE_CHECKING

from markupsafe import Markup

from experiments.analysis.figures import Drawn
from experiments.analysis.prim import Box
from experiments.templating import template

if TYPE_CHECKING:
    from experiments.analysis.study import Found, Study

_N_SHOWN = 3


def page(study: "Study", drawn: Sequence[Drawn], n_runs: int) -> str:
    """Return the page: differences, standings, what decides, where, and how made."""
    design = study.results.design
    return template("analysis.html.j2").render(
        title=design.title or design.name,
        outcome=study.outcome,
        axis=study.axis,
        n_runs=n_runs,
        n_comparisons=len(study.found),
        design=design,
        model=study.results.stamp["model"],
        rows=[_row(found) for found in study.found],
        standings=study.standings.to_dict("records"),
        figures=[(figure, Markup(_svg(figure))) for figure in drawn],
    )


def _row(found: "Found") -> dict[str, object]:
    passed = found.scores[found.scores["score"] > found.scores["bar"]]
    decide = [
        f"{r.input} ({r.spearman:+.2f})" for r in passed.head(_N_SHOWN).itertuples()
    ]
    return {
        "name": found.contrast.name,
        "unit": found.contrast.unit,
        "mean": found.mean,
        "low": found.low,
        "high": found.high,
        "better": found.better,
        "error": found.error,
        "n": len(found.contrast.gain),
        "decide": ", ".join(decide) or "none stands out",
        "box": box_words(found.box),
    }


def box_words(box: Box) -> str:
    """Return a box as a sentence."""
    if not box.limits:
        return "no box"
    sides = []
    for limit in box.limits:
        if limit.low == float("-inf"):
            sides.append(f"{limit.input} up to {limit.high:.3g}")
        elif limit.high == float("inf"):
            sides.append(f"{limit.input} from {limit.low:.3g}")
        else:
            sides.append(f"{limit.input} {limit.low:.3g} to {limit.high:.3g}")
    return (
        f"{', '.join(sides)}: gains in {100 * box.density:.0f}% of cases inside, "
        f"{100 * box.coverage:.0f}% of all gains"
    )


def _svg(drawn: Drawn) -> str:
    text = StringIO()
    drawn.figure.savefig(text, format="svg", metadata={"Date": None, "Creator": None})
    found = text.getvalue()
    # Identifiers of several figures must not meet on one page.
    body = found[found.index("<svg") :].replace('id="', f'id="{drawn.name}-')
    body = body.replace("url(#", f"url(#{drawn.name}-")
    return body.replace('href="#', f'href="#{drawn.name}-')
