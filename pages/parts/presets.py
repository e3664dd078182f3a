"""Presets as cards: a way to govern, in a sentence and four bars."""

from markupsafe import Markup

from pages.address import TODAY, View, address_of, preset
from pages.parts.words import TODAY_TITLE
from sim.missions import MISSIONS, NHS
from sim.scenario.scenario import Scenario
from sim.scenario.shipped import preset_names

SHOWN = (
    TODAY,
    "blair_command",
    "demos_mobilisation",
    "command_plus_mobilise",
    "hybrid_by_domain",
)
_BARS = (
    ("standards", "Standards"),
    ("finance", "Money"),
    ("design", "Service design"),
    ("community", "Community"),
)


def preset_cards() -> Markup:
    """Return the headline presets, each leading to Explore."""
    cards = Markup("").join(_card(name) for name in SHOWN)
    return Markup(
        "<h2>Start from a way to govern</h2><ul class='pre'>{}</ul>"
        "<p class='sub'>Bars: share decided locally, 0 to 100%, in the NHS. More ways "
        "to govern are on the Explore page.</p>"
    ).format(cards)


def _card(name: str) -> Markup:
    scenario = preset(name)
    return Markup("<li><h3><a href='{}'>{}</a></h3><p>{}</p>{}</li>").format(
        address_of(View("explore", base=name)),
        title_of_preset(name),
        _description(scenario),
        _bars(scenario),
    )


def title_of_preset(name: str) -> str:
    """Return how pages call a preset."""
    return TODAY_TITLE if name == TODAY else preset(name).title


def _description(scenario: Scenario) -> str:
    """Return what a preset is, other presets called by their titles."""
    text = scenario.description
    for name in preset_names():
        text = text.replace(name, f"“{title_of_preset(name)}”")
    return text


def _bars(scenario: Scenario) -> Markup:
    rights = scenario.missions[NHS].autonomy
    rows, said = Markup(""), []
    for k, (field, name) in enumerate(_BARS):
        share = float(getattr(rights, field))
        said.append(f"{name.lower()} {100 * share:.0f}%")
        y = 15 + 19 * k
        rows += Markup(
            "<text class='s' x='0' y='{}'>{}</text><rect x='84' y='{}' width='126' "
            "height='10' class='whole'/><rect x='84' y='{}' width='{:.0f}' height='10' "
            "class='part'/>"
        ).format(y, name, y - 9, y - 9, 126 * share)
    return Markup(
        "<div class='chart'><svg viewBox='0 0 212 78' role='img' aria-label='Decided "
        "locally in {}: {}'>{}</svg></div>"
    ).format(MISSIONS[NHS].title, ", ".join(said), rows)
