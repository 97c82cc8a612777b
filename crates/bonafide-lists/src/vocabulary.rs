//! Words that tell no name from another, and the many ways in which each is written.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Other spellings, abbreviations and translations of common words of names of institutions.
const VARIANTS: &[(&str, &[&str])] = &[
    (
        "university",
        &[
            "univ",
            "uni",
            "universitat",
            "universitaet",
            "universite",
            "universidad",
            "universitas",
            "universidade",
            "universita",
            "universiteit",
            "uniwersytet",
            "universitet",
            "univercity",
            "universitesi",
            "univerzita",
            "univerzitet",
            "universities",
            "daehak",
            "daehakgyo",
            "taehak",
            "daxue",
            "daigaku",
            "danesgah",
            "daneshgah",
            "universitatea",
        ],
    ),
    ("institute", &["inst", "institut", "instituto", "institution", "istituto", "instytut"]),
    ("college", &["coll", "colegio", "collegium", "xueyuan"]),
    (
        "academy",
        &["acad", "academia", "akademiya", "akademie", "akademia", "academie", "akademija"],
    ),
    ("school", &["sch", "schule", "ecole", "escuela", "scuola", "escola", "shkola"]),
    ("faculty", &["fac", "fakultat", "fakultet", "facultad", "faculte", "facolta"]),
    ("department", &["dept", "dep", "departamento", "departement", "dpt", "departments"]),
    ("laboratory", &["lab", "labs", "laboratories", "laboratoire", "laboratorium"]),
    ("center", &["centre", "ctr", "centr", "zentrum", "centro", "cent", "tsentr"]),
    (
        "technology",
        &["tech", "technol", "technologies", "technological", "teknoloji", "tekhnologii"],
    ),
    ("technical", &["techn", "technische", "tekhnicheskiy", "technique", "politechnika"]),
    ("polytechnic", &["polytech", "polytechnique", "politecnico", "politecnica", "polytechnical"]),
    (
        "science",
        &["sci", "sciences", "scientific", "wissenschaften", "ciencias", "nauk", "nauchnyy"],
    ),
    ("engineering", &["eng", "engg", "engr", "engineers", "ingenieria", "engineer"]),
    ("information", &["info", "inf", "informatics"]),
    ("computer", &["comp", "computing", "computers"]),
    ("research", &["res", "rsch", "issledovatelskiy", "recherche"]),
    ("national", &["natl", "nat", "nacional", "natsionalnyy", "nationale"]),
    ("international", &["intl", "int", "inter"]),
    ("development", &["dev", "dvlpt", "develop", "devt"]),
    ("general", &["gen", "genl"]),
    ("industry", &["ind", "industries", "industrial", "indus"]),
    ("management", &["mgmt", "mgt"]),
    ("government", &["govt", "gov"]),
    ("ministry", &["min", "ministerstvo"]),
    ("bureau", &["bur", "bureaux"]),
    ("committee", &["cttee", "comm", "cmte", "commission"]),
    ("trading", &["trade", "trdg", "trd", "traders", "muyok"]),
    ("company", &["co", "comp", "companies", "hoesa", "gongsi", "cie", "firm"]),
    ("corporation", &["corp", "corporate", "corporations"]),
    ("construction", &["constr", "const", "constructions"]),
    ("bank", &["bk", "banking", "banks", "unhaeng", "eunhaeng", "banque", "banco"]),
    ("military", &["mil"]),
    ("defense", &["defence", "def"]),
    ("medical", &["med", "medicine", "medizinische"]),
    ("association", &["assoc", "assn"]),
    ("federation", &["fed", "federal"]),
    ("shipping", &["shpg", "ship", "marine", "maritime"]),
    ("group", &["grp", "groupe", "gruppe", "grupo", "gruppa"]),
    ("organization", &["org", "organisation"]),
    ("saint", &["st", "sankt"]),
    ("mountain", &["mt", "mount"]),
    ("cooperation", &["coop", "cooperative"]),
    ("aeronautics", &["aeronautical"]),
    ("astronautics", &["astronautical"]),
    ("second", &["2nd", "ii"]),
    ("first", &["1st"]),
    ("third", &["3rd", "iii"]),
    ("number", &["no", "nr", "num"]),
];

