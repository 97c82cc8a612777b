"""Compares what was read of a document with what it says."""

import re
from collections import Counter, defaultdict

from truth import month, words


def in_order(unit, read, places):
    """Words of a unit that stand in order near one another in what was read."""
    best, tried = 0, set()
    for offset, word in enumerate(unit[:4] + unit[-2:]):
        offset = offset if offset < 4 else len(unit) - 2 + offset - len(unit[:4])
        for place in places.get(word, ())[:60]:
            start = max(0, place - offset - 1)
            if start in tried:
                continue
            tried.add(start)
            window = read[start : start + len(unit) + 3]
            best = max(best, common(unit, window))
            if best == len(unit):
                return best
    return best


def common(a, b):
    """Length of the longest common subsequence."""
    row = [0] * (len(b) + 1)
    for x in a:
        diagonal = 0
        for index, y in enumerate(b, 1):
            above = row[index]
            row[index] = diagonal + 1 if x == y else max(above, row[index - 1])
            diagonal = above
    return row[-1]


def word_recovery(truth, text):
    """Words recovered in order within their unit, and all words."""
    # A word divided at the end of a line counts as what it was.
    text = re.sub(r"[-\u00ad\u2010]\n\s*(?=[a-z])", "", text)
    read = words(text)
    places = defaultdict(list)
    for index, word in enumerate(read):
        places[word].append(index)
    got = total = 0
    for unit, count in Counter(tuple(words(unit)) for unit in truth["units"]).items():
        total += len(unit) * count
        got += in_order(list(unit), read, places) * count
    return got, total


def same(a, b):
    """Whether two values are the same but for case, blanks and signs."""
    fold = lambda text: re.sub(r"[^\w]+", "", str(text or "").lower())
    return bool(fold(b)) and fold(a) == fold(b)


def digits(text):
    """The digits of a number."""
    return re.sub(r"\D", "", str(text or ""))


def fields(truth, resume):
    """For each kind of field: how many are exactly right, and how many there are."""
    counts = defaultdict(lambda: [0, 0])

    def count(kind, right):
        counts[kind][0] += bool(right)
        counts[kind][1] += 1

    basics = resume.get("basics") or {}
    if truth["name"]:
        count("name", same(basics.get("name"), truth["name"]))
    if truth["email"]:
        count("e-mail", same(basics.get("email"), truth["email"]))
    if truth["phone"]:
        read, want = digits(basics.get("phone")), digits(truth["phone"])
        count("phone", read and (want.endswith(read.lstrip("0")) or read.endswith(want)))
    for kind, key, wanted, read in (
        ("employer", "name", [(w[0], w[2]) for w in truth["work"]], resume.get("work") or []),
        ("institution", "institution", truth["education"], resume.get("education") or []),
    ):
        left = list(read)
        for name, span in wanted:
            match = next((e for e in left if same(e.get(key), name)), None)
            count(kind, match)
            spans = [(month(e.get("startDate")), month(e.get("endDate"))) for e in [match] if e]
            if not spans:
                spans = [(month(e.get("startDate")), month(e.get("endDate"))) for e in left]
            if span[0] or span[1]:
                count("date range", span in spans)
            if match:
                left.remove(match)
    for name, position, _ in truth["work"]:
        if position:
            count("position", any(same(e.get("position"), position) for e in resume.get("work") or []))
    return counts
