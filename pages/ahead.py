"""What is computed before anybody asks: today's settings, then every preset."""

from pages.address import TODAY
from pages.desk.desk import BusyError
from pages.parts.asking import the_desk
from sim.scenario.scenario import Scenario
from sim.scenario.shipped import preset_names


def prepare_ahead() -> None:
    """Ask the desk for every preset, today's settings first."""
    desk = the_desk()
    desk.have_first(Scenario.load(TODAY))
    for name in sorted(preset_names(), key=lambda name: name != TODAY):
        try:
            desk.ask(Scenario.load(name), lambda _: None, is_waiting=False)
        except BusyError:
            return
