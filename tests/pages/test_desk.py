"""The desk plays what the model plays, tells everybody, and stops when asked."""

import threading
from dataclasses import replace

import numpy as np
import pytest

from pages.bands import band_of
from pages.desk import desk as desk_module
from pages.desk import kept
from pages.desk.desk import Desk
from pages.desk.jobs import Answer
from pages.desk.play import as_outcomes, play
from pages.desk.tiers import FIRST
from pages.desk.worlds import Worlds
from sim.ensemble import StoppedError
from sim.scenario.scenario import Scenario
from sim.simulate import run_together

SMALL = replace(FIRST, citizens=2_888, months=14)


@pytest.fixture(scope="module")
def worlds() -> Worlds:
    return Worlds()


def test_pages_play_what_the_command_line_plays(worlds: Worlds) -> None:
    scenario = Scenario.load("demos_mobilisation")
    played = [play(worlds, scenario, SMALL, r, lambda: None) for r in range(2)]

    expected = run_together([scenario], SMALL)[0]

    found = as_outcomes(scenario, SMALL, played)
    for name, values in expected.values.items():
        np.testing.assert_array_equal(values, found.values[name], err_msg=name)


def test_a_run_that_nobody_waits_for_stops(worlds: Worlds) -> None:
    months = 0

    def go_on() -> None:
        nonlocal months
        months += 1
        if months > 5:
            raise StoppedError

    with pytest.raises(StoppedError):
        play(worlds, Scenario.load("blair_command"), SMALL, 0, go_on)
    assert months == 6


def test_an_answer_on_disk_comes_back_bit_for_bit(
    worlds: Worlds, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "cache_folder", lambda: tmp_path)
    played = [play(worlds, Scenario.load("austerity"), SMALL, 0, lambda: None)]

    kept.save_answer("key", played)
    again = kept.load_answer("key", 1)

    assert again is not None
    np.testing.assert_array_equal(again[0].ages, played[0].ages)
    np.testing.assert_array_equal(again[0].months["trust"], played[0].months["trust"])
    assert kept.load_answer("key", 2) is None
    assert kept.load_answer("another", 1) is None


def test_everybody_who_asks_is_told_and_a_second_asker_costs_nothing(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "cache_folder", lambda: tmp_path)
    monkeypatch.setattr(desk_module, "FIRST", replace(SMALL, months=2))
    monkeypatch.setattr(desk_module, "FULL", replace(SMALL, months=3))
    desk = Desk()
    scenario = Scenario.load("devolve_only")
    heard = [threading.Event() for _ in range(20)]

    def told(k: int, answer: Answer) -> None:
        if not answer.is_empty:
            heard[k].set()

    for k in range(20):
        desk.ask(scenario, lambda answer, k=k: told(k, answer))

    assert all(event.wait(60) for event in heard)


def test_a_first_answer_is_wider_than_what_it_is_based_on(worlds: Worlds) -> None:
    today, other = (Scenario.load(n) for n in ("status_quo_2025", "blair_command"))
    runs = [
        tuple(play(worlds, s, SMALL, r, lambda: None) for r in range(2))
        for s in (today, other)
    ]
    yardstick = Answer(today, runs[0], runs[0] * 6)

    band = band_of(Answer(other, runs[1]), yardstick, "indicator", 3)
    usual = band_of(yardstick, yardstick, "indicator", 3)

    assert ((band.p95 - band.p05) >= (usual.p95 - usual.p05) - 1e-12).all()
