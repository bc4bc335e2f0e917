"""The collector rests during a piece of work, and works again after it."""

from __future__ import annotations

import gc

import pytest

from visitplanner.domain.collector import collector_at_rest


def test_the_collector_rests_and_works_again() -> None:
    with collector_at_rest():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_works_again_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), collector_at_rest():
        _ = 1 / 0
    assert gc.isenabled()


def test_within_another_rest_it_goes_on_resting() -> None:
    with collector_at_rest():
        with collector_at_rest():
            pass
        assert not gc.isenabled()
