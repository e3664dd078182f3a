"""Claims about random numbers and their addresses.

Every statistical claim is made of fixed draws and fails falsely once in a million
seeds: ``RARE`` is the least chance that its statistic may have.
"""

import itertools
import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import stats

from sim import draws
from sim.compiled import kernel
from sim.draws import (
    Stream,
    fill_words,
    four_uniforms,
    normal,
    philox,
    uniform,
    unit,
)
from sim.elementary import normal_quantile
from tests.rules.bits import bits, both_bits
from tests.rules.strategies import for_all

RARE = 1e-6
N_AGENTS = 200_000
LARGEST = 2**32 - 1
CITIZEN, CHARITY = int(Stream.CITIZEN), int(Stream.CHARITY)

words = st.integers(0, LARGEST)
addresses = st.fixed_dictionaries(
    dict.fromkeys(["seed", "replicate", "stream", "agent", "step"], words)
)

# Random123 (Salmon, Moraes, Dror & Shaw 2011), tests/kat_vectors, philox4x32 10:
# counter, key, and the words that come out.
KNOWN_ANSWERS = [
    (
        (0, 0, 0, 0),
        (0, 0),
        (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8),
    ),
    (
        (0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF),
        (0xFFFFFFFF, 0xFFFFFFFF),
        (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD),
    ),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]
KNOWN = pytest.mark.parametrize(
    ("counter", "key", "answer"), KNOWN_ANSWERS, ids=["zeros", "ones", "pi"]
)

type Words = tuple[int, int, int, int]


def in_python[T](kernel_of_draws: Callable[..., T]) -> Callable[..., T]:
    """Return the function that a kernel was compiled from."""
    return getattr(kernel_of_draws, "py_func", kernel_of_draws)


@KNOWN
def test_philox_gives_the_published_answers(
    counter: Words, key: tuple[int, int], answer: Words
) -> None:
    assert answer == philox(*counter, *key)


@KNOWN
def test_philox_gives_the_published_answers_in_a_kernel(
    counter: Words, key: tuple[int, int], answer: Words
) -> None:
    names = ["c0", "c1", "c2", "c3", "k0", "k1"]

    plain, in_kernel = both_bits(
        philox, **dict(zip(names, (*counter, *key), strict=True))
    )

    assert plain == in_kernel
    assert answer == tuple(np.frombuffer(in_kernel))


@KNOWN
def test_an_address_fills_counter_and_key_in_this_order(
    counter: Words, key: tuple[int, int], answer: Words
) -> None:
    """To change it would give every run of the past other luck."""
    agent, block, step, stream = counter
    seed, replicate = key

    given = four_uniforms(seed, replicate, stream, agent, step, block)

    assert tuple((word + 0.5) / 2**32 for word in answer) == given


@for_all(*[words] * 6)
def test_words_have_32_bits(
    c0: int, c1: int, c2: int, c3: int, k0: int, k1: int
) -> None:
    for word in philox(c0, c1, c2, c3, k0, k1):
        assert 0 <= word <= LARGEST


@for_all(addresses, st.integers(0, 2**30 - 1))
def test_draws_lie_four_to_a_block(address: dict[str, int], block: int) -> None:
    four = four_uniforms(**address, block=block)

    one_by_one = tuple(uniform(**address, draw=4 * block + lane) for lane in range(4))

    assert four == one_by_one


@for_all(addresses, st.integers(0, 4 * 2**30))
def test_a_normal_draw_is_the_quantile_of_the_uniform_one(
    address: dict[str, int], draw: int
) -> None:
    u = uniform(**address, draw=draw)

    assert normal_quantile(u) == normal(**address, draw=draw)


@for_all(addresses, st.integers(0, 2**30 - 1))
def test_draws_are_the_same_in_a_kernel(address: dict[str, int], block: int) -> None:
    plain = in_python(four_uniforms)(**address, block=block)

    assert bits(plain) == bits(four_uniforms(**address, block=block))


