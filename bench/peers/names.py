"""Names on lists, found beside peers: recall and false positives by kind of variation.

The names of a public list are varied as people, forms and machines vary them; each variation is
described where it is made. One half of the entities (by their number) is for tuning, the other
for the figures that are kept. Names that are not on the list (those of the other half, and new
ones that are put together from tokens of listed ones) set the threshold at which 2 % of them are
found; at that threshold recall is counted.

    python3 bench/peers/names.py LISTS [--half tune|report] [--keep NAME]

LISTS holds ofac_sdn_2021.csv, ofac_alt_2021.csv and un_consolidated_*.xml. Peers are scored on
candidates: the 25 best of rapidfuzz's token sort and the 20 best of ours, together.
"""

import argparse
import collections
import csv
import json
import pathlib
import random
import re
import subprocess
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
PROGRAM = HERE.parent / "target" / "release" / "names"
RATE = 0.02
PER_KIND = 120
# Shown beside the others and left out of the whole: two errors in one short name leave another.
BESIDE = {"two typos"}
NEGATIVES = 1000

KOREAN = [
    ("jong", "jeong"), ("jong", "chong"), ("chol", "cheol"), ("chol", "chul"), ("hyon", "hyun"),
    ("hyon", "hyeon"), ("song", "seong"), ("song", "sung"), ("yong", "young"), ("yong", "yeong"),
    ("pak", "park"), ("ri", "lee"), ("ri", "rhee"), ("choe", "choi"), ("kim", "gim"),
    ("kwang", "gwang"), ("kyong", "gyeong"), ("kyong", "kyung"), ("myong", "myung"),
    ("myong", "myeong"), ("un", "eun"), ("su", "soo"), ("u", "woo"), ("chang", "jang"),
    ("kang", "gang"), ("paek", "baek"), ("tae", "dae"), ("to", "do"), ("chon", "jeon"),
    ("ryong", "ryeong"), ("ho", "hoh"), ("il", "yil"), ("o", "oh"), ("chun", "joon"),
]
OTHER = [
    ("mohammad", "mohammed"), ("muhammad", "mohamed"), ("ahmad", "ahmed"), ("abd al", "abdul"),
    ("abdul", "abdel"), ("hussein", "husayn"), ("hasan", "hassan"), ("yusuf", "yousef"),
    ("aleksandr", "alexander"), ("sergei", "sergey"), ("yuri", "iurii"), ("dmitri", "dmitry"),
    ("al-", "el-"), ("kh", "h"), ("q", "k"), ("ou", "u"), ("ee", "i"), ("ei", "ey"), ("ts", "tz"),
    ("zh", "j"), ("iy", "y"), ("sh", "ch"), ("oo", "u"), ("v", "w"), ("dj", "j"), ("ph", "f"),
]
LOOK = dict(zip("aeopcxyiABEHKMOPCTX", "аеорсхуіАВЕНКМОРСТХ"))
SHORT = [
    ("university", "Univ."), ("institute", "Inst."), ("technology", "Tech."), ("company", "Co."),
    ("corporation", "Corp."), ("international", "Int'l"), ("limited", "Ltd"), ("center", "Centre"),
    ("national", "Nat'l"), ("department", "Dept."), ("general", "Gen."), ("trading", "Trdg"),
    ("development", "Dev."), ("engineering", "Eng."), ("industries", "Ind."), ("science", "Sci."),
    ("group", "Grp"), ("research", "Res."), ("organization", "Org."), ("and", "&"),
]
LEGAL = r",?\s*\b(CO\.?,? ?LTD\.?|LTD\.?|LLC|LIMITED|CORP\.?|CORPORATION|COMPANY|INC\.?|S\.?A\.?|" \
        r"GMBH|JSC|OJSC|PJSC|OOO|PLC|CO\.?|FZE|FZCO|SARL|B\.?V\.?|LIMITADA|LTDA\.?)(?=\W|$)"


def typo(name, rng):
    at = [i for i, c in enumerate(name) if c.isalpha() and i > 0]
    if len(at) < 4:
        return None
    i = rng.choice(at)
    kind = rng.randrange(4)
    letter = rng.choice("abcdefghijklmnopqrstuvwxyz")
    if kind == 0:
        return name[:i] + name[i + 1:]
    if kind == 1:
        return name[:i] + letter + name[i:]
    if kind == 2:
        return name[:i] + letter + name[i + 1:]
    if i + 1 < len(name) and name[i + 1].isalpha():
        return name[:i] + name[i + 1] + name[i] + name[i + 2:]
    return name[:i] + letter + name[i + 1:]


