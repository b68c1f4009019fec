"""The one place that knows where the data are: in the package ``snippets`` that is on the path."""

import tomllib
from importlib import import_module
from importlib.resources import files
from typing import Any

PACKAGE = "snippets"


def read(name: str) -> dict[str, Any]:
    """Return what a TOML file of the package holds; nothing if there is no such file."""
    file = files(PACKAGE) / name
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def named(place: str) -> Any:
    """Return what ``"module.name"`` of the package stands for."""
    module, _, name = place.partition(".")
    return getattr(import_module(f"{PACKAGE}.{module}"), name)
