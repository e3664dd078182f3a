"""A fan chart holds whatever bands it is given, however wide."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.bands import Band
from pages.parts.fans import Fan, fan_option, fan_table
from pages.parts.looks import LOOKS
from sim.missions import MISSIONS, Mission

levels = st.floats(-50.0, 250.0)


@pytest.mark.parametrize("mission", MISSIONS, ids=lambda m: m.key)
@given(middle=levels, width=st.floats(0.0, 500.0))
def test_any_band_gets_an_axis(mission: Mission, middle: float, width: float) -> None:
    """Few runs can leave a band wider than a share can be."""
    parts = (-1.0, -0.5, 0.0, 0.5, 1.0)
    band = Band(*(np.full(60, (middle + k * width) * 0.01) for k in parts))
    fans = [Fan("Yours", LOOKS[2], band, is_main=True)]

    option = fan_option(
        mission,
        fans,
        starts="2025-04",
        height=190,
        is_rough=True,
        is_published=True,
    )

    axis = option["yAxis"]
    assert isinstance(axis, dict)
    assert axis["min"] < axis["max"]
    assert len(fan_table(mission, fans, "2025-04")) == 21
