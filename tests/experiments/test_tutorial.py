"""The tutorial on experiments runs as it stands."""

import re
from pathlib import Path

import pytest

TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorials" / "an-experiment.md"


def test_every_block_runs_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(TUTORIAL.parents[2]))
    blocks = re.findall(r"```python\n(.*?)```", TUTORIAL.read_text(), re.DOTALL)
    names: dict[str, object] = {}

    for block in blocks:
        exec(compile(block, str(TUTORIAL), "exec"), names)

    said = capsys.readouterr().out
    assert "4 points, 24 runs are safe" in said
    assert "local − central" in said
    assert "@misc{groundswell-" in said
    assert said.rstrip().endswith("True")
