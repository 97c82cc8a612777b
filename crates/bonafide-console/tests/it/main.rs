//! Pages about many: whatever they are filled with is shown as text, and nothing is inline.

use bonafide_console::{
    Aimed, AuditPage, Chart, ConnectorsPage, Drawn, EntryPage, EntryRow, Figure, Frame,
    GroupNumbers, GroupRow, Groups, JoinPage, MixTable, Moment, PeoplePage, PersonRow, Point,
    PolicyPage, PolicyPreview, Right, Span, TreatmentPage, TrendsPage, Waiting, WeightRow,
    WeightsPage, WelcomePage, html,
};

fn frame(path: &str) -> Frame {
    Frame { account: "ann".into(), csrf: "c".into(), path: path.into() }
}

fn trends(text: &str) -> TrendsPage {
    let quarters: Vec<(i64, i64)> = (0..8).map(|at| (2025 + at / 4, at % 4 + 1)).collect();
    let points = |of: fn(i64) -> f64| -> Vec<Point> {
        let point = |(at, quarter): (i64, &(i64, i64))| Point {
            quarter: *quarter,
            value: Some(of(at)),
            bounds: Some((of(at) * 0.8, of(at) * 1.2)),
        };
        (0..).zip(&quarters).map(point).collect()
    };
    let figure = |title, drawn| Figure {
        title,
        big: "41,870".into(),
        small: "+6.6 % on 2026-Q3".into(),
        chart: Chart::of("By quarter".into(), &points(|at| 10.0 + 3.0 * at as f64), drawn, ""),
    };
    let names: Vec<String> = quarters.iter().map(|(year, at)| format!("{year}-Q{at}")).collect();
    let mix = || {
        let rows = vec![
            (text.to_owned(), vec![4, 5, 6, 7, 8, 7, 9, 9]),
            ("contested identity".to_owned(), vec![1, 2, 2, 3, 4, 5, 6, 7]),
            ("alone".to_owned(), vec![0, 1, 0, 2, 1, 2, 0, 3]),
        ];
        MixTable::of(names.clone(), rows)
    };
    let aimed = |name: &str| Aimed {
        name: name.to_owned(),
        count: "12".into(),
        share: "41 %".into(),
        width: "41.0%".into(),
        of_all: "22 %".into(),
    };
    TrendsPage {
        frame: frame("/trends"),
        choices: names.iter().rev().cloned().collect(),
        chosen: "2026-Q4".into(),
        so_far: true,
        lead: "2.5 in 1,000 applications were confirmed in 2026-Q4; whether that changed, the \
               numbers cannot tell."
            .into(),
        open: "12 of 2026-Q4 not decided yet".into(),
        weights: "2026-11".into(),
        figures: vec![
            figure("Applications", Drawn::Bars),
            figure("Confirmed, per 1,000 applications", Drawn::Bars),
            figure("Reviewed, then confirmed", Drawn::Dots),
            figure("Hours to a decision", Drawn::Dots),
            figure("Cleared after a review", Drawn::Bars),
            figure("Rings found", Drawn::Bars),
        ],
        table: (
            vec!["Quarter", "Applications", "Confirmed"],
            vec![vec!["2026-Q4".into(), "41,870".into(), "104".into()]],
        ),
        tactics: mix(),
        values: mix(),
        roles: vec![aimed(text), aimed("Data Engineer"), aimed("")],
        channels: vec![aimed("referral")],
        findings: ["shared-phone", "network-kind"]
            .map(|check| Right {
                check: check.into(),
                count: "61 of 70".into(),
                share: "87 %".into(),
                interval: "77 – 93".into(),
                span: Span::of_share(0.87, (0.77, 0.93)),
            })
            .to_vec(),
        is_empty: false,
    }
}

fn treatment(text: &str) -> TreatmentPage {
    let numbers = |telling, asks| GroupNumbers {
        applications: "13,820".into(),
        selected: ("98.2 %".into(), "98.0 – 98.4".into()),
        impact: ("0.91".into(), "0.79 – 1.05".into()),
        span: Some(Span::of_ratio(0.91, (0.79, 1.05), false)),
        telling,
        asks,
        cleared: ("6.0".into(), "4.8 – 7.4".into()),
        asked: ("18.0".into(), "0.90 times; 0.77 – 1.05".into()),
        hours: "41".into(),
    };
    let row = |name: &str, shown| GroupRow { name: name.to_owned(), shown, guards: false };
    TreatmentPage {
        frame: frame("/equal-treatment"),
        lead: "No group's ratio surely lies below four fifths of the highest.".into(),
        counted: Some((Moment::of(0), "2026-Q1 to 2026-Q4".into())),
        identified: "37,930".into(),
        applications: "41,870".into(),
        categories: vec![Groups {
            name: text.to_owned(),
            rows: vec![
                row("female", Some(numbers("cannot be told yet: more people are needed", false))),
                row("male", Some(numbers("others are compared with it", false))),
                row(text, Some(numbers("below four fifths: find the reasons", true))),
                row("nonbinary", None),
                row("", Some(numbers("above four fifths", false))),
            ],
        }],
        swapped: Some((Moment::of(0), "Probabilities that changed: 0.".into())),
        may_change: true,
        done: text.to_owned(),
    }
}

