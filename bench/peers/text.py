"""Near-duplicate resumes: bonafide beside datasketch, rensa and gaoya, in one run.

python3 bench/peers/text.py --keep NAME

Writes resumes with planted copies (see README.md), runs each tool on the same texts as a process
of its own, and prints one table: recall by kind of copy, precision, processor and wall seconds,
texts per processor second, peak memory. Reading the file is in no tool's seconds.
"""

import argparse
import collections
import datetime
import importlib.metadata
import itertools
import json
import os
import pathlib
import platform
import random
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
BENCH = HERE.parent
KINDS = ("light", "medium", "heavy", "lifted")
CHANGED = {"light": 0.03, "medium": 0.12, "heavy": 1 / 3}
HASHES = 128
PEERS = (
    ("datasketch", 0.5),
    ("datasketch", 0.3),
    ("rensa", 0.5),
    ("rensa", 0.3),
    ("gaoya", 0.5),
    ("gaoya", 0.3),
)


class Writer:
    """Writes resumes from a vocabulary, stock phrases, stock sentences and public templates."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        syllables = [c + v for c in "bcdfghjklmnprstvwz" for v in ("a", "e", "i", "o", "u", "er", "in", "ol")]
        words = {"".join(self.random.choices(syllables, k=self.random.choice((1, 2, 2, 3, 3, 4)))) for _ in range(9_000)}
        self.words = sorted(words)
        self.random.shuffle(self.words)
        self.word_weights = self.zipf(len(self.words))
        self.phrases = [self.draw(self.random.randint(3, 6)) for _ in range(2_500)]
        self.phrase_weights = self.zipf(len(self.phrases))
        self.stock = [self.draw(self.random.randint(9, 16)) for _ in range(400)]
        self.stock_weights = self.zipf(len(self.stock))
        self.templates = [self.draw(self.random.randint(35, 60)) for _ in range(25)]

    def zipf(self, count):
        return list(itertools.accumulate(1 / (rank + 2.7) for rank in range(count)))

    def draw(self, count):
        return self.random.choices(self.words, cum_weights=self.word_weights, k=count)

    def sentence(self):
        if self.random.random() < 0.12:
            return list(self.random.choices(self.stock, cum_weights=self.stock_weights)[0])
        length = self.random.randint(9, 18)
        words = []
        while len(words) < length:
            if self.random.random() < 0.12:
                words += self.random.choices(self.phrases, cum_weights=self.phrase_weights)[0]
            else:
                words += self.draw(self.random.randint(2, 5))
        if self.random.random() < 0.5:
            words.append(str(self.random.randint(2, 99)))
        return words

    def job(self):
        head = self.draw(4) + [str(self.random.randint(2004, 2025))]
        return [head] + [self.sentence() for _ in range(self.random.randint(4, 6))]

    def resume(self):
        """Blocks of lines of words: a summary, jobs, skills."""
        template = self.random.random() < 0.3
        summary = list(self.random.choice(self.templates)) if template else self.draw(self.random.randint(25, 45))
        jobs = [self.job() for _ in range(self.random.choice((4, 4, 5)))]
        return [[summary]] + jobs + [[self.draw(self.random.randint(8, 16))]]

    def reworded(self, line, share):
        changed = []
        for word in line:
            if self.random.random() >= share:
                changed.append(word)
                continue
            how = self.random.random()
            if how < 0.8:
                changed += self.draw(1)
            elif how < 0.9:
                changed += self.draw(1) + [word]
        return changed or line

    def copy(self, blocks, kind):
        if kind == "lifted":
            other = self.resume()
            bullets = max(blocks[1:-1], key=len)[1:]
            other[2] = other[2][:1] + bullets
            return other
        copied = [[self.reworded(line, CHANGED[kind]) for line in block] for block in blocks]
        if kind == "heavy":
            for block in copied[1:-1]:
                bullets = block[1:]
                self.random.shuffle(bullets)
                block[1:] = bullets
            self.random.shuffle(copied)
        return copied


def generate(folder, seed, count):
    """Writes texts.jsonl, and truth.tsv: two numbers, and how the second was made of the first."""
    writer = Writer(seed)
    planted = {kind: count // 12 for kind in KINDS[:3]} | {"lifted": count // 50}
    originals = [writer.resume() for _ in range(count - sum(planted.values()))]
    made = [(blocks, number, None) for number, blocks in enumerate(originals)]
    sources = writer.random.choices(range(len(originals) // 2), k=sum(planted.values()))
    kinds = [kind for kind in KINDS for _ in range(planted[kind])]
    for source, kind in zip(sources, kinds):
        made.append((writer.copy(originals[source], kind), source, kind))
    writer.random.shuffle(made)
    families = collections.defaultdict(list)
    words = 0
    with open(folder / "texts.jsonl", "w") as output:
        for number, (blocks, source, kind) in enumerate(made):
            lines = [" ".join(line).capitalize() + "." for block in blocks for line in block]
            words += sum(len(line) for block in blocks for line in block)
            output.write(json.dumps({"id": number, "text": "\n".join(lines)}) + "\n")
            families[source].append((number, kind))
    with open(folder / "truth.tsv", "w") as output:
        for family in families.values():
            for (a, kind_a), (b, kind_b) in itertools.combinations(family, 2):
                kind = kind_a or kind_b if None in (kind_a, kind_b) else "copies"
                output.write(f"{min(a, b)}\t{max(a, b)}\t{kind}\n")
    return words / len(made)


def shingles(text):
    words = text.lower().split()
    return {" ".join(words[i : i + 3]) for i in range(len(words) - 2)}


def datasketch(texts, threshold):
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=threshold, num_perm=HASHES)
    hashes = MinHash.bulk([[s.encode() for s in shingles(text)] for text in texts], num_perm=HASHES)
    with index.insertion_session() as session:
        for number, minhash in enumerate(hashes):
            session.insert(number, minhash)
    for number, minhash in enumerate(hashes):
        for other in index.query(minhash):
            if other > number and minhash.jaccard(hashes[other]) >= threshold:
                yield number, other


def rensa(texts, threshold):
    from rensa import RMinHash, RMinHashLSH

    # Bands by the usual rule: the threshold lies near (1 / bands) ** (1 / rows).
    bands = {0.5: 32, 0.3: 64}[threshold]
    index = RMinHashLSH(threshold=threshold, num_perm=HASHES, num_bands=bands)
    hashes = []
    for number, text in enumerate(texts):
        minhash = RMinHash(num_perm=HASHES, seed=42)
        minhash.update(list(shingles(text)))
        index.insert(number, minhash)
        hashes.append(minhash)
    for number, minhash in enumerate(hashes):
        for other in index.query(minhash):
            if other > number and minhash.jaccard(hashes[other]) >= threshold:
                yield number, other


def gaoya(texts, threshold):
    from gaoya.minhash import MinHashStringIndex

    bands, rows = {0.5: (32, 4), 0.3: (64, 2)}[threshold]
    index = MinHashStringIndex(
        hash_size=32,
        jaccard_threshold=threshold,
        num_bands=bands,
        band_size=rows,
        analyzer="word",
        lowercase=True,
        ngram_range=(3, 3),
    )
    for number, text in enumerate(texts):
        index.insert_document(number, text)
    for number, text in enumerate(texts):
        for other in index.query(text):
            if other > number:
                yield number, other


def peer(name, threshold, folder):
    """Runs one peer in this process, and prints what it took."""
    texts = [json.loads(line)["text"] for line in open(folder / "texts.jsonl")]
    tool = {"datasketch": datasketch, "rensa": rensa, "gaoya": gaoya}[name]
    start, begin = time.process_time(), time.perf_counter()
    pairs = sorted(set(tool(texts, threshold)))
    cpu, wall = time.process_time() - start, time.perf_counter() - begin
    with open(folder / "pairs.tsv", "w") as output:
        output.writelines(f"{a}\t{b}\n" for a, b in pairs)
    print(f"cpu {cpu:.3f}\nwall {wall:.3f}")


def judge(name, command, folder, truth, count, repeat):
    """Runs a command, keeps the run that took the processor least, and judges its pairs."""
    best = None
    for _ in range(repeat):
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        printed = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        if status != 0:
            sys.exit(f"{name} failed")
        figures = dict(line.split() for line in printed.splitlines())
        row = {"cpu": float(figures["cpu"]), "wall": wall, "mib": used.ru_maxrss / 1024}
        row["steps"] = figures
        best = row if best is None or row["cpu"] < best["cpu"] else best
    found = {tuple(map(int, line.split("\t")[:2])) for line in open(folder / "pairs.tsv")}
    right = found & truth.keys()
    by_kind = collections.Counter(truth.values())
    found_by_kind = collections.Counter(truth[pair] for pair in right)
    best |= {
        "name": name,
        "found": len(found),
        "precision": len(right) / max(1, len(found)),
        "recall": {kind: found_by_kind[kind] / max(1, by_kind[kind]) for kind in by_kind},
        "recall_all": len(right) / len(truth),
        "rate": count / best["cpu"],
    }
    return best


def table(rows):
    lines = [
        "| tool | light | medium | heavy | lifted | between copies | precision | processor s | wall s | texts per processor s | peak MiB |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        recalls = " | ".join(f"{row['recall'].get(kind, 0):.3f}" for kind in (*KINDS, "copies"))
        lines.append(
            f"| {row['name']} | {recalls} | {row['precision']:.4f} | {row['cpu']:.2f} | "
            f"{row['wall']:.1f} | {row['rate']:,.0f} | {row['mib']:.0f} |"
        )
    return "\n".join(lines)


def machine():
    model = "unknown processor"
    for line in open("/proc/cpuinfo"):
        if line.startswith("model name"):
            model = line.split(":")[1].strip()
            break
    return f"{model}, {os.cpu_count()} processors, Python {platform.python_version()}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=31)
    parser.add_argument("--texts", type=int, default=20_000)
    parser.add_argument("--repeat", type=int, default=3, help="runs of bonafide; the least counts")
    parser.add_argument("--only", default="", help="run only tools whose name begins so")
    parser.add_argument("--keep", help="name of the kept result in bench/runs")
    parser.add_argument("--peer", nargs=3, metavar=("NAME", "THRESHOLD", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peer:
        name, threshold, folder = options.peer
        return peer(name, float(threshold), pathlib.Path(folder))
    build = ["cargo", "build", "--release", "--quiet", "--package", "passages"]
    subprocess.run([*build, "--manifest-path", BENCH / "Cargo.toml"], check=True)
    folder = BENCH / "populations" / f"texts-{options.seed}-{options.texts}"
    folder.mkdir(parents=True, exist_ok=True)
    mean = generate(folder, options.seed, options.texts)
    truth = {}
    for line in open(folder / "truth.tsv"):
        a, b, kind = line.rstrip("\n").split("\t")
        truth[int(a), int(b)] = kind
    program = [BENCH / "target/release/passages", folder / "texts.jsonl", folder / "pairs.tsv"]
    rows = []
    if "bonafide".startswith(options.only):
        rows.append(judge("bonafide", program, folder, truth, options.texts, options.repeat))
    for name, threshold in PEERS:
        try:
            version = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            print(f"{name} is not installed and is left out", file=sys.stderr)
            continue
        title = f"{name} {version}, threshold {threshold}"
        if title.startswith(options.only):
            command = [sys.executable, __file__, "--peer", name, str(threshold), folder]
            rows.append(judge(title, command, folder, truth, options.texts, 1))
    kinds = collections.Counter(truth.values())
    planted = ", ".join(f"{kinds[kind]} {kind}" for kind in (*KINDS, "copies"))
    about = (
        f"{options.texts} texts of {mean:.0f} words, seed {options.seed}; true pairs: {planted}.\n"
        f"{machine()}; {datetime.date.today()}."
    )
    print(about, table(rows), sep="\n\n")
    if "bonafide".startswith(options.only):
        print("\nbonafide, processor seconds by step:", rows[0]["steps"])
    if options.keep:
        kept = BENCH / "runs" / options.keep
        kept.with_suffix(".md").write_text(f"# Near-duplicate texts\n\n{about}\n\n{table(rows)}\n")
        kept.with_suffix(".json").write_text(json.dumps({"about": about, "rows": rows}, indent=1) + "\n")


if __name__ == "__main__":
    main()
