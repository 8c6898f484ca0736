"""Reads what QuickBooks says of the company, of itself, and of its preferences (qbXML 13.0)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from crossfoot.quickbooks.list_items import CompanyFacts
from crossfoot.quickbooks.values import day, optional, yes_or_no
from crossfoot.quickbooks.xml import Element

_NAME, _TEXT, _VERSION = 59, 255, 10
_MOST_VERSIONS = 100


def with_company(facts: CompanyFacts, record: Element) -> CompanyFacts:
    """Return the facts with what a CompanyRet says."""
    name = optional(record, "CompanyName", _NAME) or optional(record, "LegalCompanyName", _NAME)
    return replace(facts, company=name)


def with_host(facts: CompanyFacts, record: Element) -> CompanyFacts:
    """Return the facts with what a HostRet says."""
    spoken = [each for each in record.children if each.name == "SupportedQBXMLVersion"]
    if len(spoken) > _MOST_VERSIONS:
        raise record.fault("QuickBooks names more versions of qbXML than there are")
    versions = (optional(_alone(each), each.name, _VERSION) for each in spoken)
    major = optional(record, "MajorVersion", _VERSION)
    minor = optional(record, "MinorVersion", _VERSION)
    return replace(
        facts,
        product=optional(record, "ProductName", _TEXT),
        version=f"{major}.{minor}" if major and minor else major,
        qbxml_versions=tuple(version for version in versions if version is not None),
    )


def with_preferences(facts: CompanyFacts, record: Element) -> CompanyFacts:
    """Return the facts with what a PreferencesRet says of accounting."""
    accounting = "AccountingPreferences"
    return replace(
        facts,
        class_tracking=yes_or_no(record, accounting, "IsUsingClassTracking"),
        account_numbers=yes_or_no(record, accounting, "IsUsingAccountNumbers"),
        closing_date=day(record, accounting, "ClosingDate"),
    )


READERS: dict[str, Callable[[CompanyFacts, Element], CompanyFacts]] = {
    "CompanyRet": with_company,
    "HostRet": with_host,
    "PreferencesRet": with_preferences,
}
"""What reads a record of facts, by its name."""


def _alone(child: Element) -> Element:
    """Return an element that has nothing but this child, to read one of several of a name."""
    return child._replace(children=(child,), text="")
