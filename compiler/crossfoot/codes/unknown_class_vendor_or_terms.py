"""XF211 unknown-class-vendor-or-terms

A rule or a purchase order names a class, a vendor or payment terms that the
company's lists do not have, or that is inactive there; or a class is used while
class tracking is off. QuickBooks refuses the whole entry. A list is checked
only where the chart has it, or an imported one lies beside it.

Bad::

    post Sales: Total credit "4000 · Sales" class "Front Dsek"

Good::

    post Sales: Total credit "4000 · Sales" class "Front Desk"
"""

from crossfoot.codes.code import Code, Severity

UNKNOWN_CLASS_VENDOR_OR_TERMS = Code(
    "XF211", "unknown-class-vendor-or-terms", Severity.ERROR, __doc__
)