/// Words of common meaning in scripts of their own, the longer before their parts.
const WRITTEN: &[(&str, &str)] = &[
    ("종합대학교", "university"),
    ("종합대학", "university"),
    ("대학교", "university"),
    ("대학", "university"),
    ("공업", "technology"),
    ("기술", "technology"),
    ("과학원", "academy science"),
    ("과학", "science"),
    ("정보", "information"),
    ("연구소", "research institute"),
    ("총회사", "general corporation"),
    ("총국", "general bureau"),
    ("위원회", "committee"),
    ("무역", "trading"),
    ("회사", "company"),
    ("은행", "bank"),
    ("학원", "academy"),
    ("학교", "school"),
    ("건설", "construction"),
    ("조선", "korea"),
    ("有限责任公司", "company limited"),
    ("股份有限公司", "company limited"),
    ("有限公司", "company limited"),
    ("公司", "company"),
    ("大学", "university"),
    ("大學", "university"),
    ("学院", "institute"),
    ("學院", "institute"),
    ("研究所", "research institute"),
    ("研究院", "research academy"),
    ("科学院", "academy science"),
    ("实验室", "laboratory"),
    ("科学", "science"),
    ("科技", "science technology"),
    ("技术", "technology"),
    ("技術", "technology"),
    ("网络", "network"),
    ("贸易", "trading"),
    ("国际", "international"),
    ("中国", "china"),
    ("北京", "beijing"),
    ("上海", "shanghai"),
    ("国防", "national defense"),
    ("工程", "engineering"),
    ("工业", "industry"),
    ("理工", "science technology"),
    ("航空航天", "aeronautics astronautics"),
    ("银行", "bank"),
    ("株式会社", "company limited"),
];

/// Legal forms: whether a company calls itself one tells nothing.
const LEGAL: &[&str] = &[
    "ltd",
    "limited",
    "llc",
    "inc",
    "incorporated",
    "plc",
    "gmbh",
    "ag",
    "sa",
    "sarl",
    "sas",
    "srl",
    "spa",
    "bv",
    "nv",
    "oy",
    "ab",
    "as",
    "aps",
    "kg",
    "pte",
    "pty",
    "pvt",
    "sdn",
    "bhd",
    "ooo",
    "oao",
    "zao",
    "pao",
    "ao",
    "jsc",
    "pjsc",
    "ojsc",
    "cjsc",
    "jvc",
    "jv",
    "llp",
    "lp",
    "kk",
    "doo",
    "sro",
    "dmcc",
    "fze",
    "fzco",
    "fzc",
    "fz",
    "tov",
    "tsentralny",
    "est",
    "company",
    "corporation",
    "cooperation",
    "enterprise",
    "private",
    "co",
    "ltda",
    "limitada",
    "cv",
    "rl",
    "ca",
    "eirl",
    "bvba",
    "zoo",
    "sp",
    "establishment",
    "sadecv",
    "srlc",
    "sc",
    "scs",
    "eood",
    "ood",
    "ead",
    "eurl",
];

/// Words that hold a name together.
const FILLERS: &[&str] = &[
    "the", "of", "at", "in", "and", "for", "de", "la", "le", "di", "da", "do", "del", "der", "des",
    "du", "el", "y", "und", "on", "to", "a", "an", "et", "i", "by", "named", "after",
];