def replaced(name, table, rng, back=True):
    low = name.lower()
    fit = [(a, b) for a, b in table if a in low]
    fit += [(b, a) for a, b in table if b in low and back]
    whole = [(a, b) for a, b in fit if re.search(rf"\b{re.escape(a)}\b", low)]
    fit = whole or fit
    if not fit:
        return None
    for a, b in rng.sample(fit, min(2, len(fit))):
        pattern = rf"\b{re.escape(a)}\b" if (a, b) in whole else re.escape(a)
        low = re.sub(pattern, b, low, count=1)
    return low if low != name.lower() else None


def person_variations(name, rng):
    """Kind of variation and the varied name; none where it does not apply."""
    family, _, given = name.partition(", ")
    given_parts = given.split()
    plain = f"{given} {family}".strip()
    yield "order", plain
    yield "same", f"{family} {given}".strip()
    if len(given_parts) >= 2:
        drop = rng.randrange(len(given_parts))
        kept = " ".join(p for i, p in enumerate(given_parts) if i != drop)
        yield "omission", f"{kept} {family}"
        yield "joined", f"{family} {''.join(given_parts)}"
        yield "hyphen", f"{'-'.join(given_parts)} {family}"
        initial = f"{given_parts[0]} {given_parts[1][0]}."
        yield "initial", f"{initial} {family}"
    elif given_parts and len(given_parts[0]) > 2:
        yield "initial", f"{given_parts[0][0]}. {family}"
    yield "typo", typo(plain, rng)
    one = typo(plain, rng)
    yield "two typos", typo(one, rng) if one and len(plain) > 9 else None
    yield "look-alike letters", "".join(
        LOOK.get(c, c) if rng.random() < 0.35 else c for c in plain)
    yield "transliteration", replaced(plain, KOREAN if is_korean(name) else OTHER, rng)


def is_korean(name):
    family = name.split(",")[0].lower()
    return family in {"kim", "ri", "pak", "choe", "chong", "chang", "kang", "han", "cho", "yun",
                      "o", "so", "sin", "kwon", "hwang", "an", "song", "yu", "hong", "chon", "ko",
                      "mun", "son", "yang", "paek", "ho", "nam", "sim", "no", "ha", "jon", "jong",
                      "jang", "jo", "ryu", "im", "ro", "u", "tong", "kil", "ju"}


def institution_variations(name, rng):
    words = name.split()
    yield "same", name.title()
    if len(words) >= 3:
        moved = words[1:] + words[:1] if rng.random() < 0.5 else words[-1:] + words[:-1]
        yield "order", " ".join(moved)
    yield "typo", typo(name.lower(), rng)
    one = typo(name.lower(), rng)
    yield "two typos", typo(one, rng) if one and len(name) > 14 else None
    yield "look-alike letters", "".join(
        LOOK.get(c, c) if rng.random() < 0.25 else c for c in name)
    short = name.lower()
    for long, abbreviation in SHORT:
        short = re.sub(rf"\b{long}\b", abbreviation, short)
    yield "abbreviation", short if short != name.lower() else None
    bare = re.sub(LEGAL, "", name).strip(" ,.")
    yield "legal form", (bare if rng.random() < 0.5 else f"{bare} Co., Ltd") if bare != name else None
    if len(words) >= 3:
        at = rng.randrange(len(words) - 1)
        yield "joined", " ".join(words[:at] + [words[at] + words[at + 1]] + words[at + 2:])
    if len(words) >= 4:
        generic = {"TRADING", "GENERAL", "INTERNATIONAL", "COMPANY", "GROUP", "THE", "OF", "AND",
                   "CORPORATION", "LIMITED", "INDUSTRIES", "COMMERCIAL", "ESTABLISHMENT"}
        drop = [i for i, w in enumerate(words) if w.strip(",.") in generic]
        if drop:
            out = rng.choice(drop)
            yield "omission", " ".join(w for i, w in enumerate(words) if i != out)
    yield "transliteration", replaced(name, OTHER + [
        ("korea", "choson"), ("kw", "gw"), ("ch'", "ch"), ("yo", "yeo"), ("jo", "jeo")], rng, False)
    yield "place added", f"{name.title()}, {rng.choice(['Dubai', 'Moscow', 'Pyongyang', 'Tehran'])}"


