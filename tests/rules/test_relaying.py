"""Claims about charities that see need first."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.relaying import local_noise_with_charities
from tests.rules.strategies import about

noises = st.floats(0.0, 3.0)
hosts = st.floats(0.0, 2.0)


def with_information(value: float) -> SimpleNamespace:
    return SimpleNamespace(charity_information=value)


@given(noise=noises, here=hosts)
def test_charities_that_see_nothing_change_nothing(noise: float, here: float) -> None:
    assert local_noise_with_charities(noise, here, with_information(0.0)) == noise


@given(noise=noises, less=hosts, more=hosts, value=st.floats(0.0, 1.0))
def test_more_open_charities_never_blur_where_they_inform(
    noise: float, less: float, more: float, value: float
) -> None:
    less, more = sorted((less, more))
    b = with_information(value)

    sharp = local_noise_with_charities(noise, more, b)

    assert sharp <= local_noise_with_charities(noise, less, b)


@given(noise=noises, here=hosts, value=st.floats(-0.5, 1.0))
def test_noise_changes_by_half_at_most_and_not_at_all_as_usual(
    noise: float, here: float, value: float
) -> None:
    b = with_information(value)

    assert noise / 1.5 <= local_noise_with_charities(noise, here, b) <= 2.0 * noise
    assert local_noise_with_charities(noise, 1.0, b) == noise


@pytest.mark.parametrize(
    ("here", "divisor"), [(1.5, 1.2), (0.5, 0.8), (3.0, 1.5), (0.0, 0.6)]
)
def test_noise_is_divided_by_what_open_charities_add(
    here: float, divisor: float
) -> None:
    """By hand: 1 + .4 (open - 1), within a half."""
    sharp = local_noise_with_charities(2.0, here, with_information(0.4))

    assert about(2.0 / divisor) == sharp
