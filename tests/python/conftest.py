"""The sample in a store of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from concordkg import Store, sample


@pytest.fixture(scope="session")
def read_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """For tests that only read."""
    store = Store.open(tmp_path_factory.mktemp("read") / "sample.db", create=True)
    report = store.ingest(sample())
    assert not report.refused
    return store


@pytest.fixture
def own_store(tmp_path: Path) -> Store:
    """An empty store with the bundled data files, for tests that write."""
    return Store.open(tmp_path / "own.db", create=True)
