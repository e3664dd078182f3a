"""Pictures and handouts from a real comparison: ``python docs/pictures.py FOLDER``.

FOLDER is what ``groundswell compare --out FOLDER`` wrote. The figures are the report's
own; the handouts' numbers are counted from its ``outcomes.parquet``.
"""

import json
import re
import sys
from pathlib import Path

import pandas as pd

from experiments.words import month_name, scale_of
from sim.missions import MISSIONS, NHS, Mission

DOCS = Path(__file__).resolve().parent
_FIGURE = re.compile(
    r"<figcaption><b>(.*?)</b>.*?</figcaption>\s*(<svg.*?</svg>)", re.S
)
_ROOT = re.compile(r":root\{(?:color-scheme:dark;)?\s*(--page.*?)\}", re.S)
_HANDOUTS = re.compile(r"(<!-- handouts -->\n).*?(<!-- end -->)", re.S)
_LOOKS = ("", "7 3", "2 2.5", "9 3 2 3", "14 3.5")  # dashes, as in the report
_OPENING = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" role="img" aria-label="{}">\
<style>svg{{{};font:13px var(--font);background:var(--page)}}text{{fill:var(--ink)}}\
@media(prefers-color-scheme:dark){{svg{{{}}}}}</style>\
<rect width="100%" height="100%" style="fill:var(--page)"/>"""
_SHEET = """\
<div class="handout" markdown>

## {mission.title}

*{mission.indicator}.* Target: {target}. Mean and middle 90% of {n} runs in the last \
month.

| way of governing | published | true | best (true) in |
| --- | --- | --- | --- |
{rows}

Run `{identifier}`, version {version}. The model compares mechanisms; it is no \
forecast, \
and is calibrated to little. Made by `{command}`.

</div>
"""
_WIDTH, _HEIGHT, _TOP, _LEGEND = 440, 270, 34, 30


def picture(report: str, mission: Mission, titles: list[str]) -> str:
    """Return published and true figures of a mission side by side, as one SVG."""
    light, dark = _ROOT.findall(report)[:2]
    figures = [
        (heading, figure)
        for heading, figure in _FIGURE.findall(report)
        if f'aria-label="{mission.indicator}, ' in figure
    ]
    height = _TOP + _HEIGHT + _LEGEND
    parts = [_OPENING.format(2 * _WIDTH, height, mission.indicator, light, dark)]
    for i, (heading, figure) in enumerate(figures):
        place = f'<svg x="{i * _WIDTH}" y="{_TOP}" width="{_WIDTH}" height="{_HEIGHT}"'
        parts.append(
            f'<text x="{i * _WIDTH + 8}" y="20" font-weight="700">{heading}</text>'
        )
        parts.append(
            re.sub(r'<svg (viewBox="[^"]*").*?>', rf"{place} \1>", figure, count=1)
        )
    parts += [_legend(i, title) for i, title in enumerate(titles)]
    return "".join(parts) + "</svg>\n"


def _legend(i: int, title: str) -> str:
    across, down = 8 + i * 175, _TOP + _HEIGHT + 18
    return (
        f'<path d="M{across} {down - 4}h26" fill="none" stroke-width="2.5" '
        f'style="stroke:var(--s{i + 1})" stroke-dasharray="{_LOOKS[i]}"/>'
        f'<text x="{across + 32}" y="{down}" font-size="12">{title}</text>'
    )


def handouts(table: pd.DataFrame, manifest: dict[str, object]) -> str:
    """Return a printable sheet for each mission, bound to the run that made it."""
    last = table[(table["place"] == "UK") & (table["step"] == table["step"].max())]
    return "\n".join(_sheet(last, manifest, mission) for mission in MISSIONS)


def _sheet(last: pd.DataFrame, manifest: dict[str, object], mission: Mission) -> str:
    own = last[last["mission"] == mission.key]
    wide = own.pivot(index=["outcome", "replicate"], columns="scenario", values="value")
    true, seen = wide.loc["indicator"], wide.loc["measured"]
    sign = 1 if mission.higher_is_better else -1
    best = (sign * true).idxmax(axis="columns").value_counts()
    rows = []
    for scenario in manifest["scenarios"]:  # type: ignore[attr-defined]
        name = scenario["name"]
        spreads = f"{_spread(seen[name], mission)} | {_spread(true[name], mission)}"
        share = f"{best.get(name, 0)} of {len(true)}"
        rows.append(f"| {scenario['title']} | {spreads} | {share} |")
    return _SHEET.format(
        mission=mission,
        target=_target(mission),
        n=len(true),
        rows="\n".join(rows),
        **{key: manifest[key] for key in ("identifier", "version", "command")},
    )


def _target(mission: Mission) -> str:
    target = scale_of(mission.unit).level(mission.target)
    goal = f"above {target} in every region" if mission.key == "growth" else target
    return f"{goal} by {month_name('2025-04', mission.deadline)}"


def _spread(values: pd.Series, mission: Mission) -> str:
    scale = scale_of(mission.unit)
    low, high = values.quantile([0.05, 0.95])
    return f"{scale.level(values.mean())} ({scale.range(low, high)})"


def main(folder: Path) -> None:
    """Renew pictures and handouts from a folder of results."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    report = (folder / "report.html").read_text(encoding="utf-8")
    titles = [scenario["title"] for scenario in manifest["scenarios"]]
    drawn = picture(report, MISSIONS[NHS], titles)
    (DOCS / "images" / "nhs.svg").write_text(drawn, encoding="utf-8")
    columns = ["scenario", "replicate", "step", "place", "mission", "outcome", "value"]
    table = pd.read_parquet(folder / "outcomes.parquet", columns=columns)
    page = DOCS / "workshop" / "handouts.md"
    sheets = handouts(table, manifest)
    text = _HANDOUTS.sub(
        lambda match: f"{match[1]}{sheets}{match[2]}", page.read_text(encoding="utf-8")
    )
    page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
