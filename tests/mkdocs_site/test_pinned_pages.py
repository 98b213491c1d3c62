"""The pages that tests name are found where they are today."""

from __future__ import annotations

from pinned_pages import find_pages


def test_a_renamed_record_counts_and_one_that_is_gone_is_none(small_book):
    find_page = find_pages(small_book, {"theories/small-steps", "guides/measurement"})
    assert find_page("guides/measurement") == "guides/measurement"
    assert find_page("theories/little-steps") == "theories/small-steps"
    assert find_page("theories/steps-of-long-ago") is None