def entities(folder, individuals):
    """Identifier, primary name, all names and programs, of the OFAC files."""
    others = collections.defaultdict(list)
    read = lambda name: csv.reader((folder / name).open(encoding="latin-1"))
    for row in read("ofac_alt_2021.csv"):
        if len(row) > 3:
            others[row[0]].append(row[3])
    for row in read("ofac_sdn_2021.csv"):
        if len(row) < 12:
            continue
        kind = row[2].strip()
        if (kind == "individual") == individuals and kind in ("individual", "-0-"):
            yield row[0], row[1], [row[1], *others[row[0]]], row[3]


def tokens(name):
    return re.findall(r"[\w']+", name.lower())


COMMON = set("""the of and de y general trading international group co pte sa srl sas ood eood ag oy
pjs pao kg dmcc fze holding holdings enterprise enterprises private jvc jsc cv rl ca und bv nv ltda
zao ao oao ooo pjsc gmbh establishment ii iii line service network
industrial industries shipping services overseas import export cooperative foundation""".split())


def core(name):
    """What is left of a name without legal form, common words, order and transliteration: two
    names with one core cannot be told apart by name, so neither is a negative of the other."""
    name = re.sub(LEGAL, " ", name.upper()).lower().replace("-", " ").replace("'", "")
    words = [w for w in re.findall(r"\w+", name) if w not in COMMON and len(w) > 1]
    for table in (KOREAN, OTHER):
        for one, other in table:
            words = [one if w == other else w for w in words]
    return " ".join(sorted(words))


