"""The frozen model: amounts, chart, stores, rules, and the regimes in which rules are in force."""
