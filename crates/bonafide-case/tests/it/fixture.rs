//! Invented screenings: rings of different patterns, hostile names, many findings, nothing at all.

use bonafide_application::Application;
use bonafide_case::{Counts, Problem, Ring, Run, ScreenedApplication, Screening, SharedValue};
use bonafide_evidence::Finding;
use bonafide_linkage::Pattern;
use bonafide_score::{Assessment, Band, Term};
use jiff::{ToSpan, civil::date};

const SHARED: &[&str] = &[
    "One household or shared flat",
    "An agency's or a coach's number",
    "The number changed owner between the applications",
];
const PLACE: &[&str] = &["People who move keep their number for years", "A parent's contract"];

type Row = (&'static str, f64, f64, &'static str, &'static str, &'static str);

const TERMS: [Row; 11] = [
    (
        "shared-phone",
        5.6,
        5.6,
        "phone also stands under 3 other names",
        "+1 (945) 555-0142",
        "The same number stands on A-18877, A-19640 and A-20418; of 40,118 applications, these 4 hold it",
    ),
    (
        "shared-resume",
        4.1,
        4.1,
        "7 work passages as in A-18877, word for word",
        "Cut feature-store read latency from 41 ms to 6 ms by moving hot keys to a two-tier cache.",
        "The same sentence and six more in A-18877, sent 19 days earlier under another employer",
    ),
    (
        "programme-offered",
        1.85,
        1.85,
        "school lists the programme only from 2021",
        "B.Sc. Machine Intelligence, Larkfield State University, 2013 – 2017",
        "Larkfield State lists Computer Science from 1988 and Machine Intelligence from 2021",
    ),
    (
        "shared-device",
        1.4,
        2.9,
        "same device as 2 other applications",
        "",
        "Device 7c1e04 also sent A-18877 and A-20418",
    ),
    (
        "network-kind",
        1.3,
        1.3,
        "sent from a hosting network",
        "Plano, Texas",
        "203.0.113.84 belongs to a hosting company near Ashburn, Virginia",
    ),
    (
        "profile-age",
        1.2,
        1.2,
        "profile of 7 weeks shows 9 years of work",
        "linkedin.example/in/dm-ml",
        "Created on 14 September 2026",
    ),
    (
        "browser-time-zone",
        0.55,
        1.3,
        "browser's time zone is not the claimed place's",
        "Plano, Texas",
        "Asia/Shanghai",
    ),
    (
        "phone-line",
        0.3,
        0.3,
        "phone is an internet line",
        "+1 (945) 555-0142",
        "Range of a VoIP carrier",
    ),
    (
        "work-confirmed",
        -1.75,
        -1.75,
        "Tessellate Health confirms title and dates",
        "Staff ML Engineer, Tessellate Health",
        "Background check of 9 November 2026",
    ),
    ("email-name", -0.4, -0.4, "e-mail carries the name", "daniel.mercer@example.com", "Same name"),
    (
        "address-exists",
        -0.5,
        -0.5,
        "address exists and fits its postal code",
        "Plano, Texas",
        "Place table",
    ),
];

fn term(row: &Row, times: f64) -> Term {
    let (check, bits, uncapped, summary, claim, observed) = *row;
    let against = bits > 0.0;
    Term {
        check,
        bits: bits * times,
        bits_uncapped: uncapped * times,
        finding: Finding {
            summary: summary.into(),
            claim: claim.into(),
            observed: observed.into(),
        },
        innocent: match (against, check.starts_with("shared")) {
            (false, _) => &[],
            (true, true) => SHARED,
            (true, false) => PLACE,
        },
        verify: "Call a number that you find yourself, never first the one on the form.",
    }
}

