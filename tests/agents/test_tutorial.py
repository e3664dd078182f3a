"""The tutorial runs as it stands."""

import re
from pathlib import Path

import pytest

TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorials" / "a-small-town.md"


def test_every_block_runs(capsys: pytest.CaptureFixture[str]) -> None:
    text = TUTORIAL.read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    names: dict[str, object] = {}

    for block in blocks:
        exec(compile(block, str(TUTORIAL), "exec"), names)

    printed = capsys.readouterr().out
    assert "400 Citizen" in printed
    assert "Had no role" in printed
    asking, silent = names["two_towns"]  # type: ignore[misc]
    differ = asking.outcome("participation_monthly") != silent.outcome(  # type: ignore[has-type]
        "participation_monthly"
    )
    assert differ
