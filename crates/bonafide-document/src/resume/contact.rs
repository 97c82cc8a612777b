//! Name, contacts, links and place at the top of a résumé.

use super::words;
use super::{Builder, sections::section_of};
use crate::layout::Line;
use bonafide_application::{Country, ResumeProfile};
use std::ops::Range;

/// Words that are no name.
const NO_NAMES: [&str; 12] = [
    "curriculum vitae",
    "curriculum",
    "resume",
    "résumé",
    "cv",
    "lebenslauf",
    "contact",
    "profile",
    "page",
    "confidential",
    "last updated",
    "personal information",
];

/// Networks by the host of their addresses.
const NETWORKS: [(&str, &str, &str); 14] = [
    ("linkedin.com", "LinkedIn", "/in/"),
    ("github.com", "GitHub", "/"),
    ("gitlab.com", "GitLab", "/"),
    ("twitter.com", "Twitter", "/"),
    ("x.com", "X", "/"),
    ("stackoverflow.com", "Stack Overflow", "/users/"),
    ("kaggle.com", "Kaggle", "/"),
    ("medium.com", "Medium", "/@"),
    ("behance.net", "Behance", "/"),
    ("dribbble.com", "Dribbble", "/"),
    ("bitbucket.org", "Bitbucket", "/"),
    ("xing.com", "XING", "/profile/"),
    ("huggingface.co", "Hugging Face", "/"),
    ("t.me", "Telegram", "/"),
];

/// Reads the lines before the first section, and contacts that stand in the margin further down.
pub(crate) fn read(builder: &mut Builder<'_>, head: Range<usize>) {
    let lines = builder.lines;
    let last = if head.is_empty() { lines.len().min(12) } else { head.end };
    name_and_label(builder, 0..last);
    for (at, line) in lines.iter().enumerate().take(last.max(60).min(lines.len())) {
        contacts(builder, at, line);
    }
    for (at, line) in lines.iter().enumerate().take(last) {
        if builder.resume.basics.location.city.is_some() {
            break;
        }
        place(builder, at, line);
    }
}

/// The name is the largest line at the top that can be one; the label is the line below it.
fn name_and_label(builder: &mut Builder<'_>, head: Range<usize>) {
    let lines = builder.lines;
    let usual = usual_size(lines);
    let named = |at: &usize| lines[*at].page <= 1 && is_name(&name_at(lines, *at, usual).0);
    let mut candidates: Vec<usize> = head.clone().filter(named).collect();
    if candidates.is_empty() {
        // A column with the name may be drawn after the text that it stands beside.
        let large = |at: &usize| lines[*at].page == 1 && lines[*at].size > LARGE * usual;
        candidates = (0..lines.len()).filter(|at| large(at) && named(at)).collect();
    }
    let titled = candidates.iter().copied().find(|at| lines[*at].heading == 1);
    let largest = candidates.iter().copied().max_by(|a, b| {
        let (a_size, b_size) = (lines[*a].size, lines[*b].size);
        a_size.total_cmp(&b_size).then(b.cmp(a))
    });
    let Some(at) = titled.or(largest) else { return };
    let (name, end) = name_at(lines, at, usual);
    let name = name.strip_suffix("'s CV").unwrap_or(&name).trim().to_owned();
    builder.say("basics.name", &name, at);
    builder.resume.basics.name = Some(name);
    let below = lines[at].cells.get(1).map(|cell| (at, cell.text()));
    let below = below.or_else(|| {
        Some((end, lines.get(end)?.text())).filter(|_| end < head.end || at >= head.end)
    });
    if let Some((line, label)) = below
        && is_label(&label)
    {
        builder.say("basics.label", &label, line);
        builder.resume.basics.label = Some(label);
    }
}

/// How much larger than most letters those of a name are, where it stands below or is broken.
const LARGE: f32 = 1.25;

