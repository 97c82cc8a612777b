//! The one way in which answers and shared values become a score.

use bonafide_evidence::{Answer, Check, Finding};

use crate::weights::{Group, Weights};
use crate::{Assessment, Term};

/// Adds up what is known of one application.
///
/// Each answer and each link is a term. Terms against the applicant that belong to one group are
/// scaled, all by one factor, until they add up to the group's cap; those for the applicant until
/// they add up to its floor. Then the same is done once for the whole, so that the log-odds stay
/// within the table's limit. Terms of exactly 0 bits are left out, an unknown answer is none.
///
/// `links` are terms whose `check` is the name of a kind of sharing and whose `bits` are
/// [`Weights::link_bits`] times the share that the value has of them; they pass their groups' caps
/// here. The order of the result depends on the terms alone: first those against the applicant,
/// then those for them, each the strongest first, equal ones by name and then by summary.
pub fn assess(
    answers: &[(&Check, Answer)],
    links: Vec<Term>,
    weights: &Weights,
    prior_bits: f64,
) -> Assessment {
    let (mut terms, mut pieces): (Vec<Term>, Vec<Piece<'_>>) =
        answers.iter().filter_map(|(check, answer)| term(check, answer, weights)).unzip();
    pieces.extend(links.iter().map(|term| {
        let group = weights.group(term.check).map(|(_, group)| group);
        Piece { group, bits: term.bits }
    }));
    terms.extend(links);
    cap(&mut pieces, weights.limit, prior_bits);
    for (term, piece) in terms.iter_mut().zip(&pieces) {
        term.bits = piece.bits;
    }
    terms.retain(|term| term.bits != 0.0);
    terms.sort_by(|a, b| {
        (b.bits > 0.0)
            .cmp(&(a.bits > 0.0))
            .then(b.bits.abs().total_cmp(&a.bits.abs()))
            .then(a.check.cmp(b.check))
            .then(a.finding.summary.cmp(&b.finding.summary))
    });
    Assessment { prior_bits, terms }
}

/// One addend before its caps.
#[derive(Clone, Copy, Debug)]
struct Piece<'a> {
    /// The group under whose caps it comes, told apart by where it stands in the table.
    group: Option<&'a Group>,
    /// What it is worth.
    bits: f64,
}

/// Brings pieces under the caps of their groups, and the whole within the limit.
fn cap(pieces: &mut [Piece<'_>], limit: f64, prior_bits: f64) {
    for index in 0..pieces.len() {
        let Some(group) = pieces[index].group else { continue };
        let mine = |piece: &Piece<'_>| piece.group.is_some_and(|other| std::ptr::eq(other, group));
        if pieces[..index].iter().any(mine) {
            continue;
        }
        let (against, favor) = sums(pieces, mine);
        scale(pieces, mine, factor(against, group.cap), factor(favor, group.floor));
    }
    let (against, favor) = sums(pieces, |_| true);
    let most = limit - prior_bits - favor;
    let least = -limit - prior_bits - against;
    scale(pieces, |_| true, factor(against, most.max(0.0)), factor(favor, least.min(0.0)));
}

/// Sums of what speaks against the applicant, and of what speaks for them.
fn sums(pieces: &[Piece<'_>], which: impl Fn(&Piece<'_>) -> bool) -> (f64, f64) {
    pieces.iter().filter(|piece| which(piece)).fold((0.0, 0.0), |(against, favor), piece| {
        (against + piece.bits.max(0.0), favor + piece.bits.min(0.0))
    })
}

/// By how much a sum must shrink to stay within a bound of the same sign.
fn factor(sum: f64, bound: f64) -> f64 {
    if sum.abs() > bound.abs() { bound / sum } else { 1.0 }
}

fn scale(pieces: &mut [Piece<'_>], which: impl Fn(&Piece<'_>) -> bool, against: f64, favor: f64) {
    if against.to_bits() == 1.0_f64.to_bits() && favor.to_bits() == 1.0_f64.to_bits() {
        return;
    }
    for piece in pieces.iter_mut().filter(|piece| which(piece)) {
        piece.bits *= if piece.bits > 0.0 { against } else { favor };
    }
}

fn term<'a>(check: &Check, answer: &Answer, weights: &'a Weights) -> Option<(Term, Piece<'a>)> {
    let row = weights.checks.get(check.name)?;
    let bits = row.bits(answer);
    let (finding, innocent): (&Finding, &'static [&'static str]) = match answer {
        Answer::Unknown => return None,
        Answer::Clear(finding) => (finding, &[]),
        Answer::Noted(_, finding) => (finding, check.innocent),
    };
    let term = || Term {
        check: check.name,
        bits,
        bits_uncapped: bits,
        finding: finding.clone(),
        innocent,
        verify: check.verify,
    };
    (bits != 0.0).then(|| (term(), Piece { group: weights.groups.get(&row.group), bits }))
}