fn entry(text: &str) -> EntryRow {
    EntryRow {
        position: 7,
        at: Moment::of(0),
        kind: "case.claimed".into(),
        actor: text.to_owned(),
        about: text.to_owned(),
        leads: Some("/cases/c-1".into()),
    }
}

fn audit(text: &str) -> [String; 2] {
    let page = AuditPage {
        frame: frame("/audit"),
        size: "1,234".into(),
        root: "ab".repeat(32),
        checkpoint: format!(
            "bonafide-1/log\n7\n{}=\n\n\u{2014} bonafide-1/log x=\n",
            "A".repeat(43)
        ),
        key: "bonafide-1/log+12345678+AAAA".into(),
        sought: (text.to_owned(), text.to_owned(), true),
        entries: vec![entry(text), entry("ann")],
        next: Some(7),
        verified: Some((false, text.to_owned())),
    };
    let one = EntryPage {
        frame: frame("/audit/7"),
        entry: entry(text),
        commitment: "cd".repeat(32),
        bytes: text.to_owned(),
        proof: Some("c2sp.org/tlog-proof@v1\nindex 7\n".into()),
        holds: true,
        hashes: 11,
    };
    [html(&page), html(&one)]
}

fn settings(text: &str) -> [String; 4] {
    let changes =
        vec![text.to_owned(), "case `band-review` is due within 3 hours, not 5 days".into()];
    let policy = PolicyPage {
        frame: frame("/settings/policy"),
        version: "0123456789ab".into(),
        origin: "Put in force here by sam".into(),
        may_change: true,
        advice: vec![text.to_owned()],
        text: text.to_owned(),
        mistakes: vec![text.to_owned()],
        preview: Some(PolicyPreview {
            changes: changes.clone(),
            effect: vec![("Cases opened".into(), 12, 15), ("Steps asked for".into(), 9, 4)],
            counted_on: "Counted on all 240 applications of the last 90 days.".into(),
        }),
        waiting: Some(Waiting {
            id: "p-1".into(),
            version: "0123456789ab".into(),
            by: text.to_owned(),
            at: Moment::of(0),
            changes,
            is_own: false,
        }),
        before: vec![("0123456789ab".into(), Moment::of(0), text.to_owned())],
        done: text.to_owned(),
    };
    let token = ("t-1".to_owned(), text.to_owned(), String::new(), Some(Moment::of(0)));
    let people = PeoplePage {
        frame: frame("/settings/people"),
        people: vec![PersonRow {
            name: text.to_owned(),
            role: "reviewer",
            made: Moment::of(0),
            is_in: true,
            signs_in: (true, false),
            tokens: vec![token],
        }],
        roles: vec![("reviewer", "Works on cases and decides them.")],
        may_change: true,
        secret: Some((text.to_owned(), text.to_owned())),
        done: text.to_owned(),
    };
    let weights = WeightsPage {
        frame: frame("/settings/weights"),
        version: "2026-11".into(),
        prior: "0.29 %, one in 343".into(),
        calibration: text.to_owned(),
        weights: vec![WeightRow {
            check: "shared-phone".into(),
            group: "household".into(),
            clear: "0".into(),
            levels: "+4.90".into(),
            source: text.to_owned(),
        }],
        tables: vec![(text.to_owned(), "412,000 ranges".into(), "2026-10".into())],
    };
    let connectors = ConnectorsPage {
        frame: frame("/settings/connectors"),
        providers: vec![(text.to_owned(), "an identity document check".into(), true, false)],
        sign_in: "By password.".into(),
        url: "On this machine alone.".into(),
        retention: vec![("applications", "365 days".into())],
    };
    [html(&policy), html(&people), html(&weights), html(&connectors)]
}

fn all(text: &str) -> Vec<(&'static str, String)> {
    let [audit, entry] = audit(text);
    let [policy, people, weights, connectors] = settings(text);
    let welcome = WelcomePage {
        frame: frame("/welcome"),
        applications: 240,
        cases: 12,
        people: (1, 0),
        done: text.to_owned(),
        refused: vec![(7, text.to_owned())],
        example: 240,
    };
    vec![
        ("trends", html(&trends(text))),
        ("treatment", html(&treatment(text))),
        ("audit", audit),
        ("entry", entry),
        ("policy", policy),
        ("people", people),
        ("weights", weights),
        ("connectors", connectors),
        ("welcome", html(&welcome)),
        ("join", html(&JoinPage { code: text.to_owned() })),
    ]
}

#[test]
fn hostile_text_is_text_on_every_page() {
    for text in
        ["<script>alert(1)</script>", "\"><svg onload=alert(1)>", "{{ 7 * 7 }}", "\u{202e}x"]
    {
        for (name, page) in all(text) {
            assert_eq!(page.matches("<script").count(), 1, "{name}: ours alone");
            assert!(!page.contains("\"><svg onload") && !page.contains("49 "), "{name}");
        }
    }
}

#[test]
fn nothing_is_inline_and_every_form_that_changes_something_is_meant() {
    for (name, page) in all("plain") {
        assert!(!page.contains("style=") && !page.contains("onclick"), "{name}");
        assert_eq!(page.matches("<h1").count(), 1, "{name}");
        let forms = page.matches("method=\"post\"").count();
        assert_eq!(forms, page.matches("name=\"csrf\"").count(), "{name}");
        assert_eq!(page.matches("id=\"main\"").count(), 1, "{name}");
    }
}
