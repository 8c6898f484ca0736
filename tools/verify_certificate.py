"""Check a certificate of `crossfoot prove --certificate FILE`; exit status 0 if all of it holds."""

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
    must(all(len(n) < 99 and set(n) <= set("-/.0123456789") for n in texts.values()), "no number")
    return {name: Fraction(text) for name, text in texts.items()}


def total(parts):
    out = {}  # what comes to 0 is left out
    for times, each in parts:
        for name, value in each.items():
            out[name] = out.get(name, 0) + times * value
    return {name: value for name, value in out.items() if value}


def added(exact):  # by rounding to cents, half away from zero
    return (1 if exact >= 0 else -1) * int(abs(exact) + Fraction(1, 2)) - exact


def is_whole(vector, rounds):
    for name in reversed(rounds):  # rounded amounts, which are whole cents, for roundings
        vector = total([(1, vector), (-vector.get(name, 0), rounds[name])])
    return all(value.denominator == 1 for value in vector.values())


def most(shares):  # what roundings of one base come to: each number of cents is tried, or half each
    span = lcm(*(share.denominator for share, _ in shares))
    if span > 200_000:
        return Fraction(sum(abs(n) for _, n in shares), 2)
    return max(abs(sum(n * added(s * b) for s, n in shares)) for b in range(span))


def check(said, legs, rounds, claims, signs, limit):  # a sum of claims, each 0 in every batch?
    used = [(-n, claims[name]) for name, n in row(said["times"]).items()]
    rest, off, sums = total([*legs, *used]), 0, [0, 0]
    for group in said["rounded"]:
        base, shares = row(group["base"]), row(group["shares"])
        for name, share in shares.items():
            taken = [(-n, claims[at]) for at, n in row(group["times"][name]).items()]
            over = total([(1, rounds[name]), (-share, base), *taken])
            must(not over or (share.denominator % 2 and is_whole(over, rounds)), "another share")
        must(is_whole(base, rounds), "a base is not in cents")
        off += most([(share, rest.pop(name)) for name, share in shares.items()])
    proved = "up-to-rounding" if off >= 1 else "by-identity" if used else "by-construction"
    batch = {name: 100 * n for name, n in row(said["batch"]).items()}
    is_refuted = said["verdict"] == "refuted" and batch and not used and not said["rounded"]
    is_even = proved == said["verdict"] and not rest and not batch and off < limit + 1
    must(is_even or is_refuted, f"not even; {proved} at best")
    must(all(n % 1 == 0 < n * signs.get(at, n) for at, n in batch.items()), "not cents, or a sign")
    for name, exact in rounds.items():
        batch[name] = added(sum(value * batch.get(each, 0) for each, value in exact.items()))
    for times, each in [*((0, claim) for claim in claims.values()), *legs]:
        worth = sum(value * batch.get(name, 0) for name, value in each.items())
        must(times or not worth, "the batch breaks a claim")
        sums[times * worth < 0] += abs(times * worth)
    must(not is_refuted or abs(sums[0] - sums[1]) > limit, "the batch is even")
    must([n * 100 for n in row(said["sums"]).values()] == sums, "other sums")


try:
    body, _, seal = Path(sys.argv[1]).read_text(encoding="utf-8").rpartition(',\n "seal": ')
    must(seal == f'"{hashlib.sha256(body.encode()).hexdigest()}"\n}}\n', "it was changed later")
    must((made := json.loads(body + "}"))["version"] == 1 and made["proofs"], "nothing is proved")
    for it in made["proofs"]:
        rounds = {name: row(each) for name, each in it["roundings"].items()}
        claims = {str(at): row(each["row"]) for at, each in enumerate(it["claims"])}
        for at, (name, times) in enumerate(it["zeros"]):  # alone, one way, or nothing to round
            sums = total((n, claims[at]) for at, n in row(times).items())
            ways = {n * it["signs"].get(each, 0) / abs(n) for each, n in sums.items()}
            alone = name in sums and (len(sums) == 1 or ways in ({1}, {-1}))
            idle = name in rounds and is_whole(total([(1, rounds[name]), (-1, sums)]), rounds)
            must(alone or idle, "a figure is not shown to be 0")
            claims[f"z{at}"] = {name: Fraction(1)}
        legs = [(2 * (e["side"] == "debit") - 1, row(e["row"]), e["account"]) for e in it["legs"]]
        must(not rounds.keys() & it["signs"] and all(is_whole(e[1], rounds) for e in legs), "cents")
        for place in it["places"]:  # what is one account there may be called otherwise here
            names = [place["accounts"].get(at, at) for at in {at for _, _, at in legs}]
            must(len(set(names)) == len(names), "two accounts are one")
        entry = [leg[:2] for leg in legs]
        check(it["entry"], entry, rounds, claims, it["signs"], 100 * row(it["limit"])["entry"])
        for said in it["clears"]:
            at = [leg[:2] for leg in legs if leg[2] == said["account"]]
            at += [(-1, total(entry))] * said["takes differences"]
            check(said, at, rounds, claims, it["signs"], 0)
        print(it["entry"]["verdict"], *(ascii(place["stores"]) for place in it["places"]))
except Exception as fault:  # whatever it is, the certificate is not to be trusted
    sys.exit(f"refused: {type(fault).__name__}: {fault}")
