"""People with duplicates and corruptions, and the truth: invented, by a seed, of any number.

Names, streets and towns are made up of syllables with frequencies that fall as those of real
ones do. A third of the people live in households that share address, family name and telephone;
some of them are twins, or father and son of one name. A share of the people has one to five
further records, each with one to four things wrong, as registers have them: slips of the pen,
what a scanner misreads, what is heard for what was said, short forms, exchanged names, dates with
day and month exchanged, people who moved, married, or changed their number, and values left out.
A plain list has strangers alone, more copies, and one or two things wrong with each: what
benchmarks of record linkage commonly invent.
"""

import argparse
import csv
import pathlib
import random

ONSETS = "b br c ch d dr f fl g gr h j k kl l m n p pr r s sh st t tr v w z".split()
VOWELS = "a e i o u ai ea ie oo ou".split()
CODAS = "n r l s t m ck nd rt st ng".split() + [""] * 6
SHORT = {}


def word(rng, syllables):
    return "".join(
        rng.choice(ONSETS) + rng.choice(VOWELS) + rng.choice(CODAS) for _ in range(syllables)
    )


def words(rng, count, low, high, end=""):
    made = set()
    while len(made) < count:
        made.add(word(rng, rng.randint(low, high)) + end)
    made = sorted(made)
    rng.shuffle(made)
    return made


class Zipf:
    """Draws the first words often and the last rarely."""

    def __init__(self, rng, values, exponent):
        self.rng, self.values = rng, values
        total, self.edges = 0.0, []
        for rank in range(1, len(values) + 1):
            total += 1 / (rank + 5) ** exponent
            self.edges.append(total)

    def draw(self):
        return self.rng.choices(self.values, cum_weights=self.edges)[0]

    def many(self, count):
        return self.rng.choices(self.values, cum_weights=self.edges, k=count)


FIELDS = [
    "given_name", "surname", "birth_date", "sex", "street_number", "street", "town", "postcode",
    "phone", "email",
]


def world(rng):
    given = words(rng, 1_200, 1, 3)
    for name in given[:300]:
        if len(name) > 5:
            SHORT[name] = name[: rng.randint(3, 4)] + rng.choice(["y", "ie", ""])
    towns = words(rng, 2_500, 2, 3, "ton")
    postcodes = {town: [f"{rng.randint(10_000, 99_999)}" for _ in range(12)] for town in towns}
    return {
        "given": Zipf(rng, given, 0.9),
        "surname": Zipf(rng, words(rng, 40_000, 1, 3), 0.85),
        "street": Zipf(rng, words(rng, 6_000, 2, 3), 0.6),
        "kind": ["street", "road", "lane", "avenue", "drive", "place"],
        "town": Zipf(rng, towns, 0.7),
        "postcodes": postcodes,
        "mail": Zipf(rng, words(rng, 300, 2, 3, ".example"), 1.1),
    }


def home(rng, place):
    town = place["town"].draw()
    return {
        "street_number": str(rng.randint(1, 180)),
        "street": f"{place['street'].draw()} {rng.choice(place['kind'])}",
        "town": town,
        "postcode": rng.choice(place["postcodes"][town]),
    }


def telephone(rng):
    return "0" + "".join(rng.choice("0123456789") for _ in range(9))


def mailbox(rng, place, person):
    form = rng.randint(0, 3)
    given, surname = person["given_name"], person["surname"]
    local = [f"{given}.{surname}", f"{given[0]}{surname}", f"{given}{rng.randint(1, 99)}",
             f"{surname}{person['birth_date'][2:4]}"][form]
    return f"{local}@{place['mail'].draw()}"


def born(rng):
    year = min(2006, max(1925, int(rng.gauss(1975, 18))))
    return f"{year:04}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"


def person(rng, place, family=None):
    one = {"given_name": place["given"].draw(), "birth_date": born(rng), "sex": rng.choice("mf")}
    if family:
        for field in ["street_number", "street", "town", "postcode", "phone", "surname"]:
            one[field] = family[field]
        kind = rng.random()
        if kind < 0.015:
            one["birth_date"] = family["birth_date"]
        elif kind < 0.02:
            one["given_name"], one["sex"] = family["given_name"], family["sex"]
        elif kind > 0.8:
            one["surname"] = place["surname"].draw()
    else:
        one["surname"] = place["surname"].draw()
        one.update(home(rng, place))
        one["phone"] = telephone(rng) if rng.random() < 0.8 else ""
    one["email"] = mailbox(rng, place, one) if rng.random() < 0.7 else ""
    return one


