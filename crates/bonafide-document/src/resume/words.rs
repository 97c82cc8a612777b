//! Words by which parts of a résumé are recognized: titles of jobs, schools, degrees, places.
//!
//! They say what a piece of text is, never what it is worth: no school, place or title counts more
//! than another.

/// Nouns that make a piece of text a job's title.
const TITLES: &[&str] = &[
    "engineer", "engineers", "developer", "programmer", "intern", "internship", "manager", "lead",
    "leader", "director", "analyst", "architect", "consultant", "scientist", "researcher",
    "administrator", "designer", "officer", "founder", "cofounder", "ceo", "cto", "cfo", "coo",
    "cio", "ciso", "cpo", "vp", "president", "head", "chief", "specialist", "assistant",
    "associate", "coordinator", "technician", "advisor", "adviser", "tutor", "teacher", "lecturer",
    "professor", "instructor", "trainer", "coach", "editor", "writer", "author", "partner",
    "principal", "fellow", "apprentice", "trainee", "volunteer", "owner", "freelancer", "freelance",
    "contractor", "accountant", "auditor", "recruiter", "representative", "salesperson", "seller",
    "executive", "supervisor", "operator", "tester", "strategist", "planner", "buyer", "clerk",
    "secretary", "receptionist", "nurse", "doctor", "physician", "lawyer", "attorney", "paralegal",
    "mechanic", "driver", "ninja", "evangelist", "advocate", "maintainer", "webmaster", "sysadmin",
    "sre", "swe", "devops", "dba", "nco", "captain", "sergeant", "member", "mentor", "producer",
    "artist", "photographer", "cashier", "server", "barista", "guide", "buddy", "ta", "ra",
    "mathematician", "statistician", "economist", "chemist", "physicist", "biologist", "chef",
    "entwickler", "entwicklerin", "softwareentwickler", "ingenieur", "ingenieurin", "leiter",
    "leiterin", "berater", "beraterin", "werkstudent", "werkstudentin", "praktikant",
    "praktikantin", "geschäftsführer", "geschäftsführerin", "mitarbeiter", "mitarbeiterin",
    "projektleiter", "projektleiterin", "ingénieur", "ingénieure", "développeur", "développeuse",
    "directeur", "directrice", "responsable", "stagiaire", "consultante", "chargé", "chargée",
    "gérant", "ingeniero", "ingeniera", "desarrollador", "desarrolladora", "gerente", "jefe",
    "jefa", "analista", "becario", "becaria", "director", "directora", "consultor", "consultora",
    "ingegnere", "sviluppatore", "sviluppatrice", "responsabile", "tirocinante", "stagista",
    "engenheiro", "engenheira", "desenvolvedor", "desenvolvedora", "estagiário", "estagiária",
    "coordenador", "ontwikkelaar", "stagiair", "adviseur", "utvecklare", "ingenjör", "chef",
    "utvikler", "rådgiver", "programista", "inżynier", "kierownik", "разработчик", "инженер",
    "программист", "аналитик", "менеджер", "руководитель", "стажер", "mühendis", "mühendisi",
    "geliştirici", "stajyer", "müdür", "エンジニア", "開発者", "工程师", "经理", "개발자", "엔지니어",
];

/// Words in names of schools.
const SCHOOLS: &[&str] = &[
    "university", "college", "institute", "school", "academy", "polytechnic", "universität",
    "hochschule", "fachhochschule", "gymnasium", "berufsschule", "université", "école", "ecole",
    "lycée", "institut", "faculté", "universidad", "instituto", "escuela", "facultad", "università",
    "politecnico", "liceo", "istituto", "universidade", "faculdade", "escola", "universiteit",
    "hogeschool", "universitet", "högskola", "høgskole", "yliopisto", "uniwersytet", "politechnika",
    "univerzita", "university-", "университет", "институт", "академия", "üniversitesi", "üniversite",
    "universitas", "universiti", "iit", "mit", "eth", "epfl", "caltech", "insead", "ucla", "大学",
    "大學", "대학교", "学院", "bootcamp", "seminary", "conservatory", "conservatoire",
];

