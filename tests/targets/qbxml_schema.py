"""Intuit's own schema for qbXML 13.0, read from where it lies beside the repository."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from lxml import etree


@cache
def _schema(oracle: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(oracle / "qbxml-13.0" / "qbxmlops130.xsd"))


def faults(oracle: Path, data: bytes) -> list[str]:
    """Return what the schema has against a request file."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    schema = _schema(oracle)
    schema.validate(etree.fromstring(data, parser))
    return [re.sub(r"\s+", " ", str(error.message)) for error in schema.error_log]