def negatives(listed, others, rng, chosen):
    """Names that are not listed: of other entities, and put together from listed tokens."""
    known = {core(n) for _, _, names, _ in listed for n in names}
    new = lambda name: core(name) not in known
    held_out = [name for _, name, _, _ in others if new(name)]
    pool = [name for _, name, _, _ in chosen if len(tokens(name)) >= 2]
    mixed = []
    while len(mixed) < NEGATIVES // 2:
        a, b = rng.choice(pool), rng.choice(pool)
        if ", " in a and ", " in b:
            name = f"{a.partition(', ')[0]}, {b.partition(', ')[2]}"
        else:
            name = " ".join(tokens(a)[: (len(tokens(a)) + 1) // 2] +
                            tokens(b)[len(tokens(b)) // 2:])
        if new(name) and name.title() not in mixed:
            mixed.append(name.title())
    return rng.sample(held_out, min(NEGATIVES // 2, len(held_out))) + mixed


def ours(kind, queries, listed, folder):
    """Scores of ours: for each query, the score of each entity among its best."""
    listing, names = folder / "list.csv", folder / "names.txt"
    with listing.open("w", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["id", "name", "aliases", "kind"])
        for number, name, all_names, _ in listed:
            rows.writerow([number, name, "|".join(all_names[1:]), kind])
    names.write_text("\n".join(q.replace("\n", " ") for q in queries) + "\n")
    run = subprocess.run([PROGRAM, kind.replace("organization", "institution"), names, listing],
                         capture_output=True, text=True, check=True)
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    found = [{m["id"]: m["score"] for m in line["matches"]} for line in lines]
    return found, json.loads(run.stderr.strip().splitlines()[-1])


def token_sort(queries, listed):
    """Scores of rapidfuzz's token sort over every name, the best 25 entities of each query."""
    import numpy
    from rapidfuzz import fuzz, process, utils
    flat = [(number, name) for number, _, names, _ in listed for name in names]
    prepared = [utils.default_process(name) for _, name in flat]
    start = time.perf_counter()
    found = []
    for query in queries:
        row = process.cdist([utils.default_process(query)], prepared,
                            scorer=fuzz.token_sort_ratio, workers=1)[0]
        best = {}
        for at in numpy.argsort(-row)[:60]:
            best[flat[at][0]] = max(best.get(flat[at][0], 0.0), float(row[at]) / 100)
        found.append(dict(list(best.items())[:25]))
    return found, (time.perf_counter() - start) / len(queries) * 1e6


def logic(queries, listed, candidates, schema):
    """Scores of nomenklatura's logic-v2, on the candidates alone."""
    from nomenklatura.matching import get_algorithm
    from followthemoney import model
    try:
        from nomenklatura.matching.types import ScoringConfig
        config = ScoringConfig.defaults()
    except ImportError:
        config = None
    algorithm = get_algorithm("logic-v2")
    make = lambda number, names: model.get_proxy(
        {"id": number, "schema": schema, "properties": {"name": names}})
    cached = {number: make(number, names) for number, _, names, _ in listed}
    found, pairs, start = [], 0, time.perf_counter()
    for place, (query, of) in enumerate(zip(queries, candidates)):
        # Names are cached by identifier, so that each query needs its own.
        own = make(f"query-{place}", [query])
        scores = {}
        for number in of:
            result = algorithm.compare(own, cached[number], config)
            scores[number] = result.score
            pairs += 1
        found.append(scores)
    return found, pairs / (time.perf_counter() - start)


def judged(found, positives, count):
    """Threshold at the false-positive rate, and recall by kind of variation."""
    best = sorted((max(scores.values(), default=0.0) for scores in found[count:]), reverse=True)
    # A score that saturates cannot be cut at any rate: then its highest value is the threshold.
    threshold = min(best[int(len(best) * RATE)] + 1e-9, 1.0)
    by_kind = collections.defaultdict(list)
    for (kind, number, _), scores in zip(positives, found):
        by_kind[kind].append(scores.get(number, 0.0) >= threshold)
    recall = {kind: sum(hits) / len(hits) for kind, hits in sorted(by_kind.items())}
    every = [hit for kind, hits in by_kind.items() for hit in hits if kind not in BESIDE]
    taken = sum(score >= threshold for score in best) / len(best)
    return {"threshold": round(threshold, 4), "false_positives": round(taken, 4), "recall": round(sum(every) / len(every), 4),
            "by_kind": {kind: round(value, 3) for kind, value in recall.items()}}


def compare(kind, folder, half, peers, only=None):
    rng = random.Random(f"{kind}-{half}-{only}")
    everyone = list(entities(folder, kind == "person"))
    mine = [e for e in everyone if int(e[0]) % 2 == (half == "report")]
    others = [e for e in everyone if int(e[0]) % 2 != (half == "report")]
    chosen = [e for e in mine if only is None or only in e[3]]
    if only is not None:
        others = [e for e in others if only in e[3]]
    vary = person_variations if kind == "person" else institution_variations
    by_kind = collections.defaultdict(list)
    for number, name, _, _ in chosen:
        for variation, varied in vary(name, rng):
            if varied and len(varied) > 3:
                by_kind[variation].append((variation, number, varied))
    positives = [row for rows in by_kind.values()
                 for row in rng.sample(rows, min(PER_KIND, len(rows)))]
    against = negatives(mine, others, rng, chosen)
    queries = [varied for _, _, varied in positives] + against
    with tempfile.TemporaryDirectory() as aside:
        found, times = ours(kind, queries, mine, pathlib.Path(aside))
    result = {"positives": len(positives), "negatives": len(against), "times": times,
              "bonafide": judged(found, positives, len(positives))}
    if peers:
        sorted_found, microseconds = token_sort(queries, mine)
        result["rapidfuzz token sort"] = judged(sorted_found, positives, len(positives))
        result["rapidfuzz token sort"]["query_microseconds"] = round(microseconds, 1)
        candidates = [set(a) | set(b) for a, b in zip(found, sorted_found)]
        schema = "Person" if kind == "person" else "Organization"
        scores, speed = logic(queries, mine, candidates, schema)
        result["nomenklatura logic-v2"] = judged(scores, positives, len(positives))
        result["nomenklatura logic-v2"]["pairs_per_second"] = round(speed)
    return result, positives, found, queries


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("lists", type=pathlib.Path)
    arguments.add_argument("--half", choices=["tune", "report"], default="tune")
    arguments.add_argument("--no-peers", action="store_true")
    arguments.add_argument("--missed", type=int, default=0, help="show so many that were missed")
    arguments.add_argument("--keep", type=pathlib.Path)
    given = arguments.parse_args()
    results = {}
    for title, kind, only in [("institutions", "organization", None), ("people", "person", None),
                              ("people of the DPRK programs", "person", "DPRK")]:
        result, positives, found, queries = compare(
            kind, given.lists, given.half, not given.no_peers, only)
        results[title] = result
        print(title, json.dumps(result, indent=1))
        threshold = result["bonafide"]["threshold"]
        names = {n: name for n, name, _, _ in entities(given.lists, kind == "person")}
        missed = [(k, v, names[n], round(s.get(n, 0), 3))
                  for (k, n, v), s in zip(positives, found) if s.get(n, 0) < threshold]
        for row in missed[:: max(1, len(missed) // max(1, given.missed))][: given.missed]:
            print("  missed", *row, sep=" | ")
        if given.missed:
            wrong = sorted(((max(s.values(), default=0), q, names.get(max(s, key=s.get, default="")))
                            for q, s in zip(queries[len(positives):], found[len(positives):])),
                           reverse=True)
            for row in wrong[: given.missed]:
                print("  taken", *row, sep=" | ")
    if given.keep:
        given.keep.write_text(json.dumps(results, indent=1) + "\n")


if __name__ == "__main__":
    main()