pub(crate) fn application(id: &str, name: &str, day: i64) -> Application {
    let slug: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let value = serde_json::json!({
        "id": id,
        "submitted_at": format!("2026-11-{:02}T02:14:00Z", 1 + day.rem_euclid(20)),
        "source": {"channel": "careers_page"},
        "job": {"title": "Senior ML Engineer", "work_mode": "remote"},
        "applicant": {
            "name": name, "email": format!("{slug}@example.com"), "phone": "+1 (945) 555-0142",
            "address": {"street": format!("{} Linden Court", 10 + day), "city": "Plano", "region": "Texas", "country_code": "US"},
            "links": [{"network": "linkedin", "url": format!("https://linkedin.example/in/{slug}")}]
        },
        "resume": {
            "work": [
                {"name": "Tessellate Health", "position": "Staff ML Engineer", "startDate": "2021-03", "endDate": "2026-08"},
                {"name": "Corvane Systems", "position": "ML Engineer", "startDate": "2019-07", "endDate": "2021-02"},
                {"name": "Oldfield Data", "position": "Data Engineer", "startDate": "2017-08", "endDate": "2019-06"}
            ],
            "education": [{"institution": "Larkfield State University", "area": "Machine Intelligence", "studyType": "B.Sc.", "startDate": "2013", "endDate": "2017"}]
        },
        "session": {"ip": format!("203.0.113.{}", 80 + day % 5), "time_zone": "Asia/Shanghai", "device_id": "7c1e04"},
        "references": [{"name": "Morgan Hale", "email": "m.hale@ref.example", "company": "Corvane Systems"}],
        "events": [{"kind": "background_check", "at": "2026-11-09T10:00:00Z", "result": "clear"}]
    });
    serde_json::from_value(value).expect("an application")
}

/// Names as they come: plain, long, right to left, hostile.
pub(crate) const NAMES: [&str; 12] = [
    "Daniel Mercer",
    "Colin Ashdown",
    "Tomasz Wilk",
    "Grace Okafor",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "مريم بنت عبد الله الخطيب",
    "Maria del Carmen Fernández-Villaverde y Gutiérrez de la Concepción Wolfeschlegelsteinhausenbergerdorff",
    "שרה כהן\u{202E}gnp.exe",
    "Ingrid\u{1b}[31m Solheim",
    "Aleksandra Nowicka",
    "{{ 7*7 }} {% raw %}",
];

fn screened(n: usize, ring: Option<&str>, times: f64) -> ScreenedApplication {
    let name = NAMES[n % NAMES.len()];
    let terms: Vec<Term> = TERMS
        .iter()
        .enumerate()
        .filter(|(i, _)| n.is_multiple_of(3) || !(i + n).is_multiple_of(4))
        .map(|(_, row)| term(row, times))
        .collect();
    let assessment = Assessment { prior_bits: -8.42, terms };
    let odds = assessment.log_odds();
    ScreenedApplication {
        application: application(&format!("A-{:05}", 20_931 + n), name, n as i64),
        band: if odds >= 0.5 {
            Band::Priority
        } else if odds >= -3.0 {
            Band::Review
        } else {
            Band::Clear
        },
        assessment,
        ring: ring.map(str::to_owned),
        person: n.is_multiple_of(4).then(|| "P-00017".to_owned()),
        unknown: vec!["shipment-place", "payroll-account", "background-check"],
    }
}

fn shared(
    kind: &'static str,
    value: &str,
    members: &[String],
    held_by: u64,
    bits: f64,
) -> SharedValue {
    SharedValue { kind, value: value.into(), members: members.to_vec(), held_by, bits }
}

fn run() -> Run {
    Run {
        inputs: vec!["applications-autumn-2026.ndjson".into()],
        program: "0.1.0".into(),
        weights: "2026.11.1".into(),
        tables: "2026-10".into(),
        prior_bits: -8.42,
        prior_source: "shipped with the weights".into(),
        review_bits: -3.0,
        priority_bits: 0.5,
    }
}