/// The name that may begin in a line, and the line after it: large letters are broken over two.
fn name_at(lines: &[Line], at: usize, usual: f32) -> (String, usize) {
    let own = first_cell(&lines[at]);
    let (line, Some(next)) = (&lines[at], lines.get(at + 1)) else { return (own, at + 1) };
    let rest = first_cell(next);
    let step = next.y - line.y;
    let one = |text: &str| text.split_whitespace().count() == 1;
    let broken = line.page == 1
        && next.page == 1
        && line.cells.len() == 1
        && next.cells.len() == 1
        && (line.size - next.size).abs() < 0.3
        && line.size > LARGE * usual
        && step > 0.0
        && step < 2.0 * line.size
        && (one(&own) || one(&rest))
        && !words::is_title(&rest)
        && section_of(&rest).is_none();
    if broken { (format!("{own} {rest}"), at + 2) } else { (own, at + 1) }
}

/// The size of most letters.
fn usual_size(lines: &[Line]) -> f32 {
    let mut sizes: Vec<(f32, usize)> =
        lines.iter().map(|line| (line.size, line.text().len())).collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|(_, letters)| letters).sum::<usize>() / 2;
    let mut seen = 0;
    let middle = sizes.iter().find(|(_, letters)| {
        seen += letters;
        seen > half
    });
    middle.map_or(0.0, |(size, _)| *size)
}

fn first_cell(line: &Line) -> String {
    line.cells.first().map(crate::layout::Cell::text).unwrap_or_default()
}

fn is_name(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words = text.split_whitespace().count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let plain = text.chars().all(|c| {
        c.is_alphabetic()
            || c.is_whitespace()
            || matches!(c, '.' | '\'' | '’' | '-' | ',' | '‐' | '·' | '"' | '(' | ')')
    });
    let wide = text.chars().any(|c| c as u32 > 0x2e80);
    plain
        && letters >= 2
        && ((2..=7).contains(&words) || wide && words == 1)
        && !NO_NAMES.iter().any(|no| lower == *no || lower.starts_with(&format!("{no} ")))
        && section_of(text).is_none()
        && !words::is_place(text)
        && !text.ends_with('.')
        && (!words::is_title(text)
            || words <= 3 && !lower.contains("engineer") && !lower.contains("developer"))
}

fn is_label(text: &str) -> bool {
    let words = text.split_whitespace().count();
    (1..=12).contains(&words)
        && !text.contains(['@', '|', '•'])
        && !text.contains(|c: char| c.is_ascii_digit())
        && !text.ends_with('.')
        && section_of(text).is_none()
        && !words::is_place(text)
        && (words::is_title(text)
            || words >= 2 && text.chars().next().is_some_and(char::is_uppercase))
}

/// E-mail, telephone and addresses of a line; the first of each is taken.
fn contacts(builder: &mut Builder<'_>, at: usize, line: &Line) {
    let text = line.text();
    if builder.resume.basics.email.is_none()
        && let Some(email) = email(&text)
    {
        builder.say("basics.email", &email, at);
        builder.resume.basics.email = Some(email);
    }
    for address in addresses(&text) {
        link(builder, &address, at);
    }
    let dated = !super::dates::find(&text).is_empty();
    if builder.resume.basics.phone.is_none()
        && !dated
        && let Some(phone) = phone(&text)
    {
        builder.say("basics.phone", &phone, at);
        builder.resume.basics.phone = Some(phone);
    }
}