@pytest.mark.parametrize(
    ("word", "expected"), [(0, 2.0**-33), (LARGEST, 1.0 - 2.0**-33)]
)
def test_draws_lie_strictly_between_zero_and_one(
    word: int, expected: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the least and the largest word there is."""
    monkeypatch.setattr(draws, "philox", lambda *_: (np.uint64(word),) * 4)

    rarest = in_python(four_uniforms)(1, 0, CITIZEN, 0, 0, 0)

    assert (expected,) * 4 == rarest
    assert 0.0 < expected < 1.0


def test_the_rarest_draws_still_have_a_normal_number() -> None:
    assert math.isclose(-6.34, normal_quantile(2.0**-33), abs_tol=0.01)


@for_all(addresses, st.integers(0, 2**30 - 1), st.data())
def test_every_part_of_an_address_makes_another_draw(
    address: dict[str, int], block: int, data: st.DataObject
) -> None:
    """Certain for a part of the counter; for the key, false once in 2**128."""
    here = {**address, "block": block}
    part = data.draw(st.sampled_from(sorted(here)))
    there = {**here, part: (here[part] + data.draw(st.integers(1, LARGEST))) % 2**32}

    assert four_uniforms(**here) != four_uniforms(**there)


@for_all(st.permutations(range(12)))
def test_draws_do_not_depend_on_the_order_in_which_they_are_made(
    order: list[int],
) -> None:
    in_order = [uniform(1, 2, CITIZEN, draw, 3, draw) for draw in range(12)]

    made = {draw: uniform(1, 2, CITIZEN, draw, 3, draw) for draw in order}

    assert in_order == [made[draw] for draw in range(12)]


def test_draws_of_other_streams_and_months_in_between_change_nothing() -> None:
    before = uniform(1, 0, CITIZEN, 5, 7, 2)

    uniform(1, 0, CHARITY, 5, 7, 2)
    normal(1, 0, CITIZEN, 5, 8, 2)

    assert before == uniform(1, 0, CITIZEN, 5, 7, 2)


def test_no_two_streams_share_a_number() -> None:
    numbers = [stream.value for stream in Stream.__members__.values()]

    assert len(numbers) == len(set(numbers))
    assert min(numbers) >= 0
    assert max(numbers) <= LARGEST


def test_a_streams_number_never_changes() -> None:
    """A new stream gets a new number and may be added here; none is ever edited."""
    given_once = {
        "TRAITS": 1,
        "LIKENESS": 2,
        "TIES": 3,
        "CITIZEN": 4,
        "NEED": 5,
        "NEED_REGION": 6,
        "NEED_COMMON": 7,
        "CENTRE_SIGNAL": 8,
        "LOCAL_SIGNAL": 9,
        "PEER": 10,
        "WHITEHALL": 11,
        "CHARITY": 12,
        "INCOME": 13,
        "CRIME": 14,
        "LASTING": 15,
        "START": 16,
        "BELIEF": 17,
        "UNION": 31,
        "CONTRACTOR": 32,
        "TARGET": 33,
    }

    now = {name: stream.value for name, stream in Stream.__members__.items()}

    assert given_once == {name: now.get(name) for name in given_once}


@kernel
def fill(
    out: NDArray[np.float64],
    first: NDArray[np.int64],
    stride: NDArray[np.int64],
) -> None:
    """Fill ``out`` (n, 4) with the draws of n addresses, ``stride`` apart."""
    for i in range(out.shape[0]):
        u = four_uniforms(
            first[0] + i * stride[0],
            first[1] + i * stride[1],
            first[2] + i * stride[2],
            first[3] + i * stride[3],
            first[4] + i * stride[4],
            first[5] + i * stride[5],
        )
        for lane in range(4):
            out[i, lane] = u[lane]


PARTS = ["seed", "replicate", "stream", "agent", "step", "block"]


def along(part: str) -> NDArray[np.float64]:
    """Return the draws of many addresses that differ in one part, shape (n, 4)."""
    out = np.empty((N_AGENTS, 4))
    stride = np.array([int(name == part) for name in PARTS])
    fill(out, np.array([1, 0, CITIZEN, 0, 3, 0]), stride)
    return out


@pytest.fixture(scope="module")
def drawn() -> NDArray[np.float64]:
    """The draws of many agents, made once."""
    return along("agent")


ALONG_EVERY_PART = pytest.mark.parametrize("part", PARTS)


@ALONG_EVERY_PART
def test_each_lane_is_uniform(part: str) -> None:
    """Kolmogorov and Smirnov, for each of four lanes of six parts: 24 claims."""
    out = along(part)

    for lane in range(4):
        assert stats.kstest(out[:, lane], "uniform").pvalue > RARE / 24


@ALONG_EVERY_PART
def test_neighbouring_addresses_are_independent(part: str) -> None:
    """Chi square of pairs of neighbours on a grid of 16 by 16, lane by lane."""
    out = along(part)

    for lane in range(4):
        first, second = out[:-1:2, lane], out[1::2, lane]
        assert chance_of_pairs(first, second) > RARE / 24


@ALONG_EVERY_PART
def test_lanes_of_one_address_are_independent(part: str) -> None:
    """Chi square of each pair of lanes on a grid of 16 by 16."""
    out = along(part)

    for one, other in itertools.combinations(range(4), 2):
        assert chance_of_pairs(out[:, one], out[:, other]) > RARE / 36


def chance_of_pairs(first: NDArray[np.float64], second: NDArray[np.float64]) -> float:
    """Return the chance of pairs at least as uneven as these, were they uniform."""
    cells = (first * 16).astype(int) * 16 + (second * 16).astype(int)
    return float(stats.chisquare(np.bincount(cells, minlength=256)).pvalue)


def test_draws_are_uniform_down_to_their_smallest_digits(
    drawn: NDArray[np.float64],
) -> None:
    """Chi square of the last eight bits of each word: 256 cells."""
    last = (np.floor(drawn * 2.0**32).astype(np.uint64) & np.uint64(255)).ravel()

    counts = np.bincount(last.astype(int), minlength=256)
    assert stats.chisquare(counts).pvalue > RARE


def test_normal_draws_are_standard_normal(drawn: NDArray[np.float64]) -> None:
    """Kolmogorov and Smirnov against the normal distribution."""
    normals = [normal_quantile(float(u)) for u in drawn[:20_000, 0]]

    assert stats.kstest(normals, "norm").pvalue > RARE


def test_no_two_agents_share_all_four_numbers(drawn: NDArray[np.float64]) -> None:
    """Certain, not only likely: under one key Philox is a bijection."""
    assert len(drawn) == len(np.unique(drawn, axis=0))


@for_all(agent=st.integers(0, N_AGENTS - 1), lane=st.integers(0, 3))
def test_a_kernel_fills_columns_with_the_draws_of_rows(
    drawn: NDArray[np.float64], agent: int, lane: int
) -> None:
    expected = uniform(1, 0, CITIZEN, agent, 3, lane)

    assert expected == drawn[agent, lane]


@pytest.mark.parametrize("first_block", [0, 2])
def test_many_draws_at_once_are_those_drawn_one_by_one(first_block: int) -> None:
    n, first = 37, LARGEST - 40
    filled = np.zeros((8, n + 3), np.uint32)
    fill_words(filled, 5, 6, 7, first, n, 9, first_block)

    for j in range(n):
        drawn = [
            u
            for k in range(2)
            for u in four_uniforms(5, 6, 7, first + j, 9, first_block + k)
        ]
        assert [unit(word) for word in filled[:, j]] == drawn
    assert (filled[:, n:] == 0).all()
