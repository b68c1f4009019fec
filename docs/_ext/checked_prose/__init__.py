"""Checked prose, in four parts; README.md says what each role and configuration value does."""

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Load the four parts; sentences are collected after what they hold."""
    for part in "examples", "claims", "sources", "unbound":
        app.setup_extension(f"{__name__}.{part}")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
