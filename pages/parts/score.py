"""How the model did against a record that it was never fitted to, in words."""

from markupsafe import Markup

from experiments.runs import model_version
from experiments.validation.score import Score, score
from sim.scenario.beliefs import BeliefMode

_DRAWS = {
    BeliefMode.DEFAULT: "the usual values of all uncertain numbers",
    BeliefMode.PRIOR: "{} draws of the uncertain numbers, all that is plausible",
    BeliefMode.ACCEPTED: "{} draws of the uncertain numbers that calibration accepted",
}


def score_words() -> Markup:
    """Return the score in a sentence or two, and the way to the rows behind it."""
    found = score()
    if found is None:
        return Markup(
            "<p class='say'><b>Not yet held against the record.</b> Until it is, read "
            "differences between ways to govern, not levels.</p>"
        )
    return Markup(
        "<p class='say'><b>Held against the record, it hits {} of {} patterns</b> that "
        "it was never fitted to. So read differences between ways to govern, not "
        "levels. <a href='/method#validation'>Which it hits, and which it misses</a>"
        "</p>"
    ).format(found.n_hit, len(found.rows))


def score_section() -> Markup:
    """Return every pattern with its verdict."""
    found = score()
    return Markup(
        "<section><h2 id='validation' tabindex='-1'>Held against the record</h2>{}"
        "</section>"
    ).format(score_words() if found is None else _rows(found))


def _rows(found: Score) -> Markup:
    rows = Markup("").join(
        Markup(
            "<tr><th scope='row'>{}</th><td>{}</td><td><span class='tag {}'>{}</span>"
            "</td></tr>"
        ).format(
            row.row, row.title, "good" if row.verdict == "hit" else "none", row.verdict
        )
        for row in found.rows
    )
    changed = (
        ""
        if found.model == model_version()
        else "The model was changed since; it has not been tested again. "
    )
    return Markup(
        "<p class='sub'>{} of {} patterns are hit. Each was observed in the past, was "
        "never used to fit the model, and has a band that was fixed beforehand: it is "
        "hit when the middle of the runs lies in the band. A pattern that the model "
        "cannot express counts as a miss.</p><div class='tw' tabindex='0' "
        "role='region' aria-label='Held against the record'><table><thead><tr><th "
        "scope='col'>Row</th><th scope='col'>What was observed</th><th scope='col'>The "
        "model</th></tr></thead><tbody>{}</tbody></table></div><p class='prov'>{}Over "
        "{}; {:,} simulated citizens, seed {}, batch {}, model {}. Bands, sources and "
        "figures of each row ship with the code as docs/validation.md; make them again "
        "with groundswell validate.</p>"
    ).format(
        found.n_hit,
        len(found.rows),
        rows,
        changed,
        _DRAWS[found.beliefs].format(found.replicates),
        found.citizens,
        found.seed,
        found.batch,
        found.model,
    )
