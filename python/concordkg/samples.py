"""The sample corpus that comes with the package."""

from __future__ import annotations

from pathlib import Path


def sample() -> Path:
    """The folder of the sample: ten short invented documents in seven formats, with a MANIFEST.tsv.

    ``store.ingest(sample())`` reads it, the manifest too.
    """
    return Path(__file__).parent / "sample"