/// Words that many institutions bear.
const GENERIC: &[&str] = &[
    "university",
    "college",
    "school",
    "institute",
    "technology",
    "technical",
    "state",
    "national",
    "academy",
    "science",
    "engineering",
    "business",
    "computer",
    "medical",
    "law",
    "arts",
    "high",
    "international",
    "center",
    "faculty",
    "department",
    "graduate",
    "education",
    "training",
    "art",
    "design",
    "public",
    "polytechnic",
    "management",
    "laboratory",
    "research",
    "information",
    "trading",
    "general",
    "bank",
    "group",
    "industry",
    "development",
    "ministry",
    "bureau",
    "committee",
    "construction",
    "shipping",
    "military",
    "defense",
    "network",
    "systems",
    "key",
    "joint",
    "venture",
    "stock",
    "holding",
    "holdings",
    "services",
    "service",
    "agency",
    "office",
    "division",
    "association",
    "federation",
    "foundation",
    "organization",
    "export",
    "import",
    "foreign",
    "external",
    "central",
    "commercial",
    "investment",
    "investments",
    "global",
    "world",
    "software",
    "solutions",
    "consulting",
    "digital",
    "media",
    "energy",
    "machinery",
    "equipment",
    "electronics",
    "electronic",
    "physics",
    "chemistry",
    "mathematics",
    "applied",
    "advanced",
    "federal",
    "federation",
    "government",
    "budgetary",
    "institution",
    "unitary",
    "number",
    "first",
    "second",
    "third",
    "new",
    "united",
    "economic",
    "economics",
    "finance",
    "financial",
    "credit",
    "insurance",
    "labor",
    "labour",
    "automation",
    "studies",
    "program",
    "campus",
    "higher",
];

/// Names of countries, their peoples and capitals inside names of institutions.
const COUNTRIES: &[&str] = &[
    "korea",
    "korean",
    "choson",
    "chosun",
    "joson",
    "pyongyang",
    "dprk",
    "democratic",
    "peoples",
    "republic",
    "north",
    "south",
    "east",
    "west",
    "china",
    "chinese",
    "beijing",
    "shanghai",
    "russia",
    "russian",
    "moscow",
    "iran",
    "iranian",
    "tehran",
    "islamic",
    "american",
    "america",
    "european",
    "asia",
    "pacific",
    "hong",
    "kong",
    "usa",
    "us",
    "uk",
];

/// What a word says of which institution is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Worth {
    /// Nothing: a legal form or a filler.
    None,
    /// Little: a word that many bear.
    Generic,
    /// Some: a country or its capital.
    Country,
    /// It tells.
    Telling,
}

/// The words of all tables, each with what it is worth; a word of several tables has the least.
static WORTH: LazyLock<FxHashMap<&str, Worth>> = LazyLock::new(|| {
    let tables = [(COUNTRIES, Worth::Country), (GENERIC, Worth::Generic)];
    let tables = tables.into_iter().chain([(FILLERS, Worth::None), (LEGAL, Worth::None)]);
    tables.flat_map(|(words, worth)| words.iter().map(move |word| (*word, worth))).collect()
});

/// The one spelling of each variant.
static ONE_SPELLING: LazyLock<FxHashMap<&str, &'static str>> = LazyLock::new(|| {
    let each = |(one, variants): &(&'static str, &'static [&'static str])| {
        let one = *one;
        variants.iter().map(move |variant| (*variant, one)).collect::<Vec<_>>()
    };
    // The first row that has a variant wins.
    VARIANTS.iter().rev().flat_map(each).collect()
});

/// What a word, already in its one spelling, is worth in the name of an institution.
pub(crate) fn worth(word: &str) -> Worth {
    WORTH.get(word).copied().unwrap_or(Worth::Telling)
}

/// The one spelling of a common word of institutions, where the word is one.
pub(crate) fn one_spelling(word: &str) -> Option<&'static str> {
    ONE_SPELLING.get(word).copied()
}

/// The common word with which a text in a script of its own begins: its bytes and its translation.
pub(crate) fn written(text: &str) -> Option<(usize, &'static str)> {
    let met = WRITTEN.iter().find(|(written, _)| text.starts_with(written));
    met.map(|(written, meaning)| (written.len(), *meaning))
}

#[cfg(test)]
mod tests {
    use super::{Worth, one_spelling, worth, written};

    #[test]
    fn common_words_have_one_spelling_and_little_worth() {
        assert_eq!(one_spelling("univ"), Some("university"));
        assert_eq!(one_spelling("kimchaek"), None);
        assert_eq!(worth("university"), Worth::Generic);
        assert_eq!(worth("ltd"), Worth::None);
        assert_eq!(worth("kimchaek"), Worth::Telling);
        assert_eq!(written("대학교"), Some(("대학교".len(), "university")));
        assert_eq!(written("김책"), None);
    }
}