KEYS = {"a": "sq", "e": "wr", "i": "uo", "o": "ip", "s": "ad", "t": "ry", "n": "bm", "r": "et"}
SCANNED = [("m", "rn"), ("l", "1"), ("o", "0"), ("h", "b"), ("cl", "d"), ("g", "q"), ("u", "v")]
HEARD = [("ck", "k"), ("c", "k"), ("ie", "y"), ("ea", "ee"), ("ou", "oo"), ("z", "s"), ("ph", "f"),
         ("ai", "ay"), ("v", "f"), ("st", "sst")]


def slip(rng, text):
    if len(text) < 3:
        return text
    at = rng.randrange(len(text) - 1)
    kind = rng.randint(0, 3)
    if kind == 0:
        return text[:at] + text[at + 1:]
    if kind == 1:
        return text[:at] + text[at + 1] + text[at] + text[at + 2:]
    letters = "0123456789" if text[at].isdigit() else "abcdefghijklmnopqrstuvwxyz"
    other = rng.choice(KEYS.get(text[at], letters))
    return text[:at] + other + text[at + (kind == 2):]


def replaced(rng, text, table):
    fitting = [(a, b) for a, b in table if a in text]
    if not fitting:
        return slip(rng, text)
    old, new = rng.choice(fitting)
    return text.replace(old, new, 1)


def corrupt(rng, place, record):
    kind = rng.random()
    if kind < 0.42:
        field = rng.choice(["given_name", "surname", "surname", "street", "town", "postcode",
                            "phone", "email", "birth_date"])
        if record[field]:
            how = rng.random()
            if how < 0.6 or field in ("postcode", "phone", "birth_date"):
                record[field] = slip(rng, record[field])
            elif how < 0.8:
                record[field] = replaced(rng, record[field], HEARD)
            else:
                record[field] = replaced(rng, record[field], SCANNED)
    elif kind < 0.66:
        record[rng.choice(FIELDS)] = ""
    elif kind < 0.74:
        record["given_name"] = SHORT.get(record["given_name"], record["given_name"][:1])
    elif kind < 0.79:
        record["given_name"], record["surname"] = record["surname"], record["given_name"]
    elif kind < 0.84:
        year, month, day = (record["birth_date"].split("-") + ["", ""])[:3]
        if day:
            record["birth_date"] = f"{year}-{day}-{month}"
    elif kind < 0.91:
        record.update(home(rng, place))
    elif kind < 0.94:
        record["surname"] = place["surname"].draw()
    elif kind < 0.97:
        record["phone"] = telephone(rng)
    elif record["given_name"] and record["surname"] and len(record["birth_date"]) >= 4:
        record["email"] = mailbox(rng, place, record)


def population(records, seed, plain=False):
    """Yields records, each with the number of its person."""
    related, copied, wrong = (0.0, 0.45, 2) if plain else (0.3, 0.22, 4)
    rng = random.Random(seed)
    place = world(rng)
    made, number, family = 0, 0, None
    while made < records:
        member = family if family and rng.random() < related else None
        one = person(rng, place, member)
        family = one
        copies = min(5, int(rng.expovariate(0.75)) + 1) if rng.random() < copied else 0
        yield number, dict(one)
        made += 1
        for _ in range(min(copies, records - made)):
            record = dict(one)
            for _ in range(rng.randint(1, wrong)):
                corrupt(rng, place, record)
            yield number, record
            made += 1
        number += 1


def write(folder, records, seed, plain=False):
    """Writes `people.csv` and `truth.csv`, in an order that tells nothing."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    rows = list(population(records, seed, plain))
    random.Random(seed + 1).shuffle(rows)
    with open(folder / "people.csv", "w", newline="") as people, \
            open(folder / "truth.csv", "w", newline="") as truth:
        people, truth = csv.writer(people), csv.writer(truth)
        people.writerow(["id"] + FIELDS)
        truth.writerow(["id", "person"])
        for at, (number, record) in enumerate(rows):
            people.writerow([at] + [record[field] for field in FIELDS])
            truth.writerow([at, number])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=20_261)
    parser.add_argument("--plain", action="store_true", help="strangers alone, fewer slips")
    given = parser.parse_args()
    write(given.folder, given.records, given.seed, given.plain)
