//! Members of a ring side by side: equal, near and different values marked.

use crate::report::said::{SHORT, said};
use bonafide_application::{Application, Email, fold, words};

/// One value of one member, and how it stands to the values of the other members.
pub(crate) struct Cell {
    /// As claimed; empty where nothing is.
    pub(crate) said: String,
    /// `eq`, `near`, `diff`, or `none` where nothing is claimed.
    pub(crate) mark: &'static str,
    /// The same as a sign.
    pub(crate) sign: &'static str,
    /// The same in words.
    pub(crate) word: &'static str,
}

/// One claim of every member.
pub(crate) struct Line {
    pub(crate) label: &'static str,
    /// Whether its values are identifiers rather than words of the applicant.
    pub(crate) id: bool,
    pub(crate) cells: Vec<Cell>,
}

/// A claim that is put side by side.
struct Claim {
    label: &'static str,
    id: bool,
    of: fn(&Application) -> Option<String>,
    /// The form in which two spellings of one value are equal.
    normal: fn(&str) -> String,
    near: fn(&str, &str) -> bool,
}

const CLAIMS: [Claim; 10] = [
    Claim { label: "Name", id: false, of: name, normal: token_set, near: words_shared },
    Claim { label: "E-mail", id: false, of: email, normal: mailbox, near: one_local_part },
    Claim { label: "Phone", id: false, of: phone, normal: digits, near: two_digits_apart },
    Claim { label: "Place", id: false, of: place, normal: fold, near: half_the_words },
    Claim { label: "Street", id: false, of: street, normal: fold, near: half_the_words },
    Claim { label: "Last employer", id: false, of: employer, normal: fold, near: half_the_words },
    Claim { label: "Degree", id: false, of: degree, normal: fold, near: half_the_words },
    Claim { label: "References", id: false, of: references, normal: fold, near: half_the_words },
    Claim { label: "Network address", id: true, of: network, normal: fold, near: one_prefix },
    Claim { label: "Device", id: true, of: device, normal: fold, near: never },
];

/// The lines on which any member claims something.
pub(crate) fn side_by_side(members: &[Option<&Application>]) -> Vec<Line> {
    CLAIMS
        .iter()
        .map(|claim| {
            let values: Vec<Option<String>> =
                members.iter().map(|member| member.and_then(claim.of)).collect();
            let normal: Vec<Option<String>> =
                values.iter().map(|value| value.as_deref().map(claim.normal)).collect();
            let cells = (0..values.len()).map(|i| cell(i, &values, &normal, claim.near)).collect();
            Line { label: claim.label, id: claim.id, cells }
        })
        .filter(|line| line.cells.iter().any(|cell| cell.mark != "none"))
        .collect()
}

fn cell(
    i: usize,
    values: &[Option<String>],
    normal: &[Option<String>],
    near: fn(&str, &str) -> bool,
) -> Cell {
    let (Some(value), Some(mine)) = (&values[i], &normal[i]) else {
        return Cell { said: String::new(), mark: "none", sign: "", word: "not given" };
    };
    let others: Vec<&String> = normal
        .iter()
        .enumerate()
        .filter(|(k, _)| *k != i)
        .filter_map(|(_, n)| n.as_ref())
        .collect();
    let (mark, sign, word) = if others.contains(&mine) {
        ("eq", "=", "equal")
    } else if others.iter().any(|other| near(mine, other)) {
        ("near", "≈", "near")
    } else {
        ("diff", "≠", "different")
    };
    Cell { said: said(value, SHORT), mark, sign, word }
}

fn name(application: &Application) -> Option<String> {
    let name = &application.applicant.name.0;
    (!name.is_empty()).then(|| name.clone())
}

fn email(application: &Application) -> Option<String> {
    application.applicant.email.clone()
}

fn phone(application: &Application) -> Option<String> {
    application.applicant.phone.clone()
}

fn place(application: &Application) -> Option<String> {
    Some(application.applicant.address.place().show()).filter(|place| !place.is_empty())
}

fn street(application: &Application) -> Option<String> {
    application.applicant.address.street.clone()
}

fn employer(application: &Application) -> Option<String> {
    application.resume.as_ref()?.work.first()?.name.clone()
}

fn degree(application: &Application) -> Option<String> {
    let study = application.resume.as_ref()?.education.first()?;
    let parts = [study.study_type.as_ref(), study.area.as_ref(), study.institution.as_ref()];
    let text: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    Some(text.join(", ")).filter(|text| !text.is_empty())
}

fn references(application: &Application) -> Option<String> {
    let mut contacts: Vec<&str> = application
        .references
        .iter()
        .filter_map(|r| r.email.as_deref().or(r.phone.as_deref()).or(r.name.as_deref()))
        .collect();
    contacts.sort_unstable();
    Some(contacts.join(", ")).filter(|text| !text.is_empty())
}

fn network(application: &Application) -> Option<String> {
    application.session.as_ref()?.ip.clone()
}

fn device(application: &Application) -> Option<String> {
    application.session.as_ref()?.device_id.clone()
}

fn token_set(name: &str) -> String {
    let mut tokens = words(name);
    tokens.sort_unstable();
    tokens.dedup();
    tokens.join(" ")
}

fn mailbox(typed: &str) -> String {
    Email::parse(typed).map_or_else(|| fold(typed), |email| email.mailbox)
}

fn digits(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_digit).collect()
}

fn words_shared(a: &str, b: &str) -> bool {
    a.split(' ').any(|word| word.len() > 1 && b.split(' ').any(|other| other == word))
}

fn one_local_part(a: &str, b: &str) -> bool {
    let local = |mailbox: &str| -> String {
        let local = mailbox.split('@').next().unwrap_or_default();
        local.chars().filter(char::is_ascii_alphabetic).collect()
    };
    !local(a).is_empty() && local(a) == local(b)
}

fn two_digits_apart(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).filter(|(a, b)| a != b).count() <= 2
}

fn half_the_words(a: &str, b: &str) -> bool {
    let (a, b): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    let shared = a.iter().filter(|word| b.contains(word)).count();
    shared * 2 >= a.len().max(b.len())
}

fn one_prefix(a: &str, b: &str) -> bool {
    // Folding has made spaces of dots and colons; three groups are a /24 or a /48.
    let prefix = |ip: &str| -> Vec<String> { ip.split(' ').take(3).map(str::to_owned).collect() };
    prefix(a).len() == 3 && prefix(a) == prefix(b)
}

fn never(_: &str, _: &str) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::{
        digits, half_the_words, mailbox, one_local_part, one_prefix, token_set, two_digits_apart,
    };

    #[test]
    fn spellings_are_equal_and_neighbours_are_near() {
        assert_eq!(token_set("Kim, Min-jun"), token_set("Min Jun Kim"));
        assert_eq!(mailbox("A.B+x@gmail.com"), mailbox("ab@gmail.com"));
        assert!(one_local_part("jo.doe1@a.example", "jodoe@b.example"));
        assert!(two_digits_apart(&digits("+1 555 0142"), &digits("15550148")));
        assert!(half_the_words("b sc physics larkfield", "b sc physics oldfield"));
        assert!(
            one_prefix("203 0 113 4", "203 0 113 9") && !one_prefix("203 0 113 4", "203 0 1 4")
        );
    }
}
