//! The report: what a reader must find in it, and what must never run in it.

use crate::fixture::{large, nothing, screening};
use bonafide_case::report::html;

/// Keeps the page where a person can open it, and returns it.
fn page(name: &str, screening: &bonafide_case::Screening) -> String {
    let page = html(screening);
    std::fs::write(format!("{}/{name}.html", env!("CARGO_TARGET_TMPDIR")), &page).unwrap();
    page
}

/// The page without its own style and script.
fn content(page: &str) -> String {
    let (head, rest) = page.split_once("<style>").unwrap();
    let (_, rest) = rest.split_once("</style>").unwrap();
    let (body, tail) = rest.rsplit_once("<script>").unwrap();
    let (_, end) = tail.split_once("</script>").unwrap();
    [head, body, end].concat()
}

#[test]
fn text_of_applicants_cannot_become_markup() {
    let page = page("report", &screening(40));
    let content = content(&page);
    for markup in ["<script", "<img", "onerror=alert(1)>", "javascript:"] {
        let escaped = content.replace("&#62;", ">").matches(markup).count();
        assert!(!content.contains(markup), "{markup} in the page ({escaped} escaped)");
    }
    assert!(content.contains("&#60;script&#62;alert(1)&#60;/script&#62;"));
    for control in ['\u{202E}', '\u{1b}'] {
        assert!(!content.contains(control), "{control:?} in the page");
    }
    assert!(!content.contains(" style="), "the policy allows no style of its own on an element");
}

#[test]
fn the_page_asks_nothing_of_a_network() {
    let page = page("quiet", &screening(40));
    let head = page.split("</head>").next().unwrap();
    assert!(head.contains("default-src 'none'; style-src 'sha256-"));
    let tags = content(&page)
        .split('<')
        .map(|tag| tag.split('>').next().unwrap_or(tag).to_owned())
        .collect::<Vec<_>>();
    assert!(!tags.iter().any(|tag| tag.contains(" src=")), "an element loads something");
    for request in ["url(", "@import", "<link rel=\"stylesheet\"", "fetch(", "action="] {
        assert!(!page.contains(request), "{request} in the page");
    }
    let links = page.matches("href=\"").count();
    let inside = page.matches("href=\"#").count() + page.matches("href=\"data:,\"").count();
    assert_eq!(links, inside, "every link stays inside the page");
}

#[test]
fn every_link_inside_the_page_has_a_target() {
    let page = page("links", &large());
    for anchor in page.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(page.contains(&format!("id=\"{anchor}\"")), "no target for #{anchor}");
    }
    let mut ids: Vec<&str> =
        page.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "an id stands twice");
}

#[test]
fn the_explanation_adds_up_on_paper() {
    let mut screening = screening(12);
    screening.applications.retain(|screened| screened.application.id == "A-20931");
    let page = html(&screening);
    assert!(page.contains("−8.42 + 16.30 − 2.65 = +5.23 bits, that is odds of 37.5 to 1, 97"));
    assert!(page.contains("+5.60 bits = odds × 49"));
    assert!(page.contains("capped with findings of its group; +2.90 alone"));
    assert!(page.contains("explained: phone also stands under 3 other names"));
    assert!(page.contains("Not known: 3 questions"));
}

#[test]
fn a_ring_is_drawn_listed_and_laid_side_by_side() {
    let page = page("small", &screening(9));
    assert!(page.contains("6 claimed persons, one operator likely"));
    assert!(page.contains("One history under 3 names"));
    assert!(page.contains("held by 512"));
    assert!(page.contains("class=\"edge w1\"") && page.contains("class=\"edge w5\""));
    assert!(
        page.contains("mk mk-eq") && page.contains("mk mk-near") && page.contains("mk mk-diff")
    );
}

#[test]
fn a_ring_too_large_to_draw_says_so() {
    let page = html(&large());
    assert!(page.contains("With 30 members a drawing and columns would show only lines"));
}

#[test]
fn nothing_to_look_at_is_said_calmly() {
    let page = page("nothing", &nothing());
    assert!(page.contains("none asks for a look first"));
    assert!(page.contains("There is nothing to look at."));
    assert!(page.contains("None: every record could be read."));
    assert!(!page.contains("NaN") && !page.contains("inf%"));
}

#[test]
fn a_thousand_applications_stay_small() {
    let page = page("thousand", &screening(1_000));
    let kilobytes = page.len() / 1_000_000;
    assert!(kilobytes < 20, "{kilobytes} MB for 1,000 applications of 8 to 11 findings");
}

#[test]
fn the_same_screening_gives_the_same_bytes() {
    assert_eq!(html(&screening(30)), html(&screening(30)));
}
