"""Runs one peer on one list, and writes record and cluster, one a line."""

import csv
import sys

import pandas

TOOL, LIST, OUT, *FILES = sys.argv[1:]


def frame():
    parts = [pandas.read_csv(file, dtype=str, skipinitialspace=True) for file in FILES]
    table = pandas.concat(parts, ignore_index=True)
    table.columns = [column.strip() for column in table.columns]
    table = table.rename(columns={"rec_id": "unique_id", "id": "unique_id"})
    return table.where(table.notna() & (table != ""), None)


def write(pairs):
    with open(OUT, "w", newline="") as out:
        csv.writer(out).writerows(pairs)


def splink_settings():
    import splink.comparison_library as cl
    from splink import block_on

    if LIST.startswith("febrl"):
        comparisons = [
            cl.NameComparison("given_name"), cl.NameComparison("surname"),
            cl.DateOfBirthComparison("date_of_birth", input_is_string=True,
                                     datetime_format="%Y%m%d", invalid_dates_as_null=True),
            cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
            cl.ExactMatch("street_number").configure(term_frequency_adjustments=True),
            cl.ExactMatch("postcode").configure(term_frequency_adjustments=True),
        ]
        blocking = [("soc_sec_id",), ("given_name", "surname"), ("date_of_birth", "postcode"),
                    ("given_name", "date_of_birth"), ("surname", "date_of_birth"),
                    ("surname", "postcode"), ("street_number", "postcode")]
        train = [("date_of_birth",), ("given_name", "surname")]
        truth = [("soc_sec_id",), ("given_name", "surname", "date_of_birth")]
    elif LIST == "historical":
        comparisons = [
            cl.ForenameSurnameComparison("first_name", "surname",
                                         forename_surname_concat_col_name="first_and_surname"),
            cl.DateOfBirthComparison("dob", input_is_string=True),
            cl.PostcodeComparison("postcode_fake"),
            cl.ExactMatch("birth_place").configure(term_frequency_adjustments=True),
            cl.ExactMatch("occupation").configure(term_frequency_adjustments=True),
        ]
        blocking = [("substr(first_name,1,3)", "substr(surname,1,4)"), ("surname", "dob"),
                    ("first_name", "dob"), ("postcode_fake", "first_name"),
                    ("postcode_fake", "surname"), ("dob", "birth_place"),
                    ("substr(postcode_fake,1,3)", "dob"),
                    ("substr(postcode_fake,1,3)", "first_name"),
                    ("substr(postcode_fake,1,3)", "surname"),
                    ("substr(first_name,1,2)", "substr(surname,1,2)", "substr(dob,1,4)")]
        train = [("first_name", "surname"), ("substr(dob,1,4)", "substr(dob,6,2)", "surname")]
        truth = [("first_name", "surname", "dob"),
                 ("substr(first_name,1,2)", "surname", "substr(postcode_fake,1,2)"),
                 ("dob", "postcode_fake")]
    else:
        comparisons = [
            cl.NameComparison("given_name"), cl.NameComparison("surname"),
            cl.DateOfBirthComparison("birth_date", input_is_string=True),
            cl.ExactMatch("postcode").configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("street", [0.9]), cl.ExactMatch("phone"),
            cl.EmailComparison("email"), cl.ExactMatch("sex"),
        ]
        blocking = [("given_name", "surname"), ("surname", "birth_date"),
                    ("given_name", "birth_date"), ("phone",), ("email",),
                    ("postcode", "given_name"), ("street_number", "street", "birth_date")]
        train = [("birth_date",), ("given_name", "surname")]
        truth = [("given_name", "surname", "birth_date"), ("email",)]
    return comparisons, [[block_on(*rule) for rule in rules] for rules in (blocking, train, truth)]


def splink():
    from splink import DuckDBAPI, Linker, SettingsCreator

    table = frame()
    if LIST == "historical":
        table["first_and_surname"] = table["first_and_surname"]
    comparisons, (blocking, train, truth) = splink_settings()
    settings = SettingsCreator(
        link_type="dedupe_only", comparisons=comparisons,
        blocking_rules_to_generate_predictions=blocking,
        retain_intermediate_calculation_columns=False,
    )
    database = DuckDBAPI()
    try:
        linker = Linker(database.register(table), settings)
    except (AttributeError, TypeError):
        linker = Linker(table, settings, database)
    training = linker.training
    training.estimate_probability_two_random_records_match(truth, recall=0.7)
    training.estimate_u_using_random_sampling(max_pairs=5e6)
    for rule in train:
        training.estimate_parameters_using_expectation_maximisation(rule)
    # The threshold of Splink's own demonstrations for clusters.
    pairs = linker.inference.predict(threshold_match_probability=0.01)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, 0.95)
    found = clusters.as_pandas_dataframe()
    write(found[["unique_id", "cluster_id"]].itertuples(index=False, name=None))


def goldenmatch():
    import goldenmatch as gm

    table = frame()
    table.to_csv(OUT + ".in.csv", index=False)
    result = gm.dedupe(OUT + ".in.csv")
    rows = []
    for number, cluster in result.clusters.items():
        rows += [(table["unique_id"][member], number) for member in cluster["members"]]
    write(rows)


def recordlinkage():
    import recordlinkage as rl

    table = frame().set_index("unique_id")
    index = rl.Index()
    for columns in [["given_name"], ["surname"], ["date_of_birth"], ["soc_sec_id"]]:
        index.block(columns)
    pairs = index.index(table)
    compare = rl.Compare()
    for column in ["given_name", "surname", "address_1"]:
        compare.string(column, column, method="jarowinkler", threshold=0.85)
    for column in ["date_of_birth", "suburb", "state", "postcode", "soc_sec_id"]:
        compare.exact(column, column)
    links = rl.ECMClassifier().fit_predict(compare.compute(pairs, table))
    parent = {record: record for record in table.index}

    def root(record):
        while parent[record] != record:
            parent[record] = parent[parent[record]]
            record = parent[record]
        return record

    for a, b in links:
        parent[root(a)] = root(b)
    write((record, root(record)) for record in table.index)


{"splink": splink, "goldenmatch": goldenmatch, "recordlinkage": recordlinkage}[TOOL]()
