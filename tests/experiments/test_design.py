from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from experiments.design import Design
from experiments.design_file import design_names
from sim.errors import InputError

HEAD = '[design]\nscenarios = ["status_quo_2025"]\nreplicates = 2\n'
SPILL = '[[axes]]\npath = "beliefs.spillover"\n'

Reader = Callable[[str], Design]


@pytest.fixture
def design_of(tmp_path: Path) -> Reader:
    """Give a function that reads the text of a design file."""

    def read(text: str) -> Design:
        path = tmp_path / "mine.toml"
        path.write_text(text)
        return Design.load(path)

    return read


@pytest.mark.parametrize("name", design_names())
def test_designs_that_ship_can_be_run(name: str) -> None:
    design = Design.load(name)

    assert design.title
    assert design.description
    assert len(design.points()) >= 2
    # Every axis moves something.
    hashes = {point.scenario.hash for point in design.points()}
    assert len(hashes) == len(design.points())


def test_a_grid_crosses_scenarios_and_axes(design_of: Reader) -> None:
    design = design_of(
        '[design]\nscenarios = ["status_quo_2025", "blair_command"]\n'
        '[[axes]]\npath = "missions.nhs.audit"\nvalues = [0.1, 0.9]\n'
        '[[axes]]\npath = "beliefs.spillover"\nlow = 0.0\nhigh = 0.5\nsteps = 3\n'
    )

    points = design.points()

    assert len(points) == 12
    assert [p.coordinates for p in points[:4]] == [
        (0.1, 0.0),
        (0.1, 0.25),
        (0.1, 0.5),
        (0.9, 0.0),
    ]
    assert points[11].scenario.name == "blair_command"
    assert points[11].scenario.missions.nhs.audit == 0.9


def test_named_levels_set_several_things(design_of: Reader) -> None:
    design = design_of(
        HEAD + '[[axes]]\nname = "who"\n[axes.levels.centre]\n'
        '"missions.default.autonomy" = 0.0\n"national.admin_cut" = 0.1\n'
        '[axes.levels.places]\n"missions.default.autonomy" = 1.0\n'
    )

    centre, places = (point.scenario for point in design.points())

    assert centre.national.admin_cut == 0.1
    assert places.national.admin_cut == 0.0
    assert places.missions.crime.autonomy.design == 1.0


def test_one_at_a_time_moves_one_axis_from_the_centre(design_of: Reader) -> None:
    design = design_of(
        HEAD + '[sampling]\nmethod = "one_at_a_time"\n'
        '[[axes]]\npath = "missions.nhs.audit"\nvalues = [0.5, 1.0]\n'
        '[[axes]]\npath = "national.admin_cut"\nvalues = [0.15]\n'
    )

    assert [point.coordinates for point in design.points()] == [
        (None, None),
        (0.5, None),
        (1.0, None),
        (None, 0.15),
    ]


@pytest.mark.parametrize(
    ("method", "n"),
    [("latin_hypercube", 8), ("sobol", 8 * 4), ("morris", 8 * 3)],
)
def test_samples_fill_ranges_and_cross_with_values(
    design_of: Reader, method: str, n: int
) -> None:
    design = design_of(
        HEAD + f'[sampling]\nmethod = "{method}"\nsamples = 8\n'
        '[[axes]]\npath = "beliefs.spillover"\nlow = 0.1\nhigh = 0.9\n'
        '[[axes]]\npath = "missions.nhs.audit"\nvalues = [0.0, 1.0]\n'
        '[[axes]]\npath = "beliefs.heterogeneity"\nprior = true\n'
    )

    points = design.points()
    spillover = np.array([point.coordinates[0] for point in points])

    assert len(points) == 2 * n
    assert [point.sample for point in points[:n]] == list(range(n))
    assert 0.1 <= spillover.min() < 0.3
    assert 0.7 < spillover.max() <= 0.9
    assert np.array_equal(spillover[:n], spillover[n:])
    again = Design.restored(design.stored())
    assert again.points() == points
    assert again.hash == design.hash


def test_every_point_has_the_same_luck_and_beliefs(design_of: Reader) -> None:
    design = design_of(
        HEAD + '[[axes]]\npath = "missions.nhs.audit"\nvalues = [0.1, 0.9]\n'
    )

    runs = design.runs()

    assert [(run.point, run.replicate) for run in runs] == [
        (0, 0),
        (0, 1),
        (1, 0),
        (1, 1),
    ]
    assert runs[0].world == runs[2].world != runs[1].world == runs[3].world
    assert len({run.identifier for run in runs}) == 4