#[cfg(test)]
mod tests {
    use bonafide_evidence::{Answer, Finding};

    use super::assess;
    use crate::invented::{CHECKS, TABLE, clear, noted};
    use crate::{Assessment, Term, Weights};

    fn assessed(answers: [Answer; 4]) -> Assessment {
        let answers: Vec<_> = CHECKS.iter().zip(answers).collect();
        assess(&answers, Vec::new(), &Weights::parse(TABLE).unwrap(), -8.0)
    }

    fn shared(kind: &'static str, bits: f64, summary: &str) -> Term {
        Term {
            check: kind,
            bits,
            bits_uncapped: bits,
            finding: Finding { summary: summary.to_owned(), ..Finding::default() },
            innocent: &["a family"],
            verify: "ask",
        }
    }

    #[track_caller]
    fn near(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-9, "{a} is not {b}");
    }

    #[test]
    fn nothing_known_gives_the_prior_and_nothing_else() {
        let unknown = [Answer::Unknown, Answer::Unknown, Answer::Unknown, Answer::Unknown];
        let assessment = assessed(unknown);
        assert!(assessment.terms.is_empty());
        near(assessment.log_odds(), -8.0);
    }

    #[test]
    fn answers_of_different_groups_add_up() {
        let assessment = assessed([noted("near"), Answer::Unknown, noted("hosting"), clear()]);
        near(assessment.log_odds(), -8.0 + 1.0 + 1.0 - 1.0);
        let names: Vec<_> = assessment.terms.iter().map(|term| term.check).collect();
        assert_eq!(names, ["network-kind", "phone-region", "identity-result"]);
        assert!(assessment.terms[2].innocent.is_empty());
    }

    #[test]
    fn a_group_stays_under_its_cap_in_proportion() {
        let both = assessed([noted("far"), noted("internet"), Answer::Unknown, Answer::Unknown]);
        near(both.log_odds(), -8.0 + 2.5);
        near(both.terms[0].bits, 1.5);
        near(both.terms[0].bits_uncapped, 3.0);
        near(both.terms[1].bits, 1.0);
        let fits = assessed([clear(), clear(), Answer::Unknown, Answer::Unknown]);
        near(fits.log_odds(), -8.0 - 1.0);
        near(fits.terms[0].bits, -0.75);
    }

    #[test]
    fn a_cap_bounds_each_side_by_itself() {
        let mixed = assessed([clear(), noted("internet"), Answer::Unknown, Answer::Unknown]);
        near(mixed.log_odds(), -8.0 + 2.5 - 0.5);
    }

    #[test]
    fn a_clear_answer_worth_nothing_is_no_term() {
        let weights = Weights::parse(&TABLE.replace("clear = -0.1", "clear = 0.0")).unwrap();
        let answers = [(&CHECKS[2], clear())];
        assert!(assess(&answers, Vec::new(), &weights, -8.0).terms.is_empty());
    }

    #[test]
    fn the_whole_stays_within_the_limit_and_still_adds_up() {
        let weights = Weights::parse(TABLE).unwrap();
        let answers: Vec<_> = CHECKS
            .iter()
            .zip([noted("near"), Answer::Unknown, noted("hosting"), noted("negative")])
            .collect();
        let links = vec![shared("shared-phone", 9.0, "shared")];
        let assessment = assess(&answers, links, &weights, -8.0);
        near(assessment.log_odds(), 16.0);
        let p = assessment.probability();
        let sum: f64 = assessment.terms.iter().map(|term| term.bits).sum();
        near(assessment.prior_bits + sum, (p / (1.0 - p)).log2());
    }

    #[test]
    fn the_order_does_not_depend_on_the_order_of_the_links() {
        let weights = Weights::parse(TABLE).unwrap();
        let one = vec![
            shared("shared-phone", 2.0, "b"),
            shared("shared-phone", 2.0, "a"),
            shared("shared-phone", 3.0, "c"),
        ];
        let other = vec![one[2].clone(), one[1].clone(), one[0].clone()];
        let one = assess(&[], one, &weights, -8.0);
        assert_eq!(one, assess(&[], other, &weights, -8.0));
        let order: Vec<_> = one.terms.iter().map(|term| term.finding.summary.as_str()).collect();
        assert_eq!(order, ["c", "a", "b"]);
    }
}
