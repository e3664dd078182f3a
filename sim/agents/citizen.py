"""A citizen: asked or not, joining, staying or leaving, helping, taking part."""

from typing import TYPE_CHECKING

from sim.agents.lived import Lived, lived_in
from sim.agents.reasons import Reason, reasons
from sim.agents.window import Window
from sim.citizens.columns import rows_of_citizens
from sim.citizens.letters import LETTER_DRAW, NO_PANEL, answer_one
from sim.citizens.living import live_block
from sim.citizens.person import person_in
from sim.citizens.sheet import new_sheet
from sim.citizens.shown import HELPS, PROTESTS, VOLUNTEERS, does_mission
from sim.draws import Stream, uniform
from sim.institutions.ballots import is_member
from sim.population.columns import rows_of_people

if TYPE_CHECKING:
    from sim.model import MissionModel


class Citizen(Window):
    """An adult who lives in an area.

    Parameters
    ----------
    model : MissionModel
    row : int
        Row of the columns, from 0.
    area : int
        Row of the area.

    Attributes
    ----------
    lived : Lived, optional
        The last month, kept to be asked :meth:`why`; no decision reads it.
    """

    def __init__(self, model: "MissionModel", row: int, area: int) -> None:
        super().__init__(model)
        self.row = row
        self.area = area
        self.lived: Lived | None = None

    @property
    def trust(self) -> float:
        """Trust in government, 0 to 1."""
        return float(self.world.citizens.trust[self.row])

    @property
    def habit(self) -> float:
        """Habit of volunteering, 0 to 1."""
        return float(self.world.citizens.habit[self.row])

    @property
    def fatigue(self) -> float:
        """How tired of it, 0 to 1."""
        return float(self.world.citizens.fatigue[self.row])

    @property
    def resources(self) -> float:
        """Income, schooling and civic skill, in standard deviations."""
        return float(self.world.people.resources[self.row])

    @property
    def main_mission(self) -> int:
        """The mission cared for most, 0 to 4."""
        return int(self.world.people.main_mission[self.row])

    @property
    def shown(self) -> int:
        """What ties see."""
        return int(self.world.citizens.shown[self.row])

    @property
    def volunteers(self) -> bool:
        """Whether the citizen has a role."""
        return bool(self.shown & VOLUNTEERS)

    @property
    def helps(self) -> bool:
        """Whether the citizen helps somebody informally."""
        return bool(self.shown & HELPS)

    @property
    def protests(self) -> bool:
        """Whether the citizen protests."""
        return bool(self.shown & PROTESTS)

    def does_part_in(self, mission: int) -> bool:
        """Return whether the citizen does their own part in a mission."""
        return bool(does_mission(self.shown, mission))

    @property
    def is_union_member(self) -> bool:
        """Whether the citizen is in a union."""
        return bool(is_member(self.row, self.world.people))

    def answer_letter(self) -> None:
        """Answer a letter from a citizens' panel, if one comes."""
        w, i, a = self.world, self.row, self.area
        if w.around.any_panel[a] <= 0.0:
            w.citizens.panel[i] = NO_PANEL
            return
        seed, replicate, step = self.key
        luck = uniform(seed, replicate, Stream.CITIZEN, i, step, LETTER_DRAW)
        answer_one(i, a, luck, w.people, w.citizens, w.around, self.beliefs_of(0))

    def live(self) -> None:
        """Live a month: help, volunteer, take part, protest, and learn from it."""
        w, i = self.world, self.row
        person = person_in(i, self.area, w.people, w.citizens)
        sheet = new_sheet(1)
        live_block(
            i,
            1,
            self.area,
            rows_of_people(w.people, i, i + 1),
            rows_of_citizens(w.citizens, i, i + 1),
            w.citizens.shown,
            w.around,
            w.solved.leaving_base,
            w.solved.helping_base,
            w.usual.doing,
            w.totals,
            sheet,
            self.beliefs_of(0),
            *self.key,
        )
        self.lived = lived_in(person, sheet)

    def reasons(self) -> list[Reason]:
        """Return every decision of the last month with the chance it had."""
        if self.lived is None:
            return []
        return reasons(self.lived, self.world, self.beliefs_of(0), *self.key)

    def why(self) -> list[str]:
        """Return in words what was asked, what was weighed and what came of it.

        Recomputed by the same rules from the state before the month, so it can be asked
        of anybody after any step.
        """
        if self.lived is None:
            return ["No month has been lived yet."]
        return [reason.words for reason in self.reasons()]