@pytest.mark.parametrize(
    "change", ["citizens = 5000", "months = 24", "seed = 2", 'beliefs = "default"',
               'places = ["E06000001", "E06000002"]'],
)  # fmt: skip
def test_whatever_decides_results_changes_the_identifier(
    design_of: Reader, change: str
) -> None:
    first = design_of(HEAD + SPILL + "values = [0.1]").runs()
    other = design_of(HEAD + change + "\n" + SPILL + "values = [0.1]").runs()

    assert not {r.identifier for r in first} & {r.identifier for r in other}


def test_words_do_not_change_the_identifier(design_of: Reader) -> None:
    first = design_of(HEAD + SPILL + "values = [0.1]")
    other = design_of(HEAD + 'title = "Other words"\n' + SPILL + "values = [0.1]")

    assert first.hash == other.hash
    assert [r.identifier for r in first.runs()] == [r.identifier for r in other.runs()]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[desing]\n", "mine.toml: 'desing' is not known. Did you mean design?"),
        ("[design]\n", "design.scenarios: there is no scenario."),
        (
            '[design]\nscenarios = ["blair_comand"]\n',
            "'blair_comand' is neither a preset nor a .toml file. Did you mean blair",
        ),
        (HEAD + "citizen = 3\n", "'citizen' is not known. Did you mean citizens?"),
        (HEAD + "months = 0\n", "design.months: 0 is below 1. Give 1 or more."),
        (HEAD + "months = 2.5\n", "design.months: 2.5 is not a whole number."),
        (
            HEAD + 'keep = "all"\n',
            "design.keep: 'all' is not known here. Give figures, months or regions.",
        ),
        (
            HEAD + 'outcomes = ["trsut"]\n',
            "design.outcomes: 'trsut' is not known. Did you mean trust?",
        ),
        (HEAD + "citizens = 100\n", "citizens"),
        (
            HEAD + '[[axes]]\npath = "missions.nhs.audt"\nvalues = [0.1]\n',
            "axes 1, missions.nhs: 'audt' is not known. Did you mean audit?",
        ),
        (
            HEAD + '[[axes]]\npath = "missions.nhs.audit"\nvalues = [0.1, 1.5]\n',
            "axes 1, missions.nhs.audit: 1.5 is above 1",
        ),
        (
            HEAD + '[[axes]]\npath = "missions.nhs.audit"\nlow = 0.0\nhigh = 2.0\n'
            "steps = 3\n",
            "axes 1, missions.nhs.audit: 2.0 is above 1",
        ),
        (
            HEAD + '[[axes]]\npath = "national.admin_cut"\nprior = true\n',
            "axes 1: national.admin_cut is no belief.",
        ),
        (
            HEAD + SPILL + "low = 0.1\nhigh = 0.5\n",
            "beliefs.spillover is a range: give it values or steps, or give sampling",
        ),
        (HEAD + SPILL + "low = 0.5\nhigh = 0.1\nsteps = 3\n",
         "low, 0.5, is not below high, 0.1."),
        (HEAD + SPILL, "axes 1: give one of: values, levels, low and high, prior."),
        (
            HEAD + SPILL + "values = [0.1]\n" + SPILL + "values = [0.2]\n",
            "axes 2: beliefs.spillover varies already, in",
        ),
        (
            HEAD + '[sampling]\nmethod = "sobol"\nsamples = 7\n' + SPILL
            + "prior = true\n",
            "sampling.samples, 7, is not a power of two.",
        ),
        (
            HEAD + '[sampling]\nmethod = "sobel"\n',
            "sampling.method: 'sobel' is not known here. Give grid, one_at_a_time,",
        ),
        ("[design\n", "mine.toml: this is not TOML: "),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_file_field_and_remedy(
    design_of: Reader, text: str, message: str
) -> None:
    with pytest.raises(InputError) as caught:
        design_of(text)

    assert message in str(caught.value)
    assert caught.value.exit_status == 2


def test_settings_that_cannot_stand_together_name_the_point(design_of: Reader) -> None:
    design = design_of(
        HEAD + '[[axes]]\npath = "national.attention.nhs"\nvalues = [0.2, 0.5]\n'
    )

    with pytest.raises(InputError, match=r"with national\.attention\.nhs 0\.5: "):
        design.points()


def test_an_unknown_design_is_said_with_the_nearest() -> None:
    with pytest.raises(InputError, match=r"Did you mean two_by_two\?"):
        Design.load("two_by_too")