/// Takes a profile or the person's own site.
pub(crate) fn link(builder: &mut Builder<'_>, address: &str, at: usize) {
    const PROFILES_MAX: usize = 12;
    let bare = address.trim_start_matches("https://").trim_start_matches("http://");
    let bare = bare.trim_start_matches("www.").trim_end_matches('/');
    let (host, path) = bare.find('/').map_or((bare, ""), |cut| bare.split_at(cut));
    let host = host.to_lowercase();
    let network =
        NETWORKS.iter().find(|(known, ..)| host == *known || host.ends_with(&format!(".{known}")));
    let basics = &mut builder.resume.basics;
    let Some((_, network, before)) = network else {
        if basics.url.is_none() && builder.in_head {
            basics.url = Some(address.to_owned());
            builder.say("basics.url", address, at);
        }
        return;
    };
    let user = path.strip_prefix(before).unwrap_or(path).trim_matches('/');
    let user = user.split(['/', '?']).next().unwrap_or_default();
    let known = basics.profiles.iter().any(|profile| profile.network.as_deref() == Some(*network));
    if user.is_empty() || known || basics.profiles.len() >= PROFILES_MAX {
        return;
    }
    let place = format!("basics.profiles.{}.url", basics.profiles.len());
    basics.profiles.push(ResumeProfile {
        network: Some((*network).to_owned()),
        username: Some(user.to_owned()),
        url: Some(address.to_owned()),
    });
    builder.say(&place, address, at);
}

/// The first e-mail address in a text.
pub(crate) fn email(text: &str) -> Option<String> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%');
    for (at, _) in text.match_indices('@') {
        let before = &text[..at];
        let start = before.char_indices().rev().take_while(|(_, c)| is_part(*c)).last();
        let Some((start, _)) = start else { continue };
        let after = &text[at + 1..];
        let end = after.find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-')));
        let host = after[..end.unwrap_or(after.len())].trim_end_matches(['.', '-']);
        let named = host.rsplit_once('.').is_some_and(|(name, top)| {
            !name.is_empty() && top.len() >= 2 && top.chars().all(char::is_alphabetic)
        });
        // A handle of a network begins with the sign.
        if named && !text[start..at].is_empty() {
            return Some(format!("{}@{host}", text[start..at].trim_start_matches(['.', '-'])));
        }
    }
    None
}

/// The first telephone number in a text, as typed.
pub(crate) fn phone(text: &str) -> Option<String> {
    let is_part = |c: char| {
        c.is_ascii_digit() || matches!(c, '+' | '(' | ')' | '-' | '.' | ' ' | '/' | '‑' | '–')
    };
    let mut start = 0;
    while start < text.len() {
        let rest = &text[start..];
        let offset = rest.find(|c: char| c.is_ascii_digit() || matches!(c, '+' | '('))?;
        let begin = start + offset;
        let run = &text[begin..];
        let end = run.find(|c: char| !is_part(c)).unwrap_or(run.len());
        let run = &run[..end];
        // Two blanks part two things.
        let run = run.split("  ").next().unwrap_or(run);
        let typed = run.trim_end_matches(|c: char| !c.is_ascii_digit());
        let digits = typed.chars().filter(char::is_ascii_digit).count();
        let before = text[..begin].chars().next_back();
        let after = text[begin + typed.len()..].chars().next();
        let apart = before.is_none_or(|c| {
            !c.is_alphanumeric() && !matches!(c, '/' | '@' | '_' | '.' | '-' | '=')
        }) && after.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '@' | '_'));
        let marked =
            typed.starts_with(['+', '(']) || typed.contains([' ', '-', '.']) || digits >= 9;
        if (7..=15).contains(&digits) && apart && marked {
            return Some(typed.to_owned());
        }
        start = begin + run.len().max(1);
        while !text.is_char_boundary(start) {
            start += 1;
        }
    }
    None
}

/// Addresses of sites in a text.
fn addresses(text: &str) -> Vec<String> {
    const ADDRESSES_MAX: usize = 20;
    let ends = [
        ".com", ".org", ".net", ".io", ".dev", ".me", ".co", ".ai", ".edu", ".tech", ".app", ".de",
        ".fr", ".uk", ".info", ".xyz", ".site", ".page", ".in", ".eu", ".ca", ".us", ".ch",
    ];
    let mut found = Vec::new();
    let parts = text.split(|c: char| {
        c.is_whitespace() || matches!(c, '|' | '•' | '·' | ',' | ';' | '(' | ')' | '<' | '>')
    });
    for part in parts {
        let part = part.trim_matches(['.', ':', '"', '\'']);
        if part.contains('@') && !part.contains("://") || found.len() >= ADDRESSES_MAX {
            continue;
        }
        let bare = part.trim_start_matches("https://").trim_start_matches("http://");
        let host = bare.split('/').next().unwrap_or_default().to_lowercase();
        let named = ends.iter().any(|end| host.ends_with(end)) && host.len() > 4;
        let schemed = part.len() > bare.len() && host.contains('.');
        if (named || schemed) && host.chars().next().is_some_and(char::is_alphanumeric) {
            found.push(part.to_owned());
        }
    }
    found
}