/// Degrees that are one word, without full stops.
const DEGREES: &[&str] = &[
    "bs", "bsc", "ba", "bsee", "beng", "be", "btech", "bcom", "bba", "bfa", "bca", "llb", "barch",
    "ms", "msc", "ma", "meng", "me", "mtech", "mba", "mfa", "mca", "mphil", "mres", "mpa", "mph",
    "med", "mdiv", "llm", "phd", "dphil", "md", "jd", "dr", "edd", "dba", "aa", "as", "aas", "sb",
    "sm", "ab", "scb", "scm", "bachelor", "bachelors", "bachelor's", "bachelor’s", "master",
    "masters", "master's", "master’s", "doctor", "doctorate", "doctoral", "associate",
    "associate's", "associates", "diploma", "diplom", "diplôme", "licence", "licenciatura",
    "licenciado", "grado", "máster", "maestría", "laurea", "dottorato", "bacharelado", "mestrado",
    "doutorado", "magister", "promotion", "doktor", "abitur", "baccalauréat", "bachillerato",
    "certificate", "postgraduate", "undergraduate", "ged", "lisans", "бакалавр", "магистр",
    "специалист", "学士", "修士", "博士", "학사", "석사", "박사", "minor", "major", "ingénieur",
];

/// Degrees of several words, the longest first.
const LONG_DEGREES: &[&str] = &[
    "bachelor of business administration", "master of business administration",
    "bachelor of computer applications", "master of computer applications",
    "bachelor of fine arts", "master of fine arts", "master of public administration",
    "master of public health", "bachelor of applied science", "master of applied science",
    "associate of applied science", "bachelor of engineering", "master of engineering",
    "bachelor of technology", "master of technology", "bachelor of commerce", "bachelor of laws",
    "master of laws", "bachelor of education", "master of education", "bachelor of science",
    "master of science", "bachelor of arts", "master of arts", "associate of science",
    "associate of arts", "doctor of philosophy", "doctor of medicine", "juris doctor",
    "high school diploma", "bachelor's degree", "master's degree", "bachelors degree",
    "masters degree", "bachelor degree", "master degree", "doctoral degree", "associate degree",
    "associate's degree", "laurea magistrale", "laurea triennale", "diplôme d'ingénieur",
    "grado en", "máster en", "licence professionnelle",
];

/// States, provinces and countries by which a place is recognized, in lower case.
const LANDS: &[&str] = &[
    "usa", "us", "u.s.", "u.s.a.", "united states", "united states of america", "uk", "u.k.",
    "united kingdom", "england", "scotland", "wales", "northern ireland", "ireland", "canada",
    "australia", "new zealand", "india", "china", "japan", "south korea", "korea", "singapore",
    "malaysia", "indonesia", "philippines", "vietnam", "thailand", "taiwan", "hong kong", "germany",
    "deutschland", "france", "spain", "españa", "italy", "italia", "portugal", "netherlands",
    "the netherlands", "nederland", "belgium", "belgique", "switzerland", "schweiz", "suisse",
    "austria", "österreich", "sweden", "sverige", "norway", "norge", "denmark", "danmark", "finland",
    "suomi", "iceland", "poland", "polska", "czech republic", "czechia", "slovakia", "hungary",
    "romania", "românia", "bulgaria", "greece", "turkey", "türkiye", "turkiye", "russia", "ukraine",
    "belarus", "serbia", "croatia", "slovenia", "bosnia and herzegovina", "estonia", "latvia",
    "lithuania", "israel", "egypt", "morocco", "tunisia", "algeria", "nigeria", "kenya", "ghana",
    "south africa", "ethiopia", "uganda", "tanzania", "rwanda", "senegal", "cameroon", "brazil",
    "brasil", "argentina", "chile", "colombia", "peru", "perú", "mexico", "méxico", "uruguay",
    "ecuador", "venezuela", "costa rica", "panama", "guatemala", "pakistan", "bangladesh",
    "sri lanka", "nepal", "iran", "iraq", "saudi arabia", "uae", "united arab emirates", "qatar",
    "kuwait", "bahrain", "oman", "jordan", "lebanon", "kazakhstan", "uzbekistan", "georgia",
    "armenia", "azerbaijan", "mongolia", "cyprus", "malta", "luxembourg", "cuba", "jamaica",
    "puerto rico", "ontario", "quebec", "québec", "british columbia", "alberta", "manitoba",
    "saskatchewan", "nova scotia", "new brunswick", "alabama", "alaska", "arizona", "arkansas",
    "california", "colorado", "connecticut", "delaware", "florida", "hawaii", "idaho", "illinois",
    "indiana", "iowa", "kansas", "kentucky", "louisiana", "maine", "maryland", "massachusetts",
    "michigan", "minnesota", "mississippi", "missouri", "montana", "nebraska", "nevada",
    "new hampshire", "new jersey", "new mexico", "new york", "north carolina", "north dakota",
    "ohio", "oklahoma", "oregon", "pennsylvania", "rhode island", "south carolina", "south dakota",
    "tennessee", "texas", "utah", "vermont", "virginia", "washington", "west virginia", "wisconsin",
    "wyoming", "district of columbia", "d.c.", "new south wales", "queensland", "bavaria", "bayern",
    "karnataka", "maharashtra", "telangana", "tamil nadu", "guangdong", "zhejiang", "jiangsu",
];

