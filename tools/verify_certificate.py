"""usage: verify_certificate.py CERTIFICATE [FOLDER ...]  (to compare the files that it is of)"""

import json
import sys
from fractions import Fraction
from hashlib import sha256
from math import lcm
from pathlib import Path


def must(holds, why):
    return holds or sys.exit(f"refused: {why}")


def row(texts):  # without exponents: nobody could count to 1e999999999
    return {name: Fraction(text.lower().replace("e", "no")) for name, text in texts.items()}


def total(parts):
    out = {}  # what comes to 0 is left out
    for times, each, *_ in parts:
        out |= {name: out.get(name, 0) + times * value for name, value in each.items()}
    return {name: value for name, value in out.items() if value}


def added(exact):  # by rounding to cents, half away from zero
    return (1 if exact >= 0 else -1) * int(abs(exact) + Fraction(1, 2)) - exact


def is_whole(vector, rounds):
    for name in reversed(rounds):  # rounded amounts, which are whole cents, for roundings
        vector = total([(1, vector), (-vector.get(name, 0), rounds[name])])
    return all(value.denominator == 1 for value in vector.values())


def check(said, legs, rounds, claims, signs, limit):  # a sum of claims, each 0 in every batch?
    used = [(-n, claims[name]) for name, n in row(said["times"]).items()]
    rest, off, sums = total([*legs, *used]), 0, {1: 0, -1: 0, 0: 0}  # debits, credits, claims
    for group in said["rounded"]:
        base, shares = row(group["base"]), row(group["shares"])
        for name, share in shares.items():
            taken = [(-n, claims[at]) for at, n in row(group["times"][name]).items()]
            over = total([(1, rounds[name]), (-share, base), *taken])
            must(not over or (share.denominator % 2 and is_whole(over, rounds)), "another share")
        must(is_whole(base, rounds), "a base is not in cents")
        parts = [(share, rest.pop(name)) for name, share in shares.items()]
        span = lcm(*(share.denominator for share in shares.values()))
        tried = (abs(sum(n * added(s * b) for s, n in parts)) for b in range(span))
        off += max(tried) if span <= 200_000 else Fraction(sum(abs(n) for _, n in parts), 2)
    proved = "up-to-rounding" if off >= 1 else "by-identity" if used else "by-construction"
    batch = {name: 100 * n for name, n in row(said["batch"]).items()}
    must(all(n % 1 == 0 < n * signs.get(at, n) for at, n in batch.items()), "not cents, or a sign")
    for name, exact in rounds.items():
        batch[name] = added(sum(value * batch.get(each, 0) for each, value in exact.items()))
    for times, each, *_ in [*((0, claim) for claim in claims.values()), *legs]:
        worth = sum(value * batch.get(name, 0) for name, value in each.items())
        sums[times if worth > 0 else -times] += abs(worth)
    must([*(100 * n for n in row(said["sums"]).values()), 0] == [*sums.values()], "other sums")
    must(said["verdict"] == ("refuted" if said["batch"] else proved), f"{proved} at best")
    must(abs(sums[1] - sums[-1]) > limit if said["batch"] else off < limit + 1 and not rest, "no")


if not (given := sys.argv[1:]) or given[0].startswith("-"):
    sys.exit(print(__doc__, file=sys.stderr) or 2)
try:
    body, _, seal = Path(given[0]).read_text(encoding="utf-8").rpartition(',\n "seal": ')
    must(seal == f'"{sha256(body.encode()).hexdigest()}"\n}}\n', "it was changed later")
    must((made := json.loads(body + "}"))["version"] == 2 and made["proofs"], "nothing is proved")
    told = [f"company: {made['company']}"]
    for it in made["proofs"]:
        rounds, claims = ({at: row(it[of][at]) for at in it[of]} for of in ("roundings", "claims"))
        for at, (name, times) in enumerate(it["zeros"]):  # alone, one way, or nothing to round
            sums = total((n, claims[claim]) for claim, n in row(times).items())
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
            told.append(f"{', '.join(place['stores'])}{place['days']}: {it['entry']['verdict']}")
        check(it["entry"], legs, rounds, claims, it["signs"], 100 * row(it["limit"])["entry"])
        for of, said in it["clears"].items():
            at = [e for e in legs if e[2] == of] + [(-1, total(legs))] * said["takes differences"]
            check(said, at, rounds, claims, it["signs"], 0)
            names = dict.fromkeys(place["accounts"].get(of, of) for place in it["places"])
            told += [f"  {name} clears: {said['verdict']}" for name in names]
        told += [f"  at most {it['limit']['entry']} off", *("  given " + at for at in it["claims"])]
    for path, digest in made["sources"].items():
        texts = [Path(d, path).read_text("utf-8-sig") for d in given[1:] if Path(d, path).is_file()]
        must(all(sha256(at.encode()).hexdigest() == digest for at in texts), f"{path!a} differs")
        must(texts or not given[1:] or path.startswith("crossfoot/"), f"{path!a} is not there")
        told.append(f"source {path}: {digest}, {'as it was' if texts else 'not compared'}")
except Exception as fault:  # whatever it is, the certificate is not to be trusted
    sys.exit(f"refused: {fault!a}")
print("\n".join("".join(c if c.isprintable() else "?" for c in line) for line in told))
sys.exit(next((f"refuted: {it[:-9]!a}" for it in told if it.endswith(": refuted")), 0))
