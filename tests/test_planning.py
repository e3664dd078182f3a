"""What a run needs is known before it begins."""

from pathlib import Path

import pytest

from sim import planning
from sim.errors import InputError
from sim.planning import Plan, check_disk, person_bytes, plan_run, state_bytes
from sim.results import Settings
from sim.scenario.scenario import Scenario
from sim.simulate import run_together

MILLION = 1_000_000


def test_a_citizen_takes_what_the_columns_take() -> None:
    assert person_bytes() == 46
    assert state_bytes() == 27


def test_a_plan_adds_up() -> None:
    plan = Plan(n_citizens=MILLION, n_worlds=2, at_once=3, outcomes=1000)

    assert plan.worlds == 6
    assert plan.bytes == plan.fixed + MILLION * (46 + 6 * 27)


def test_as_many_replicates_run_at_once_as_fit() -> None:
    plans = [
        plan_run(10 * MILLION, 1, 8, 8, 0, free=gigabytes * 10**9)
        for gigabytes in (2, 3, 100)
    ]

    assert [plan.at_once for plan in plans] == [3, 7, 8]
    assert plan_run(10 * MILLION, 1, 1, 8, 0, free=100 * 10**9).at_once == 1


def test_what_does_not_fit_is_refused_with_what_would() -> None:
    with pytest.raises(InputError) as refused:
        plan_run(54_200_000, 1, 1, 2, 0, free=3 * 10**9)

    room = int(0.95 * 3 * 10**9)
    fits = (room - planning.BASE_BYTES - planning.INSTITUTION_BYTES) // (46 + 27)
    assert str(refused.value) == (
        "citizens: 54,200,000 need 4.3 GB of memory, 2.9 GB can be used. "
        f"{fits:,} citizens would fit."
    )
    assert plan_run(fits, 1, 1, 2, 0, free=3 * 10**9).bytes <= room
    with pytest.raises(InputError):
        plan_run(fits + 1, 1, 1, 2, 0, free=3 * 10**9)


def test_it_is_refused_before_any_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "free_memory", lambda: 10**8)
    monkeypatch.setattr("sim.simulate.people_of", None)

    with pytest.raises(InputError, match="citizens: 100,000 need"):
        run_together([Scenario(name="any")], Settings())


def test_a_full_disk_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"needs 2\.0 GB of disk, 1\.0 GB free"):
        check_disk(tmp_path / "deep" / "er", 2 * 10**9, free=10**9)
    check_disk(tmp_path / "deep" / "er", 1)