/// Abbreviations of states, provinces and territories; in capitals only.
const SHORT_LANDS: &[&str] = &[
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS",
    "KY", "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY",
    "NC", "ND", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV",
    "WI", "WY", "DC", "PR", "ON", "QC", "BC", "AB", "MB", "SK", "NS", "NB", "NL", "PE", "NSW",
    "VIC", "QLD", "UK", "US", "USA", "UAE", "DE", "FR", "IT", "ES", "CH", "AT", "BE", "SE", "NO",
    "DK", "FI", "PL", "IE", "PT", "IN", "JP", "KR", "SG", "HK", "CZ", "RO", "HU", "BR", "MX", "AU",
    "NZ", "IL", "TR", "UA",
];

/// Endings of companies' names, which belong to what stands before the comma.
const COMPANY_ENDS: &[&str] = &[
    "inc", "inc.", "llc", "ltd", "ltd.", "limited", "corp", "corp.", "co", "co.", "gmbh", "ag",
    "s.a.", "sa", "s.l.", "s.r.l.", "plc", "pty", "b.v.", "bv", "n.v.", "kg", "l.p.", "lp", "llp",
    "pvt. ltd.", "pvt ltd", "oy", "ab", "as", "a/s", "sarl", "k.k.", "jr.", "sr.", "jr", "sr",
];

/// Branches of universities that stand after a comma.
const BRANCHES: &[&str] = &[
    "berkeley", "los angeles", "san diego", "davis", "irvine", "santa barbara", "santa cruz",
    "riverside", "merced", "san francisco", "austin", "dallas", "arlington", "madison", "milwaukee",
    "urbana-champaign", "chicago", "ann arbor", "dearborn", "chapel hill", "boulder", "amherst",
    "college park", "baltimore county", "twin cities", "knoxville", "lincoln", "omaha", "northridge",
    "long beach", "fullerton", "sacramento", "pomona", "kharagpur", "bombay", "delhi", "madras",
    "kanpur", "hyderabad", "roorkee", "guwahati",
];

/// Whether a piece of text is a job's title.
pub(crate) fn is_title(text: &str) -> bool {
    const WORDS_MAX: usize = 12;
    let lower = text.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    text.split_whitespace().count() <= WORDS_MAX && words.any(|word| TITLES.contains(&word))
}

/// Whether a piece of text names a school.
pub(crate) fn is_school(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    let joined = ["大学", "大學", "대학교", "学院", "universität", "hochschule", "universiteit"];
    words.any(|word| SCHOOLS.contains(&word)) || joined.iter().any(|part| lower.contains(part))
}

