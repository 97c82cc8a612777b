//! The page of the problems is what the server sends.

use bonafide_server::PROBLEMS;
use std::fmt::Write;

#[test]
fn the_page_of_the_problems_has_every_kind() {
    let mut page = String::from(
        "# Problems\n\n\
         What was not done is answered as problem details (RFC 9457), `application/problem+json`.\n\
         `type` is `/api/v1/problems/` and the name below, and stays as it is; the server explains \
         it at that path.\n\
         `detail` says what to do, in words that may change.\n\n\
         | name | status | it says | when, and what helps |\n|---|---|---|---|\n",
    );
    for kind in PROBLEMS {
        let _ = writeln!(
            page,
            "| `{}` | {} | {} | {} |",
            kind.name, kind.status, kind.title, kind.means
        );
    }
    let kept = include_str!("../../../../docs/reference/problems.md");
    assert_eq!(kept, page, "write the page anew, as stands on the right:\n{page}");
}