/// The place that the head of the résumé states.
fn place(builder: &mut Builder<'_>, at: usize, line: &Line) {
    for cell in &line.cells {
        let text = cell.text();
        for part in text.split(['|', '•', '·', '●', '◆', ';']) {
            let part = part.trim();
            let part = part.split_once(": ").map_or(part, |(_, value)| value).trim();
            if part.contains('@') || part.contains("://") || part.is_empty() {
                // What stands before an address in the same cell may be the place.
                let words: Vec<&str> = part.split_whitespace().collect();
                let own = words.iter().position(|word| word.contains('@') || word.contains("://"));
                let before = own.map(|end| words[..end].join(" ")).unwrap_or_default();
                if take_place(builder, at, &before) {
                    return;
                }
                continue;
            }
            if take_place(builder, at, part) {
                return;
            }
        }
    }
}

fn take_place(builder: &mut Builder<'_>, at: usize, text: &str) -> bool {
    let mut parts: Vec<&str> = text.split(',').map(str::trim).filter(|p| !p.is_empty()).collect();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let street = parts.len() > 2 && digits > 0;
    if parts.len() < 2
        || parts.len() > 7
        || !(words::is_place(text) || street && words::is_land(parts[parts.len() - 1]))
    {
        return false;
    }
    let mut location = bonafide_application::ResumeLocation::default();
    let last = parts[parts.len() - 1];
    if last.len() == 2 && parts.len() > 2 {
        location.country_code = Country::parse(last);
        parts.pop();
    }
    if parts.last().is_some_and(|part| is_postal_code(part)) {
        location.postal_code = parts.pop().map(str::to_owned);
    }
    if let Some((region, code)) = parts.last().and_then(|part| part.rsplit_once(' '))
        && is_postal_code(code)
    {
        location.postal_code = Some(code.to_owned());
        location.region = Some(region.to_owned());
        parts.pop();
    } else if parts.len() > 1 {
        location.region = parts.pop().map(str::to_owned);
    }
    // The region stands twice in some: by name, and short beside the code.
    if parts.len() > 2 && words::is_land(parts[parts.len() - 1]) {
        location.region = parts.pop().map(str::to_owned);
    }
    location.city = parts.pop().map(str::to_owned);
    if !parts.is_empty() {
        location.address = Some(parts.join(", "));
    }
    let Some(city) = location.city.clone() else { return false };
    builder.say("basics.location.city", &city, at);
    builder.resume.basics.location = location;
    true
}

fn is_postal_code(text: &str) -> bool {
    (4..=10).contains(&text.len())
        && text.chars().all(|c| c.is_ascii_digit() || c == '-')
        && text.chars().filter(char::is_ascii_digit).count() >= 4
}

#[cfg(test)]
mod tests {
    use super::{email, phone};

    #[test]
    fn contacts_are_found_as_typed() {
        assert_eq!(
            email("mail: ana.b+x@mail.example.org, or"),
            Some("ana.b+x@mail.example.org".into())
        );
        assert_eq!(email("@handle and a@b"), None);
        assert_eq!(phone("call (415) 555-0117 | x"), Some("(415) 555-0117".into()));
        assert_eq!(phone("+49 30 5550 100"), Some("+49 30 5550 100".into()));
        assert_eq!(phone("0541 999 99 99 example.com"), Some("0541 999 99 99".into()));
        assert_eq!(phone("10.1007/978-3-319-69626-3_101-1"), None);
        assert_eq!(phone("cut 40% of 2019"), None);
    }
}
