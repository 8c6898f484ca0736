"""Every code there is: for what needs them all. Others import the one they yield."""

from crossfoot.codes.already_posted import ALREADY_POSTED
from crossfoot.codes.ambiguous_name import AMBIGUOUS_NAME
from crossfoot.codes.answer_without_request import ANSWER_WITHOUT_REQUEST
from crossfoot.codes.bad_batch_file import BAD_BATCH_FILE
from crossfoot.codes.bad_project_file import BAD_PROJECT_FILE
from crossfoot.codes.bad_text import BAD_TEXT
from crossfoot.codes.batch_missing import BATCH_MISSING
from crossfoot.codes.batch_not_closed import BATCH_NOT_CLOSED
from crossfoot.codes.bills_to_payable import BILLS_TO_PAYABLE
from crossfoot.codes.blank_closing_count import BLANK_CLOSING_COUNT
from crossfoot.codes.both_sides_same_account import BOTH_SIDES_SAME_ACCOUNT
from crossfoot.codes.built_in_sales_tax import BUILT_IN_SALES_TAX
from crossfoot.codes.cash_hides_shortage import CASH_HIDES_SHORTAGE
from crossfoot.codes.changed_since_posted import CHANGED_SINCE_POSTED
from crossfoot.codes.character_not_accepted import CHARACTER_NOT_ACCEPTED
from crossfoot.codes.circular_definition import CIRCULAR_DEFINITION
from crossfoot.codes.closed_period import CLOSED_PERIOD
from crossfoot.codes.code import Code
from crossfoot.codes.conflicting_rules import CONFLICTING_RULES
from crossfoot.codes.dead_rule import DEAD_RULE
from crossfoot.codes.defined_twice import DEFINED_TWICE
from crossfoot.codes.dimension_mismatch import DIMENSION_MISMATCH
from crossfoot.codes.does_not_clear import DOES_NOT_CLEAR
from crossfoot.codes.double_posting import DOUBLE_POSTING
from crossfoot.codes.duplicate_batch import DUPLICATE_BATCH
from crossfoot.codes.excluded_together import EXCLUDED_TOGETHER
from crossfoot.codes.field_too_long import FIELD_TOO_LONG
from crossfoot.codes.figure_not_reported import FIGURE_NOT_REPORTED
from crossfoot.codes.first_posting import FIRST_POSTING
from crossfoot.codes.foreign_currency_account import FOREIGN_CURRENCY_ACCOUNT
from crossfoot.codes.identities_contradict import IDENTITIES_CONTRADICT
from crossfoot.codes.identity_broken import IDENTITY_BROKEN
from crossfoot.codes.inactive_account import INACTIVE_ACCOUNT
from crossfoot.codes.non_posting_account import NON_POSTING_ACCOUNT
from crossfoot.codes.not_linear import NOT_LINEAR
from crossfoot.codes.not_posted import NOT_POSTED
from crossfoot.codes.out_of_balance import OUT_OF_BALANCE
from crossfoot.codes.over_short_beyond_limit import OVER_SHORT_BEYOND_LIMIT
from crossfoot.codes.receivable_or_payable import RECEIVABLE_OR_PAYABLE
from crossfoot.codes.refused_by_quickbooks import REFUSED_BY_QUICKBOOKS
from crossfoot.codes.required_rule_missing import REQUIRED_RULE_MISSING
from crossfoot.codes.rounding_can_unbalance import ROUNDING_CAN_UNBALANCE
from crossfoot.codes.side_not_expected import SIDE_NOT_EXPECTED
from crossfoot.codes.syntax_error import SYNTAX_ERROR
from crossfoot.codes.unexpected_account_type import UNEXPECTED_ACCOUNT_TYPE
from crossfoot.codes.unknown_account import UNKNOWN_ACCOUNT
from crossfoot.codes.unknown_class_vendor_or_terms import UNKNOWN_CLASS_VENDOR_OR_TERMS
from crossfoot.codes.unknown_measure_or_member import UNKNOWN_MEASURE_OR_MEMBER
from crossfoot.codes.unknown_member import UNKNOWN_MEMBER
from crossfoot.codes.unknown_name import UNKNOWN_NAME
from crossfoot.codes.unknown_store import UNKNOWN_STORE
from crossfoot.codes.unused_allowance import UNUSED_ALLOWANCE
from crossfoot.codes.wrong_sign import WRONG_SIGN

ALL: tuple[Code, ...] = (
    SYNTAX_ERROR,
    BAD_PROJECT_FILE,
    BAD_TEXT,
    UNKNOWN_NAME,
    DEFINED_TWICE,
    CIRCULAR_DEFINITION,
    DIMENSION_MISMATCH,
    NOT_LINEAR,
    UNKNOWN_MEMBER,
    AMBIGUOUS_NAME,
    UNKNOWN_STORE,
    UNKNOWN_ACCOUNT,
    INACTIVE_ACCOUNT,
    UNEXPECTED_ACCOUNT_TYPE,
    RECEIVABLE_OR_PAYABLE,
    BUILT_IN_SALES_TAX,
    BILLS_TO_PAYABLE,
    SIDE_NOT_EXPECTED,
    CASH_HIDES_SHORTAGE,
    NON_POSTING_ACCOUNT,
    FOREIGN_CURRENCY_ACCOUNT,
    UNKNOWN_CLASS_VENDOR_OR_TERMS,
    CONFLICTING_RULES,
    EXCLUDED_TOGETHER,
    REQUIRED_RULE_MISSING,
    DEAD_RULE,
    UNUSED_ALLOWANCE,
    BOTH_SIDES_SAME_ACCOUNT,
    DOUBLE_POSTING,
    OUT_OF_BALANCE,
    NOT_POSTED,
    DOES_NOT_CLEAR,
    ROUNDING_CAN_UNBALANCE,
    IDENTITIES_CONTRADICT,
    BATCH_NOT_CLOSED,
    IDENTITY_BROKEN,
    UNKNOWN_MEASURE_OR_MEMBER,
    WRONG_SIGN,
    BLANK_CLOSING_COUNT,
    BAD_BATCH_FILE,
    DUPLICATE_BATCH,
    FIGURE_NOT_REPORTED,
    BATCH_MISSING,
    OVER_SHORT_BEYOND_LIMIT,
    FIRST_POSTING,
    ALREADY_POSTED,
    CHANGED_SINCE_POSTED,
    FIELD_TOO_LONG,
    REFUSED_BY_QUICKBOOKS,
    ANSWER_WITHOUT_REQUEST,
    CLOSED_PERIOD,
    CHARACTER_NOT_ACCEPTED,
)
"""By number."""
