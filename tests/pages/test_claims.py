"""The page of claims shows what was published, and its files can be taken away."""

import urllib.request
from urllib.error import HTTPError

import pytest

from experiments.claims.claim import claim_names
from experiments.claims.published import PublishedClaim, published, published_path
from pages.address import View
from pages.parts.claim_card import claim_card
from tests.pages.conftest import Visit

CLAIMS = published().claims


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.claim)
def test_a_card_says_what_was_found_and_by_which_rule(claim: PublishedClaim) -> None:
    said = claim_card(claim, View("claims"), is_open=False).striptags()

    assert claim.sentence in said
    assert f"({claim.share:.0%})" in said
    assert claim.sha256 in said
    assert all(run in said for run in claim.runs)


def test_claims_are_filtered_by_verdict_with_the_keyboard(visit: Visit) -> None:
    page = visit("/claims")
    assert page.locator("article.claim").count() == len(CLAIMS)

    page.locator("main a.btn", has_text="Supported").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function(
        "n => document.querySelectorAll('article.claim').length === n",
        arg=sum(claim.verdict == "supported" for claim in CLAIMS),
    )
    page.wait_for_function("location.search.includes('verdict=supported')")
    page.reload()
    page.wait_for_selector("article.claim")

    tags = page.locator("article.claim > p > .tag").all_inner_texts()
    assert set(tags) == {"✓ supported"}


def test_a_link_to_a_claim_opens_its_record(visit: Visit) -> None:
    page = visit("/claims?v=1&claim=nhs_hybrid")

    page.wait_for_selector("article.claim details[open]")
    page.wait_for_function("document.activeElement.id === 'nhs_hybrid'")

    assert page.locator("article.claim details[open]").count() == 1


def test_the_record_of_claims_can_be_taken_away(site: str) -> None:
    with urllib.request.urlopen(f"{site}/files/claims.json") as answer:
        assert answer.read() == published_path().read_bytes()
    for name in claim_names():
        with urllib.request.urlopen(f"{site}/files/claim.toml?claim={name}") as answer:
            assert b"[claim.rule]" in answer.read()


@pytest.mark.parametrize("name", ["", "..%2Ffrozen", "nhs", "%2Fetc%2Fpasswd"])
def test_no_other_file_is_given(site: str, name: str) -> None:
    with pytest.raises(HTTPError, match="404"):
        urllib.request.urlopen(f"{site}/files/claim.toml?claim={name}")
