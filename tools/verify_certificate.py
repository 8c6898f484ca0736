"""Check a certificate of `crossfoot prove --certificate`: exit status 0 if all of it holds.

Debits less credits, over the register's figures, must be a sum of claims, each 0 in every batch,
and of roundings that cancel; what is refuted must show a batch.
"""

import hashlib
import json
import sys
from fractions import Fraction
from math import lcm
from pathlib import Path


def must(holds, why):
    if not holds:
        sys.exit(f"refused: {why}")


def row(texts):
    return {name: Fraction(text) for name, text in texts.items()}


def total(parts):
    out = {}  # what comes to 0 is left out
    for times, each in parts:
        for name, value in each.items():
            out[name] = out.get(name, 0) + times * value
    return {name: value for name, value in out.items() if value}


def cents(exact):
    return (1 if exact >= 0 else -1) * int(abs(exact) + Fraction(1, 2))  # half away from zero


def must_be_cents(vector, rounds):
    for name in reversed(rounds):  # rounded amounts, which are whole cents, for roundings
        vector = total([(1, vector), (-vector.get(name, 0), rounds[name])])
    must(all(value.denominator == 1 for value in vector.values()), "an amount is not in cents")


def most_of(group, rest, rounds, claims):
    """Take the roundings of one base out of `rest`; return the most cents that they come to."""
    base, shares = row(group["base"]), []
    must_be_cents(base, rounds)
    for each in group["shares"]:
        used = [(n, claims[name]) for name, n in row(each["times"]).items()]
        shares.append((Fraction(each["share"]), rest.pop(each["rounding"])))
        must(rounds[each["rounding"]] == total([(shares[-1][0], base), *used]), "another share")
        must(not any(rounds.keys() & claim.keys() for _, claim in used), "a base is not exact")
    span = range(lcm(*(share.denominator for share, _ in shares)))
    return max(abs(sum(n * (cents(s * b) - s * b) for s, n in shares)) for b in span)


def check(said, legs, rounds, claims, signs, limit):
    """Check what is said of legs: even up to so many cents, or further apart after some batch."""
    used = [(-n, claims[name]) for name, n in row(said["times"]).items()]
    batch, sums = {name: 100 * n for name, n in row(said["batch"]).items()}, [0, 0]
    if said["verdict"] == "refuted":
        must(not used and not said["rounded"] and batch, "a refutation is a batch")
    else:
        rest = total([*legs, *used])
        most = int(sum(most_of(group, rest, rounds, claims) for group in said["rounded"]))
        proved = "up-to-rounding" if most else "by-identity" if used else "by-construction"
        must(proved == said["verdict"] and not rest and most <= limit and not batch, "left over")
    must(all(n % 1 == 0 < n * signs.get(at, n) for at, n in batch.items()), "not cents, or a sign")
    for name, exact in rounds.items():
        worth = sum(value * batch.get(each, 0) for each, value in exact.items())
        batch[name] = cents(worth) - worth
    for times, each in [*((0, claim) for claim in claims.values()), *legs]:
        worth = sum(value * batch.get(name, 0) for name, value in each.items())
        must(times or not worth, "the batch breaks a claim")
        sums[times * worth < 0] += abs(times * worth)
    must(said["verdict"] != "refuted" or abs(sums[0] - sums[1]) > limit, "the batch is even")
    must([Fraction(said[s]) * 100 for s in ("debits", "credits")] == sums, "other sums")


try:
    certificate = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    signs = {"debit": 1, "credit": -1}
    seal, text = certificate.pop("seal"), json.dumps(certificate, sort_keys=True)
    must(hashlib.sha256(text.encode()).hexdigest() == seal, "it was changed since it was made")
    for proof in certificate["proofs"]:
        rounds = {name: row(each) for name, each in proof["roundings"].items()}
        claims = {str(at): row(each["row"]) for at, each in enumerate(proof["claims"])}
        for at, each in enumerate(proof["zeros"]):  # a figure alone, or all pulls one way
            made = total((n, claims[name]) for name, n in row(each["times"]).items())
            ways = {n * proof["signs"].get(name, 0) / abs(n) for name, n in made.items()}
            must(each["figure"] in made and (len(made) == 1 or ways in ({1}, {-1})), "it is not 0")
            claims[f"z{at}"] = {each["figure"]: Fraction(1)}
        legs = [(signs[leg["side"]], row(leg["row"]), leg["account"]) for leg in proof["legs"]]
        entry = [leg[:2] for leg in legs if not must_be_cents(leg[1], rounds)]
        check(proof["entry"], entry, rounds, claims, proof["signs"], Fraction(proof["limit"]) * 100)
        for said in proof["clears"]:
            at = [leg[:2] for leg in legs if leg[2] == said["account"]]
            at += [(-1, total(entry))] * said["takes differences"]
            check(said, at, rounds, claims, proof["signs"], 0)
        print(proof["entry"]["verdict"], *(place["stores"] for place in proof["places"]))
except Exception as fault:  # whatever it is, the certificate is not to be trusted
    sys.exit(f"refused: {type(fault).__name__}: {fault}")
