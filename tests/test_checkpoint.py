"""A run broken off and taken up again ends in the same bytes."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from sim.checkpoint import Checkpoints
from sim.errors import InputError
from sim.results import Outcomes, Settings
from sim.scenario.beliefs import BeliefMode
from sim.scenario.scenario import Scenario
from sim.simulate import Engine, run_together
from sim.world import SETTLED_STEPS, SOLVING_STEPS

PREPARING = SOLVING_STEPS + SETTLED_STEPS
SCENARIOS = [
    Scenario(name="usual"),
    Scenario(name="loud").with_levers({"missions.default.exhortation": 2.0}),
]


class BrokenOffError(Exception):
    pass


def settings(replicates: int) -> Settings:
    return Settings(
        citizens=2888, replicates=replicates, months=7, beliefs=BeliefMode.PRIOR
    )


def all_bytes(found: list[Outcomes]) -> list[bytes]:
    return [of.values[name].tobytes() for of in found for name in sorted(of.values)]


def break_off_after(n_months: int, replicates: int, kept: Checkpoints) -> None:
    def tell(n_done: int, n_in_all: int) -> None:
        assert n_done <= n_in_all
        if n_done == n_months:
            raise BrokenOffError

    with pytest.raises(BrokenOffError):
        run_together(SCENARIOS, settings(replicates), progress=tell, checkpoints=kept)


# In the first scenario, in the second, and before anything was kept.
@pytest.mark.parametrize("after", [PREPARING + 4, PREPARING + 7 + 6, PREPARING + 1])
def test_a_run_taken_up_again_ends_in_the_same_bytes(
    after: int, tmp_path: Path
) -> None:
    kept = Checkpoints(tmp_path / "kept", every=2)
    through = run_together(SCENARIOS, settings(1))
    break_off_after(after, 1, kept)

    assert all_bytes(run_together(SCENARIOS, settings(1), checkpoints=kept)) == (
        all_bytes(through)
    )


def test_so_do_replicates_side_by_side_and_nothing_is_done_twice(
    tmp_path: Path,
) -> None:
    kept = Checkpoints(tmp_path / "kept", every=3)
    through = run_together(SCENARIOS, settings(2))
    break_off_after(2 * PREPARING + 9, 2, kept)
    again = run_together(SCENARIOS, settings(2), checkpoints=kept, n_threads=1)
    done: list[int] = []
    once_more = run_together(
        SCENARIOS,
        settings(2),
        checkpoints=kept,
        progress=lambda n_done, _: done.append(n_done),
    )

    assert all_bytes(again) == all_bytes(once_more) == all_bytes(through)
    assert done == [7, 14, 21, 28]


def test_a_torn_file_counts_as_none(tmp_path: Path) -> None:
    kept = Checkpoints(tmp_path, every=3)
    through = run_together(SCENARIOS, settings(1), checkpoints=kept)
    for path in tmp_path.glob("*.npz"):
        path.write_bytes(path.read_bytes()[:1000])

    again = run_together(SCENARIOS, settings(1), checkpoints=kept)
    assert all_bytes(again) == all_bytes(through)


def test_another_runs_folder_is_refused_and_left_alone(tmp_path: Path) -> None:
    kept = Checkpoints(tmp_path, every=3)
    run_together(SCENARIOS, settings(1), checkpoints=kept)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}

    with pytest.raises(InputError, match="checkpoint of another run"):
        run_together(SCENARIOS[:1], settings(1), checkpoints=kept)
    with pytest.raises(InputError, match="checkpoint of another run"):
        run_together(SCENARIOS, settings(2), checkpoints=kept)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("here first")

    with pytest.raises(InputError, match="cannot be used"):
        run_together(
            SCENARIOS, settings(1), checkpoints=Checkpoints(tmp_path / "file", 1)
        )
    assert (tmp_path / "file").read_text() == "here first"


def test_agents_cannot_be_taken_up_again(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Use the engine 'columns'"):
        run_together(
            SCENARIOS,
            settings(1),
            engine=Engine.AGENTS,
            checkpoints=Checkpoints(tmp_path, 1),
        )


def test_a_disk_that_is_too_small_is_refused_before_any_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nearly_full = SimpleNamespace(free=1000)
    monkeypatch.setattr("sim.planning.psutil.disk_usage", lambda _: nearly_full)
    kept = Checkpoints(tmp_path / "kept", every=1)

    with pytest.raises(InputError, match="of disk"):
        run_together(SCENARIOS, settings(1), checkpoints=kept)

    assert list(tmp_path.iterdir()) == []
