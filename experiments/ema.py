"""The model as the EMA Workbench knows models: levers, uncertainties and outcomes.

An experiment of the workbench is a scenario in which some levers and beliefs are set.
All experiments share citizens and luck, so that they differ by what was set alone.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from ema_workbench import (
    BooleanParameter,
    IntegerParameter,
    Model,
    RealParameter,
    ScalarOutcome,
)

from experiments.axes import Axis, check_axis
from sim.comparison import better_direction
from sim.errors import InputError
from sim.outcomes.catalogue import OUTCOMES, outcome_named
from sim.results import Settings
from sim.scenario.beliefs import BeliefMode
from sim.scenario.catalogue import Lever, mission_levers, national_levers
from sim.scenario.checks import unknown_name
from sim.scenario.names import MISSIONS
from sim.scenario.scenario import Scenario
from sim.scenario.settings import LEVER_ROOTS, settings_in
from sim.simulate import run_together

type _Measure = tuple[str, str | None]
_KINDS = {
    1: ScalarOutcome.MAXIMIZE,
    -1: ScalarOutcome.MINIMIZE,
    0: ScalarOutcome.INFO,
}


def ema_model(
    scenario: Scenario | str = "status_quo_2025",
    *,
    levers: Sequence[str],
    uncertainties: Sequence[str] = (),
    outcomes: Sequence[str],
    citizens: int = 5000,
    replicates: int = 8,
    months: int = 60,
    seed: int = 1,
    places: Sequence[str] | None = None,
) -> Model:
    """Return a model for ``ema_workbench.perform_experiments`` and ``optimize``.

    Parameters
    ----------
    scenario : Scenario or str
        What stands where nothing is varied; a scenario, or the name or file of one.
    levers : sequence of str
        Paths as after ``--set``: ``missions.nhs.audit``, ``national.admin_cut``. Each
        becomes a parameter within the lever's own bounds.
    uncertainties : sequence of str
        Paths of beliefs, ``beliefs.spillover``. Each becomes a parameter from 0 to 1,
        the quantile of the belief's prior; where missions differ in theirs, all stand
        at the same quantile. All other beliefs stand at their point values.
    outcomes : sequence of str
        National outcomes, ``trust`` or, of a mission, ``indicator.nhs``: a run's
        figure, as in ``Outcomes.figures``, mean over replicates. Of which more is
        better is maximised.
    citizens, replicates, months, seed, places
        As in :func:`sim.simulate.run`.

    Returns
    -------
    ema_workbench.Model
        Its names are ours with ``_`` for each dot: ``missions_nhs_audit``.

    Raises
    ------
    InputError
        For a path or outcome that is not known.
    """
    base = Scenario.load(scenario) if isinstance(scenario, str) else scenario
    measures = {_plain(name): _measure(name) for name in outcomes}
    beliefs = {_plain(path): _uncertainty(path) for path in uncertainties}
    settings = Settings(
        citizens=citizens,
        places=None if places is None else tuple(places),
        replicates=replicates,
        seed=seed,
        months=months,
        beliefs=BeliefMode.DEFAULT,
    )
    paths = {_plain(path): path for path in levers}
    model = Model("groundswell", _Play(base, settings, paths, beliefs, measures))
    model.levers = [_parameter(name, path) for name, path in paths.items()]
    model.uncertainties = [RealParameter(name, 0.0, 1.0) for name in beliefs]
    model.outcomes = [
        ScalarOutcome(name, _KINDS[better_direction(*measure)])
        for name, measure in measures.items()
    ]
    return model


class _Play(NamedTuple):
    """Plays one experiment; a class, so that it can be sent to other processes."""

    scenario: Scenario
    settings: Settings
    levers: Mapping[str, str]
    uncertainties: Mapping[str, Axis]
    outcomes: Mapping[str, _Measure]

    def __call__(self, **given: float | bool) -> dict[str, float]:
        """Return each outcome's figure, mean over replicates."""
        changed: dict[str, object] = {}
        for name, value in given.items():
            # The workbench hands over numbers of NumPy.
            plain = value.item() if isinstance(value, np.generic) else value
            if name in self.levers:
                changed[self.levers[name]] = plain
            else:
                changed.update(self.uncertainties[name].at(float(plain)).settings)
        found = run_together([self.scenario.with_levers(changed)], self.settings)[0]
        return {
            name: float(found.figure(*measure).values.mean())
            for name, measure in self.outcomes.items()
        }


def _plain(name: str) -> str:
    """Return a name that the workbench takes: an identifier of Python."""
    return name.replace(".", "_")


def _measure(name: str) -> _Measure:
    outcome, _, mission = name.partition(".")
    by_name = {known.name: known for known in OUTCOMES}
    if outcome not in by_name:
        raise unknown_name(outcome, by_name, "outcomes")
    if outcome_named(outcome).by_mission:
        if mission not in MISSIONS:
            raise unknown_name(mission, MISSIONS, f"outcomes, {outcome}")
    elif mission:
        raise InputError("outcomes", f"{outcome} has no missions", f"Give {outcome}.")
    return outcome, mission or None


def _uncertainty(path: str) -> Axis:
    axis = Axis(path=path, prior=True)
    check_axis(axis, "uncertainties")
    return axis


def _parameter(name: str, path: str) -> RealParameter:
    lever = _lever(path)
    if lever.is_flag:
        return BooleanParameter(name)
    low, high = lever.quantity.low, lever.quantity.high
    if lever.quantity.whole:
        return IntegerParameter(name, int(low), int(high))
    return RealParameter(name, low, high)


def _lever(path: str) -> Lever:
    """Return the lever at a path; the first of a table that one number sets."""
    root, *names = path.split(".")
    declared = national_levers() if root == "national" else mission_levers()
    key = tuple(names if root == "national" else names[1:])
    found = [row for own, row in declared.levers.items() if own[: len(key)] == key]
    usual: object = 0.0
    if found:
        usual = False if found[0].is_flag else found[0].quantity.low
    settings_in({path: usual}, "levers,", LEVER_ROOTS)  # says which name is not known
    return found[0]
