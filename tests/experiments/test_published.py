"""The findings that ship are of the claims that ship, and docs say the same."""

from pathlib import Path

import pytest

from experiments.claims.claim import Claim, load_claims
from experiments.claims.published import Published, PublishedClaim, published
from experiments.claims.running import run_claims
from experiments.claims.words import share_words, where_words
from sim.errors import InputError
from tests.experiments.claims_fakes import Known, write_claim

DOCS = (Path(__file__).parents[2] / "docs" / "claims.md").read_text()


def test_every_claim_that_ships_was_judged_by_the_rule_that_ships() -> None:
    found = {claim.claim: claim.sha256 for claim in published().claims}

    assert found == {claim.name: claim.hash for claim in load_claims()}


@pytest.mark.parametrize("claim", published().claims, ids=lambda claim: claim.claim)
def test_docs_say_what_pages_show(claim: PublishedClaim) -> None:
    cells = [claim.sentence, f"**{claim.verdict.value}**", share_words(claim)]

    assert f"| {' | '.join([*cells, where_words(claim)])} |" in DOCS


def test_docs_name_the_runs_and_the_version_of_what_pages_show() -> None:
    for name in (published().identifier, published().batch, published().model):
        assert f"`{name}`" in DOCS


def test_what_a_folder_holds_can_be_published(tmp_path: Path) -> None:
    claim = write_claim(tmp_path / "checks.toml")
    claims = [Claim.load(claim)]
    run_claims(claims, tmp_path / "out", n_workers=1, simulation=Known(20))

    found = Published.of_folder(tmp_path / "out")

    assert found.replicates == 20
    assert [(c.claim, c.verdict, c.share) for c in found.claims] == [
        ("checks", "supported", 1.0)
    ]
    assert found.claims[0].n_runs == 40
    assert len(found.claims[0].runs) == 3


def test_a_folder_without_claims_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not a folder of finished claims"):
        Published.of_folder(tmp_path)
