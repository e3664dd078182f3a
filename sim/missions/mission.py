"""What a mission is: a figure that many must move together by a given month."""

from dataclasses import dataclass
from enum import Enum

from sim.elementary import power


class PathShape(Enum):
    """How the path runs from the baseline at month 0 to the target at the deadline."""

    STRAIGHT = "the same amount every month"
    GEOMETRIC = "the same factor every month"


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A figure a mission rests on, and who says so.

    Parameters
    ----------
    row : str
        Its row in the table of evidence, such as ``"E181"``; ``"judgement"`` where
        no row holds it.
    figure : str
        What it says, with its unit and period.
    release : str
        The official release it belongs to.
    source : str
        Where it was read.
    """

    row: str
    figure: str
    release: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Mission:
    """A mission with its published figure, its target and its deadline.

    Parameters
    ----------
    key : str
        Its short name in files.
    title : str
        Its name for people.
    number : int, 0 to 4
        Its place in every array over missions.
    indicator : str
        The published figure, in words.
    unit : str
        The unit of baseline, target and every value.
    nations : str
        Nations in scope, by the first letter of their area codes: E, W, S, N.
    baseline : float
        The published figure at month 0, in ``unit``.
    target : float
        What the government promised, in ``unit``.
    deadline : int
        Month by which it was promised, counted from 0 = April 2025.
    higher_is_better : bool
        Whether a higher value is nearer the target.
    path_shape : PathShape
        How the path to the target runs.
    evidence : tuple of Evidence
        The figures used.
    """

    key: str
    title: str
    number: int
    indicator: str
    unit: str
    nations: str
    baseline: float
    target: float
    deadline: int
    higher_is_better: bool
    path_shape: PathShape = PathShape.STRAIGHT
    evidence: tuple[Evidence, ...]

    def covers(self, area_code: str) -> bool:
        """Return whether an area, by its official code, is in the mission's scope.

        >>> from sim.missions import MISSIONS, NHS
        >>> MISSIONS[NHS].covers("E06000002"), MISSIONS[NHS].covers("W06000015")
        (True, False)
        """
        return area_code[:1] in self.nations

    def path(self, month: float) -> float:
        """Return where the figure must stand to be on course, in ``unit``.

        Parameters
        ----------
        month : float
            Month from 0. Before 0 the path is the baseline, after the deadline the
            target.

        >>> from sim.missions import CRIME, MISSIONS
        >>> print(round(MISSIONS[CRIME].path(56), 1))
        70.5
        """
        way = min(max(month / self.deadline, 0.0), 1.0)
        if self.path_shape is PathShape.GEOMETRIC:
            return self.baseline * power(self.target / self.baseline, way)
        return self.baseline + (self.target - self.baseline) * way

    def met(self, value: float, month: float) -> bool:
        """Return whether a value is at or past the path.

        From the deadline on this asks for the target itself.

        Parameters
        ----------
        value : float
            The figure, in ``unit``. NaN is never met.
        month : float
            Month from 0.

        >>> from sim.missions import MISSIONS, NHS
        >>> MISSIONS[NHS].met(0.93, 47), MISSIONS[NHS].met(0.91, 47)
        (True, False)
        """
        path = self.path(month)
        return value >= path if self.higher_is_better else value <= path
