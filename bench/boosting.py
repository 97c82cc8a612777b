"""Gradient boosting trained on the labels of some populations and judged on others.

    features DIR... > features.csv
    python3 boosting.py features.csv --fit DIR... --judge DIR... [--json]

Its features are the answers of all checks and the counts of exact sharing; it sees the labels of
the populations that it is fitted on. Needs scikit-learn (requirements.txt).
"""

import argparse
import csv
import json

import numpy
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import average_precision_score

# Judged on one of the populations to fit, then fitted again on all of them: the best of these.
SETTINGS = [
    {"learning_rate": rate, "max_leaf_nodes": leaves, "max_iter": rounds, "l2_regularization": 1.0}
    for rate, rounds in ((0.03, 400), (0.06, 250), (0.1, 150))
    for leaves in (8, 16, 31)
]


def read(path):
    """Rows of the table by folder: features and labels."""
    with open(path, newline="", encoding="utf-8") as file:
        rows = csv.reader(file)
        head = next(rows)
        folders, labels, values = [], [], []
        for row in rows:
            folders.append(row[0])
            labels.append(int(row[2]))
            values.append(row[3:])
    assert head[:3] == ["folder", "id", "operator"], head[:3]
    features = numpy.array(values, dtype=numpy.float32)
    return numpy.array(folders), numpy.array(labels), features


def fitted(setting, features, labels):
    """A model of one setting."""
    model = HistGradientBoostingClassifier(random_state=0, early_stopping=False, **setting)
    return model.fit(features, labels)


def precision(model, features, labels):
    """Average precision of a model."""
    return average_precision_score(labels, model.predict_proba(features)[:, 1])


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    arguments.add_argument("table")
    arguments.add_argument("--fit", nargs="+", required=True)
    arguments.add_argument("--judge", nargs="+", required=True)
    arguments.add_argument("--json", action="store_true")
    given = arguments.parse_args()
    folders, labels, features = read(given.table)
    within = numpy.isin(folders, given.fit)
    held = folders == given.fit[-1]
    rest = within & ~held if len(given.fit) > 1 else within
    best = max(
        SETTINGS,
        key=lambda setting: precision(
            fitted(setting, features[rest], labels[rest]), features[held], labels[held]
        ),
    )
    model = fitted(best, features[within], labels[within])
    judged = {
        folder: float(precision(model, features[folders == folder], labels[folders == folder]))
        for folder in given.judge
    }
    if given.json:
        print(json.dumps({"setting": best, "average_precision": judged}))
        return
    print("setting", best)
    for folder, value in judged.items():
        print(f"{value:.3f}  {folder}")


if __name__ == "__main__":
    main()
