"""Cases: what an accountant expects of the rules, written down and tried."""
