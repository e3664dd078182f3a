"""Claims: each an experiment whose rule was fixed before its first run."""

from collections import Counter
from collections.abc import Callable

from markupsafe import Markup

from experiments.claims.judging import Verdict
from experiments.claims.published import Published, published
from experiments.runs import model_version
from pages.address import View, address_of
from pages.parts.claim_bars import bars_of_claims
from pages.parts.claim_card import claim_card
from pages.parts.face import box, component, piece

VERDICTS = (Verdict.SUPPORTED, Verdict.DEPENDS, Verdict.NOT_SUPPORTED)
_ALL = "all"
_CHOICES = (_ALL, *(verdict.value for verdict in VERDICTS))


@component
def ClaimsPage(view: View, change: Callable[[View], None]) -> None:  # noqa: N802
    """Show what every claim came to, where it holds, and its record."""
    findings = published()
    chosen = view.choice("verdict", _CHOICES, _ALL)
    shown = [
        claim
        for verdict in VERDICTS
        for claim in sorted(findings.claims, key=lambda claim: -claim.share)
        if claim.verdict is verdict and chosen in (_ALL, verdict)
    ]
    piece(_top(findings))
    piece(_filter(view, findings, chosen), "nav", "acts")
    piece(
        Markup("{} of {} claims are shown.").format(len(shown), len(findings.claims)),
        classes="sub",
    )
    with box():
        bars_of_claims(
            shown,
            _made(findings),
            lambda name: change(view.choose(claim=name)),
        )
    asked = view.choices.get("claim", "")
    for claim in shown:
        piece(claim_card(claim, view, is_open=claim.claim == asked), "article", "claim")
    piece(_after(findings))


def _top(findings: Published) -> Markup:
    counts = Counter(claim.verdict for claim in findings.claims)
    alone = sum(claim.rests_on == "judgement alone" for claim in findings.claims)
    return Markup(
        "<h1>Claims</h1><p class='lede'>Is the report right? Of {} claims about "
        "governing missions the model supports {}; {} depend on conditions that nobody "
        "knows for sure, and {} it does not support.</p><div class='note warn'><b>This "
        "says what holds in the model, not in Britain.</b>Each claim’s rule was fixed "
        "before its first run. A claim was tried under {} draws: plausible values of "
        "every uncertain number, drawn anew each time. It <i>holds</i> in a draw where "
        "the difference it speaks of is large enough to name. {} of {} verdicts rest "
        "on judgement alone: no measurement narrows the numbers on which they turn."
        "</div>"
    ).format(
        len(findings.claims),
        counts[Verdict.SUPPORTED],
        counts[Verdict.DEPENDS],
        counts[Verdict.NOT_SUPPORTED],
        findings.replicates,
        alone,
        len(findings.claims),
    )


def _filter(view: View, findings: Published, chosen: str) -> Markup:
    counts = Counter(claim.verdict.value for claim in findings.claims)
    counts[_ALL] = len(findings.claims)
    links = Markup("").join(
        Markup("<a class='btn' href='{}'{}>{} <small>{}</small></a>").format(
            address_of(view.choose(verdict="" if choice == _ALL else choice, claim="")),
            Markup(" aria-current='true'") if choice == chosen else "",
            choice[0].upper() + choice[1:],
            counts[choice],
        )
        for choice in _CHOICES
    )
    return Markup("<h2 class='vh'>Show</h2>{}").format(links)


def _made(findings: Published) -> str:
    return (
        f"Claims {findings.identifier}, batch {findings.batch}; seed {findings.seed}, "
        f"repeats 1–{findings.replicates}, {findings.citizens:,} simulated citizens, "
        f"{findings.months} months; model {findings.model}"
    )


def _after(findings: Published) -> Markup:
    changed = (
        ""
        if findings.model == model_version()
        else Markup(
            "<p class='note'><b>The model was changed since.</b>These verdicts are of "
            "the version named here; the other pages play the version of this "
            "server.</p>"
        )
    )
    return Markup(
        "<h2>How they were made</h2>{}<p class='prov'>{}</p><p>All verdicts, shares, "
        "conditions and run identifiers: <a href='/files/claims.json' download>"
        "claims.json</a>. Make them again with <code>groundswell claims</code>; it "
        "takes about an hour on two processors.</p>"
    ).format(changed, _made(findings))
