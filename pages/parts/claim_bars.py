"""All claims in one figure: how often each holds, fails, or makes no difference."""

from collections.abc import Callable, Sequence

from markupsafe import Markup

from experiments.claims.published import PublishedClaim
from experiments.claims.words import percent
from pages.parts.components import Chart
from pages.parts.looks import AXIS_LINE, AXIS_TEXT, Option

_ROW = 34  # pixels
_NARROW_ROW = 58
_NAMES = ("Holds", "Difference too small to name", "The opposite holds")
_ROLES = ("d6", "d4", "d2")
_LEAST_LABELLED = 0.1


def bars_of_claims(
    claims: Sequence[PublishedClaim], source: str, picked: Callable[[str], None]
) -> None:
    """Draw a bar for each claim; ``picked`` hears the name of one that is pressed."""
    rows = [_shares(claim) for claim in claims]
    table = [["Claim", "Verdict", *_NAMES]]
    table += [
        [claim.sentence, claim.verdict.value, *(percent(share) for share in shares)]
        for claim, shares in zip(claims, rows, strict=True)
    ]

    def pick(event: dict[str, object]) -> None:
        named = {claim.sentence: claim.claim for claim in claims}
        name = named.get(str(event.get("name")))
        if name is not None:
            picked(name)

    Chart(
        name="claims",
        heading="How often each claim holds",
        note="Share of draws of the uncertain numbers; of a claim’s several parts, the "
        "mean. Blue: it holds. Grey: the difference is too small "
        "to name. Orange: the opposite holds, by as much.",
        label=f"{len(claims)} bars. "
        + " ".join(f"{row[0]} {row[1]}, holds in {row[2]}." for row in table[1:]),
        option=_option([claim.sentence for claim in claims], rows),
        table=table,
        after=str(Markup("<p class='prov'>{}</p>").format(source)),
        source=source,
        stamp=f"claims-{len(claims)}-{'-'.join(claim.claim for claim in claims[:1])}",
        height=_ROW * len(claims) + 40,
        narrow_height=_NARROW_ROW * len(claims) + 40,
        event_pick=pick,
    )


def _shares(claim: PublishedClaim) -> tuple[float, float, float]:
    against = claim.share_reversed
    return claim.share, max(1.0 - claim.share - against, 0.0), against


def _option(names: list[str], rows: Sequence[tuple[float, float, float]]) -> Option:
    def series(k: int) -> Option:
        return {
            "type": "bar",
            "name": _NAMES[k],
            "stack": "shares",
            "barCategoryGap": "28%",
            "itemStyle": {
                "color": f"var(--{_ROLES[k]})",
                "borderColor": "var(--mapedge)",
                "borderWidth": 1,
            },
            "data": [_bar(row[k], k) for row in rows],
        }

    return {
        "grid": {"left": 330, "right": 14, "top": 4, "bottom": 26},
        "xAxis": {
            "type": "value",
            "min": 0,
            "max": 100,
            "interval": 25,
            "axisLabel": AXIS_TEXT | {"formatter": "{value}%"},
            "splitLine": {"show": False},
        },
        "yAxis": {
            "type": "category",
            "inverse": True,
            "data": names,
            "axisLabel": AXIS_TEXT
            | {
                "color": "var(--ink)",
                "width": 318,
                "overflow": "break",
                "lineHeight": 14,
            },
            "axisTick": {"show": False},
            "axisLine": AXIS_LINE,
        },
        "series": [series(k) for k in range(len(_NAMES))],
        "media": [
            {
                "query": {"maxWidth": 600},
                "option": {
                    "grid": {"left": 150},
                    "yAxis": {
                        "axisLabel": {"width": 142, "fontSize": 11, "lineHeight": 13}
                    },
                    "xAxis": {"interval": 50},
                },
            },
            {
                "option": {
                    "grid": {"left": 330},
                    "yAxis": {
                        "axisLabel": {"width": 318, "fontSize": 12, "lineHeight": 14}
                    },
                    "xAxis": {"interval": 25},
                }
            },
        ],
    }


def _bar(share: float, k: int) -> Option:
    return {
        "value": round(100.0 * share, 1),
        "label": {
            "show": share >= _LEAST_LABELLED,
            "color": f"var(--{_ROLES[k]}t)",
            "fontSize": 11,
            "formatter": percent(share),
        },
    }