#[expect(clippy::too_many_lines, reason = "one invented screening, listed in one place")]
/// A screening of `n` applications to look at, six and three of them in two rings.
pub(crate) fn screening(n: usize) -> Screening {
    let ring = |i: usize| match i {
        0..=5 => Some("R-0147"),
        6..=8 => Some("R-0151"),
        _ => None,
    };
    let times = |i: usize| 1.0 - 0.45 * i as f64 / n as f64;
    let mut applications: Vec<ScreenedApplication> =
        (0..n).map(|i| screened(i, ring(i), times(i))).collect();
    applications.sort_by(|a, b| b.assessment.log_odds().total_cmp(&a.assessment.log_odds()));
    let ids: Vec<String> = (0..9).map(|i| format!("A-{:05}", 20_931 + i)).collect();
    let in_band =
        |band| applications.iter().filter(|screened| screened.band == band).count() as u64;
    let (review, priority) = (in_band(Band::Review), in_band(Band::Priority));
    let histogram = (-14..8)
        .map(|edge| (f64::from(edge), (9_000.0 / (1.0 + f64::from(edge + 11).powi(2))) as u64))
        .collect();
    let monday = date(2026, 8, 24);
    Screening {
        run: run(),
        counts: Counts {
            applications: 40_118,
            rejected: 3,
            clear: 40_118 - review - priority,
            review,
            priority,
            persons: 1_100,
            applied_again: 2_304,
        },
        histogram,
        weeks: (0..13i64)
            .map(|i| (monday + (7 * i).days(), 3_000 + 20 * i as u64, 20 + 2 * i as u64))
            .collect(),
        finding_counts: TERMS
            .iter()
            .take(8)
            .zip(1u64..)
            .map(|(t, i)| (t.0, 900 * i / 3, (n as u64) / i))
            .collect(),
        rings: vec![
            Ring {
                id: "R-0147".into(),
                pattern: Pattern::SharedInfrastructure,
                members: ids[..6].to_vec(),
                applicants: 6,
                shared: vec![
                    shared(
                        "shipment-address",
                        "88 Harbor Road, Spokane",
                        &[ids[2].clone(), ids[5].clone()],
                        2,
                        6.2,
                    ),
                    shared("phone", "+19455550142", &ids[..4], 4, 5.6),
                    shared("reference-email", "m.hale@ref.example", &ids[3..6], 3, 4.6),
                    shared("resume-text", "212 words", &ids[..2], 2, 4.1),
                    shared("device", "7c1e04", &ids[..3], 3, 1.9),
                    shared("network", "203.0.113.0/24", &ids[..6], 512, 0.0),
                ],
            },
            Ring {
                id: "R-0151".into(),
                pattern: Pattern::ClonedHistory,
                members: ids[6..9].to_vec(),
                applicants: 3,
                shared: vec![shared(
                    "work-history",
                    "<b>Tessellate Health</b> · Corvane Systems",
                    &ids[6..9],
                    3,
                    5.1,
                )],
            },
        ],
        applications,
        problems: vec![
            Problem {
                source: "applications-autumn-2026.ndjson".into(),
                line: 8_114,
                id: Some("A-08114".into()),
                error: "ends in the middle of a string".into(),
            },
            Problem {
                source: "applications-autumn-2026.ndjson".into(),
                line: 19_330,
                id: None,
                error: "has no id".into(),
            },
            Problem {
                source: "<img src=x onerror=alert(1)>.ndjson".into(),
                line: 0,
                id: None,
                error: "is empty".into(),
            },
        ],
        surroundings: bonafide_case::surroundings::Surroundings::default(),
    }
}

/// A screening that found nothing to look at.
pub(crate) fn nothing() -> Screening {
    Screening {
        run: run(),
        counts: Counts { applications: 212, clear: 212, ..Counts::default() },
        histogram: vec![(-10.0, 100), (-9.0, 112)],
        weeks: vec![(date(2026, 11, 2), 212, 0)],
        finding_counts: vec![("phone-region", 4, 0)],
        applications: Vec::new(),
        rings: Vec::new(),
        problems: Vec::new(),
        surroundings: bonafide_case::surroundings::Surroundings::default(),
    }
}

/// A screening with one large ring, and one application with many findings.
pub(crate) fn large() -> Screening {
    let mut screening = screening(40);
    let ids: Vec<String> =
        screening.applications.iter().map(|s| s.application.id.clone()).collect();
    let members = ids[..30].to_vec();
    screening.rings.push(Ring {
        id: "R-0160".into(),
        pattern: Pattern::ContestedIdentity,
        members: members.clone(),
        applicants: 30,
        shared: (0..70)
            .map(|i| {
                shared("profile", &format!("linkedin:handle-{i}"), &members[i % 20..], 11, 2.0)
            })
            .collect(),
    });
    let one = &mut screening.applications[0];
    one.assessment.terms = (0..300).map(|i| term(&TERMS[i % TERMS.len()], 0.02)).collect();
    screening
}