/// Length of the degree with which a text begins, where it does.
pub(crate) fn degree(text: &str) -> Option<usize> {
    let lower = text.to_lowercase();
    // Lower case may be longer; then lengths do not compare.
    if lower.len() != text.len() {
        return None;
    }
    let ends = |end: usize| !lower[end..].starts_with(|c: char| c.is_alphanumeric());
    let long = LONG_DEGREES.iter().find(|degree| lower.starts_with(**degree) && ends(degree.len()));
    if let Some(degree) = long {
        return Some(degree.trim_end_matches(" en").len());
    }
    let end = lower.find(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | '/' | ':' | ';'));
    let end = end.unwrap_or(lower.len());
    let word: String = lower[..end].chars().filter(|c| *c != '.').collect();
    // Short words in lower case, such as `be` or `as`, are words.
    let capitals = text.chars().next().is_some_and(char::is_uppercase);
    (DEGREES.contains(&word.as_str()) && capitals).then_some(end)
}

/// Whether a word names a state, a province or a country.
pub(crate) fn is_land(text: &str) -> bool {
    let text = text.trim();
    let lower = text.to_lowercase();
    let zip = text.split_once(' ').is_some_and(|(state, zip)| {
        SHORT_LANDS.contains(&state) && zip.chars().all(|c| c.is_ascii_digit() || c == '-')
    });
    SHORT_LANDS.contains(&text) || LANDS.contains(&lower.as_str()) || zip
}

/// Whether a text is a place: a city with its land, or work from anywhere.
pub(crate) fn is_place(text: &str) -> bool {
    let text = text.trim().trim_matches(['(', ')']);
    let lower = text.to_lowercase();
    let anywhere = ["remote", "hybrid", "on-site", "onsite", "télétravail", "remoto"];
    if anywhere.iter().any(|word| lower == *word || lower.starts_with(&format!("{word} "))) {
        return text.split_whitespace().count() <= 4;
    }
    let parts: Vec<&str> = text.split(',').map(str::trim).collect();
    let names = parts.iter().all(|part| {
        part.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_ascii())
            && part.split_whitespace().count() <= 4
    });
    match parts.as_slice() {
        [only] => LANDS.contains(&only.to_lowercase().as_str()),
        [city, rest @ ..] if rest.len() <= 2 => {
            names && !is_title(city) && !is_school(city) && rest.iter().any(|part| is_land(part))
        }
        _ => false,
    }
}

/// Whether a part after a comma belongs to the company's name before it.
pub(crate) fn is_company_end(text: &str) -> bool {
    COMPANY_ENDS.contains(&text.trim().to_lowercase().as_str())
}

/// Whether a part after a comma belongs to the university's name before it.
pub(crate) fn is_branch(text: &str) -> bool {
    BRANCHES.contains(&text.trim().to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::{degree, is_place, is_school, is_title};

    #[test]
    fn words_tell_what_a_piece_is() {
        assert!(is_title("Co-Founder & CTO") && is_title("Softwareentwickler"));
        assert!(!is_title("NVIDIA Research") && !is_title("Nexus AI"));
        assert!(is_school("Boğaziçi University") && is_school("東京大学"));
        assert!(is_place("San Francisco, CA") && is_place("Istanbul, Türkiye") && is_place("Remote"));
        assert!(!is_place("Nexus AI") && !is_place("Research Intern, UK"));
    }

    #[test]
    fn degrees_end_where_the_field_begins() {
        for (text, want) in [
            ("PhD in Computer Science", Some("PhD")),
            ("B.Sc. Physics", Some("B.Sc.")),
            ("Bachelor of Science Computer Science", Some("Bachelor of Science")),
            ("Bachelor Information Technology", Some("Bachelor")),
            ("Computer Science", None),
            ("as a student", None),
        ] {
            assert_eq!(degree(text).map(|end| &text[..end]), want, "{text}");
        }
    }
}
