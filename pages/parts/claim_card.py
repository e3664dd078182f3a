"""One claim: verdict, where it holds and where it fails, and its record."""

import re

from markupsafe import Markup

from experiments.claims.claim import Claim
from experiments.claims.frozen import read_stamps, register_path
from experiments.claims.judging import Verdict
from experiments.claims.published import PublishedClaim, PublishedPart
from experiments.claims.words import percent, where_words
from experiments.words import in_ten, scale_of
from pages.address import View, address_of
from pages.parts.words import short
from sim.missions import MISSIONS
from sim.outcomes.catalogue import outcome_named
from sim.scenario.beliefs import declared_beliefs

_TAGS = {
    Verdict.SUPPORTED: ("good", "✓ supported"),
    Verdict.DEPENDS: ("warn", "◐ depends"),
    Verdict.NOT_SUPPORTED: ("bad", "✕ not supported"),
    Verdict.NOTHING: ("none", "not run"),
}


def claim_card(claim: PublishedClaim, view: View, *, is_open: bool) -> Markup:
    """Return a claim in short, with its record folded away unless ``is_open``."""
    return Markup(
        "<h2 class='h3' id='{}' tabindex='-1'>{}</h2><p>{} <b>Holds in {} ({}).</b> "
        "{}.</p><details class='fold'{}><summary>Parts, conditions and record<span "
        "class='vh'> of: {}</span></summary>{}{}</details>"
    ).format(
        claim.claim,
        claim.sentence,
        _tag(claim.verdict),
        in_ten(claim.share),
        percent(claim.share),
        _coded(_sentence(where_words(claim))),
        Markup(" open") if is_open else "",
        claim.sentence,
        _parts(claim),
        _record(claim, view),
    )


def _tag(verdict: Verdict) -> Markup:
    return Markup("<span class='tag {}'>{}</span>").format(*_TAGS[verdict])


def _sentence(words: str) -> str:
    named = words.replace("for nhs", "for the NHS")
    return named[0].upper() + named[1:]


def _coded(words: str) -> Markup:
    """Return text in which what stands between backticks is code."""
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if k % 2 else Markup.escape(part)
        for k, part in enumerate(re.split("`", words))
    )


def _parts(claim: PublishedClaim) -> Markup:
    rows = Markup("").join(_part(part) for part in claim.parts)
    return Markup(
        "<div class='tw' tabindex='0' role='region' aria-label='Parts of: {}'><table>"
        "<thead><tr><th scope='col'>Part</th><th scope='col'>Verdict</th><th "
        "scope='col' class='n'>Holds in</th><th scope='col' class='n'>Opposite holds "
        "in</th><th scope='col'>Difference, for the claim</th><th scope='col'>Turns on"
        "</th></tr></thead><tbody>{}</tbody></table></div>"
    ).format(claim.sentence, rows)


def _part(part: PublishedPart) -> Markup:
    mission = next((m for m in MISSIONS if m.key == part.label), None)
    unit = outcome_named(part.outcome).unit or ("" if mission is None else mission.unit)
    scale = scale_of(unit)
    turns = Markup("<br>").join(
        Markup("{} <small>holds in {} where low, {} where high; {}</small>").format(
            declared_beliefs()[c.belief.partition(" ")[0]].words.rstrip("."),
            percent(c.share_below),
            percent(c.share_above),
            c.tag,
        )
        for c in part.conditions
    )
    return Markup(
        "<tr><th scope='row'>{}</th><td>{}</td><td class='n'>{}<br><small>{} to {}"
        "</small></td><td class='n'>{}</td><td>{} <small>({}) {}</small></td><td>{}"
        "</td></tr>"
    ).format(
        part.label if mission is None else short(mission),
        _tag(part.verdict),
        percent(part.share),
        percent(part.share_low),
        percent(part.share_high),
        percent(part.share_reversed),
        scale.difference(part.mean),
        scale.difference_range(part.p05, part.p95),
        scale.points,
        turns or "No single number stands out.",
    )


def _record(found: PublishedClaim, view: View) -> Markup:
    claim = Claim.load(found.claim)
    entered = read_stamps(register_path())[found.claim]
    rule = claim.rule
    rows = (
        ("Proposition", claim.proposition),
        ("Refuted if", claim.refutation),
        ("Named by", claim.source),
        (
            "Rule",
            (
                f"Supported if it holds in more than {percent(rule.supported_above)} "
                "of draws, not supported if in less than "
                f"{percent(rule.not_supported_below)}, in every part, each by the "
                "whole 95% interval; otherwise it depends."
            ),
        ),
        ("Rests on", found.rests_on),
        ("Fixed", f"{entered[0]['at']}{'; ' if found.changed else ''}{found.changed}"),
        ("Stamp (SHA-256)", found.sha256),
        ("Runs", f"{found.n_runs}, of which {', '.join(found.runs)}"),
    )
    words = Markup("").join(
        Markup("<dt>{}</dt><dd>{}</dd>").format(*row) for row in rows
    )
    return Markup(
        "<dl>{}</dl><p class='acts'><a class='btn' href='/files/claim.toml?claim={}' "
        "download>The rule’s file</a> <a class='btn' href='{}'>Link to this claim</a>"
        "</p>"
    ).format(words, found.claim, address_of(view.choose(claim=found.claim)))
