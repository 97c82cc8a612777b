//! The sentences above a waterfall, computed from its terms.

use crate::changes::{band, is_link};
use crate::numbers::{bits, percent};
use crate::report::said::{SHORT, said};
use crate::{Run, ScreenedApplication};
use bonafide_score::{Term, probability};

/// What the terms of one application come to, in three or four sentences.
pub(crate) fn summary(screened: &ScreenedApplication, run: &Run) -> String {
    let terms = &screened.assessment.terms;
    let mut against: Vec<&Term> = terms.iter().filter(|term| term.bits > 0.0).collect();
    against.sort_by(|a, b| b.bits.total_cmp(&a.bits));
    let Some(strongest) = against.first() else {
        return "Nothing was noted that raises the odds. It stands here because it shares values \
                with the ring; sharing them alone means nothing."
            .to_owned();
    };
    let raised: f64 = against.iter().map(|term| term.bits).sum();
    let linked: f64 = against.iter().filter(|term| is_link(term.check)).map(|term| term.bits).sum();
    let mut text = match linked / raised {
        share if share >= 0.66 => "Most of the evidence lies between applications: ",
        share if share <= 0.34 => "Most of the evidence lies within this application: ",
        _ => "The evidence lies partly within this application, partly between applications: ",
    }
    .to_owned();
    let named: Vec<String> =
        against.iter().take(2).map(|term| said(&term.finding.summary, SHORT)).collect();
    text += &named.join("; ");
    text += ". ";
    text += &if strongest.bits * 2.0 > raised {
        let odds = screened.assessment.log_odds() - strongest.bits;
        let left = percent(probability(odds));
        format!(
            "One finding carries more than half of it: explained, it leaves {left}, which is {}. ",
            band(odds, run).as_str()
        )
    } else {
        let most = bits(strongest.bits);
        format!(
            "No single finding carries it: the strongest is worth {most} of {} bits. ",
            bits(raised)
        )
    };
    text += &for_the_applicant(terms);
    text + "Verify before deciding either way."
}

fn for_the_applicant(terms: &[Term]) -> String {
    let mut fits: Vec<&Term> = terms.iter().filter(|term| term.bits < 0.0).collect();
    fits.sort_by(|a, b| a.bits.total_cmp(&b.bits));
    match fits.as_slice() {
        [] => "Nothing was found that speaks for the applicant, which may only mean that little could be compared. ".to_owned(),
        [one] => format!("For the applicant speaks: {}. ", said(&one.finding.summary, SHORT)),
        [one, rest @ ..] => format!(
            "For the applicant speaks: {}, and {} more. ",
            said(&one.finding.summary, SHORT),
            rest.len()
        ),
    }
}
