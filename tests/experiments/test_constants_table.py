"""Swings of differences, on tables small enough to see; and what the design holds."""

import pandas as pd
import pytest

from experiments.constants_table import deciding, swings
from experiments.design import Design
from experiments.draws_table import DIFFERENCES, KEYS
from sim.scenario.beliefs import Tag, declared_beliefs

# What these do is felt only while an event lasts, and presets have none; regions share
# what is built whatever their parts.
_NOT_IN_PRESETS = (
    "pandemic_",
    "recession_",
    "energy_price_",
    "scandal_",
    "riot_",
    "national_ask_",
    "reorganisation_",
    "clean_build_share_",
)


def figures(gain: float, **axes: float) -> list[dict[str, object]]:
    """Return rows where devolving gains so much everywhere, and all else nothing."""
    names = {name for pair in DIFFERENCES.values() for name in pair}
    row = {"x": None, "y": None} | axes
    return [
        {
            **row,
            "scenario": name,
            "mission": key,
            "outcome": "mission_index",
            "replicate": 0,
            "value": 50.0 + (gain if name == "devolve_only" else 0.0),
        }
        for name in names
        for key in KEYS
    ]


def test_a_swing_is_what_moving_a_constant_adds() -> None:
    table = pd.DataFrame(figures(1.0) + figures(1.5, x=2.0) + figures(-0.5, y=3.0))

    found = swings(table, ["x", "y"])

    devolving = found[(found["difference"] == "devolve") & (found["mission"] == "nhs")]
    by_constant = devolving.set_index("constant")["swing"]
    assert by_constant["x"] == pytest.approx(0.5)
    assert by_constant["y"] == pytest.approx(-1.5)
    assert not found[found["difference"] == "mobilise"]["swing"].any()


def test_what_decides_comes_first_and_tells_whether_it_turns_a_finding_round() -> None:
    table = pd.DataFrame(
        figures(1.0) + figures(1.1, x=1.0) + figures(1.5, x=2.0) + figures(-0.5, y=3.0)
    )

    found = deciding(swings(table, ["x", "y"]), 0.25)

    assert found["constant"].tolist() == ["y", "x"]
    assert found["flips"].tolist() == [True, False]
    assert deciding(swings(table, ["x", "y"]), 1.0)["constant"].tolist() == ["y"]


def test_the_design_moves_every_constant_that_is_judged() -> None:
    """A constant that becomes a belief leaves it; a new one comes in."""
    wanted = {
        name
        for name, belief in declared_beliefs().items()
        if belief.is_constant
        and belief.tag is Tag.JUDGEMENT
        and not name.startswith(_NOT_IN_PRESETS)
        and len(set(belief.defaults)) == 1
        and belief.defaults[0] != 0.0
    }

    held = {
        axis.removeprefix("beliefs.") for axis in Design.load("constants").axis_names()
    }

    assert held == wanted
