"""Compiled kernels never run yesterday's rules."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
KERNEL = """
import numpy as np
from sim.compiled import kernel, sources_hash
from sim.rules.rights import shifted_devolver_share

@kernel
def shifted(out):
    out[0] = shifted_devolver_share(0.5, 0.1)

def run():
    out = np.zeros(1)
    shifted(out)
    return out[0], sources_hash()
"""


def outcome(tree: Path, cache: Path) -> tuple[str, str]:
    """Return what a kernel of a copied package computes, and the hash it knows."""
    environment = {**os.environ, "PYTHONPATH": str(tree), "XDG_CACHE_HOME": str(cache)}
    code = "from sim.institutions.probe import run; print(*run())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        cwd=tree,
        capture_output=True,
        text=True,
        check=True,
    )
    value, source = done.stdout.split()
    return value, source


def test_an_edited_rule_is_compiled_anew(tmp_path: Path) -> None:
    tree, cache = tmp_path / "tree", tmp_path / "cache"
    ignored = shutil.ignore_patterns("__pycache__", "data")
    shutil.copytree(ROOT / "sim", tree / "sim", ignore=ignored)
    (tree / "sim" / "institutions" / "probe.py").write_text(KERNEL)
    before = outcome(tree, cache)
    again = outcome(tree, cache)

    rule = tree / "sim" / "rules" / "rights.py"
    rule.write_text(rule.read_text().replace("share + shift", "share - shift"))
    after = outcome(tree, cache)

    assert before == again
    assert (before[0], after[0]) == ("0.6", "0.4")
    assert before[1] != after[1]
