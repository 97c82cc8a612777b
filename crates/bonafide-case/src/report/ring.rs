//! A ring as the report shows it: drawing, matrix, members side by side.

use crate::numbers::{count, counted, label, length, percent, short_bits};
use crate::report::members::{Line, side_by_side};
use crate::report::said::{SHORT, said};
use crate::{Ring, ScreenedApplication, SharedValue};
use bonafide_application::Application;
use bonafide_linkage::Pattern;
use std::collections::HashMap;

/// Members up to which a ring is drawn and put side by side; beyond, a reader sees only lines.
const DRAWN_MEMBERS: usize = 24;

/// Shared values that a drawing has room for, the rarest first.
const DRAWN_VALUES: usize = 9;

/// Shared values that the table lists.
const LISTED_VALUES: usize = 60;

/// Height of the drawing in pixels, and where its lines start and end.
const HEIGHT: u32 = 408;

/// One member.
pub(crate) struct Member {
    pub(crate) id: String,
    pub(crate) name: String,
    /// The name, short enough for the drawing.
    pub(crate) short: String,
    pub(crate) probability: String,
    /// Anchor of its article; empty where it is not shown in full.
    pub(crate) anchor: String,
    /// Its place in the drawing, and whether above.
    pub(crate) x: String,
    pub(crate) above: bool,
    /// Number by which lines refer to it.
    pub(crate) n: usize,
}

/// One shared value.
pub(crate) struct Value {
    pub(crate) kind: String,
    pub(crate) shown: String,
    pub(crate) held_by: String,
    pub(crate) bits: String,
    pub(crate) common: bool,
    /// For each member, whether it holds the value.
    pub(crate) holders: Vec<bool>,
    /// Ids of the holders, for rings too large for a matrix.
    pub(crate) ids: String,
}

/// A shared value as a box of the drawing.
pub(crate) struct Node {
    pub(crate) kind: String,
    pub(crate) note: String,
    pub(crate) class: &'static str,
    pub(crate) x: String,
    pub(crate) width: String,
    pub(crate) n: usize,
}

/// A line between a member and a value.
pub(crate) struct Edge {
    pub(crate) class: &'static str,
    pub(crate) path: String,
    pub(crate) member: usize,
    pub(crate) node: usize,
}

/// All of it.
pub(crate) struct RingView {
    pub(crate) id: String,
    pub(crate) anchor: String,
    pub(crate) pattern: String,
    pub(crate) title: String,
    pub(crate) dates: String,
    pub(crate) size: String,
    pub(crate) persons: String,
    pub(crate) summary: String,
    pub(crate) innocent: &'static str,
    pub(crate) drawn: bool,
    /// Class that sets the least width of the drawing.
    pub(crate) width: &'static str,
    pub(crate) members: Vec<Member>,
    pub(crate) nodes: Vec<Node>,
    pub(crate) edges: Vec<Edge>,
    pub(crate) values: Vec<Value>,
    /// What the drawing or the table leaves out; empty where nothing is.
    pub(crate) left_out: String,
    pub(crate) lines: Vec<Line>,
}

/// An application of the report with the anchor of its article.
pub(crate) type Known<'a> = HashMap<&'a str, (&'a ScreenedApplication, String)>;

impl RingView {
    pub(crate) fn of(ring: &Ring, number: usize, known: &Known<'_>) -> RingView {
        let found: Vec<Option<&ScreenedApplication>> =
            ring.members.iter().map(|id| known.get(id.as_str()).map(|k| k.0)).collect();
        let members = members(ring, &found, known);
        let drawn = members.len() <= DRAWN_MEMBERS;
        let (nodes, edges) = if drawn { drawing(ring, &members) } else { Default::default() };
        let applications: Vec<Option<&Application>> =
            found.iter().map(|member| member.map(|member| &member.application)).collect();
        RingView {
            id: said(&ring.id, SHORT),
            anchor: format!("r{}", number + 1),
            pattern: label(ring.pattern.as_str()).to_lowercase(),
            title: title(ring),
            dates: dates(&applications),
            size: count(ring.members.len() as u64),
            persons: counted(ring.applicants, "claimed person", "claimed persons"),
            summary: summary(ring),
            innocent: innocent(ring.pattern),
            drawn,
            width: match members.len() {
                0..=6 => "ring-s",
                7..=12 => "ring-m",
                _ => "ring-l",
            },
            values: ring.shared.iter().take(LISTED_VALUES).map(|v| value(v, ring)).collect(),
            left_out: left_out(ring, drawn),
            lines: if drawn { side_by_side(&applications) } else { Vec::new() },
            members,
            nodes,
            edges,
        }
    }
}

fn members(ring: &Ring, found: &[Option<&ScreenedApplication>], known: &Known<'_>) -> Vec<Member> {
    let all = ring.members.len().max(1) as f64;
    let each = ring.members.iter().zip(found).enumerate();
    each.map(|(n, (id, member))| {
        let name = member.map_or("not in this report", |m| m.application.applicant.name.as_str());
        Member {
            id: said(id, SHORT),
            name: said(name, SHORT),
            short: said(name, 20),
            probability: member.map_or(String::new(), |m| percent(m.assessment.probability())),
            anchor: known.get(id.as_str()).map(|k| k.1.clone()).unwrap_or_default(),
            x: length((n as f64 + 0.5) / all * 100.0),
            above: n.is_multiple_of(2),
            n,
        }
    })
    .collect()
}

fn title(ring: &Ring) -> String {
    let persons = count(ring.applicants);
    match ring.pattern {
        Pattern::SharedInfrastructure => format!("{persons} claimed persons, one operator likely"),
        Pattern::ContestedIdentity => {
            format!("One claimed identity, {persons} unrelated sources likely")
        }
        Pattern::ClonedHistory => format!("One history under {persons} names"),
    }
}

fn innocent(pattern: Pattern) -> &'static str {
    match pattern {
        Pattern::SharedInfrastructure => {
            "One household or shared flat, an agency or coach that fills in forms, a campus or \
             library, a carrier or VPN exit, colleagues who name the same referee."
        }
        Pattern::ContestedIdentity => {
            "The person's own new e-mail, phone or address, an agency that applied in the \
             person's name, two people of one name and one profession."
        }
        Pattern::ClonedHistory => {
            "A public template, one course with one capstone project, colleagues of one team who \
             describe one task, one writing assistant with one prompt."
        }
    }
}

fn dates(members: &[Option<&Application>]) -> String {
    let days = || members.iter().flatten().map(|application| application.submitted_at);
    let day = |at: jiff::Timestamp| at.strftime("%-d %b %Y").to_string();
    match (days().min(), days().max()) {
        (Some(first), Some(last)) if day(first) != day(last) => {
            format!("{} to {}", day(first), day(last))
        }
        (Some(first), _) => day(first),
        _ => String::new(),
    }
}

fn summary(ring: &Ring) -> String {
    let rare: Vec<&SharedValue> = ring.shared.iter().filter(|value| value.bits > 0.0).collect();
    let common = ring.shared.len() - rare.len();
    let mut kinds: Vec<String> = rare.iter().map(|v| label(v.kind).to_lowercase()).collect();
    kinds.dedup();
    kinds.truncate(5);
    let most = rare.iter().map(|value| value.members.len()).max().unwrap_or(0);
    let all = ring.members.len();
    let mut text = match (kinds.as_slice(), most) {
        ([], _) => {
            "No single value is shared by its members; their histories are alike. ".to_owned()
        }
        ([one], most) if most == all => format!("One value ties all {all} together: {one}. "),
        (_, most) if most == all => {
            format!("Shared: {}. One of them is held by all {all}. ", kinds.join(", "))
        }
        _ => format!(
            "No single value carries this ring: {} each tie a different few together, and none \
             is held by more than {most} of the {all}. ",
            kinds.join(", ")
        ),
    };
    if common > 0 {
        let values = counted(common as u64, "further value is", "further values are");
        text +=
            &format!("{values} so common among all applications that sharing counts for nothing. ");
    }
    text + "Membership alone adds nothing to a member: each carries only the bits of its own links."
}

fn left_out(ring: &Ring, drawn: bool) -> String {
    let values = ring.shared.len();
    if !drawn {
        let members = ring.members.len();
        return format!(
            "With {members} members a drawing and columns would show only lines; the table lists, \
             for each shared value, who holds it. All {values} are in rings.jsonl."
        );
    }
    match values {
        v if v > LISTED_VALUES => format!(
            "The drawing shows the rarest {DRAWN_VALUES} values, the table the rarest \
             {LISTED_VALUES}; all {v} are in rings.jsonl."
        ),
        v if v > DRAWN_VALUES => {
            format!("The drawing shows the rarest {DRAWN_VALUES} values; the table holds all {v}.")
        }
        _ => String::new(),
    }
}

fn value(shared: &SharedValue, ring: &Ring) -> Value {
    let ids: Vec<String> = shared.members.iter().take(200).map(|id| said(id, 40)).collect();
    Value {
        kind: label(shared.kind),
        shown: said(&shared.value, 80),
        held_by: count(shared.held_by),
        bits: if shared.bits > 0.0 { short_bits(shared.bits) } else { "0".to_owned() },
        common: shared.bits <= 0.0,
        holders: ring.members.iter().map(|id| shared.members.contains(id)).collect(),
        ids: ids.join(", "),
    }
}

/// Boxes in an order in which few lines cross: by the mean place of their holders.
fn drawing(ring: &Ring, members: &[Member]) -> (Vec<Node>, Vec<Edge>) {
    let mut values: Vec<(f64, &SharedValue, Vec<usize>)> = ring
        .shared
        .iter()
        .take(DRAWN_VALUES)
        .map(|shared| {
            let holds = |n: &usize| shared.members.contains(&ring.members[*n]);
            let holders: Vec<usize> = (0..members.len()).filter(holds).collect();
            let mean = holders.iter().sum::<usize>() as f64 / holders.len().max(1) as f64;
            (mean, shared, holders)
        })
        .collect();
    values.sort_by(|a, b| a.0.total_cmp(&b.0));
    let slot = 100.0 / values.len().max(1) as f64;
    let width = (slot - 1.2).min(16.0);
    let mut nodes = Vec::new();
    let mut edges = Vec::new();
    for (n, (_, shared, holders)) in values.iter().enumerate() {
        let middle = slot * (n as f64 + 0.5);
        nodes.push(Node {
            kind: said(&label(shared.kind), 18),
            note: if shared.bits > 0.0 {
                format!("{} bits", short_bits(shared.bits))
            } else {
                format!("held by {}", count(shared.held_by))
            },
            class: if shared.bits > 0.0 { "rare" } else { "common" },
            x: length(middle - width / 2.0),
            width: length(width),
            n,
        });
        for &member in holders {
            let from = (member as f64 + 0.5) / members.len() as f64 * 100.0;
            edges.push(edge(from, middle, members[member].above, shared.bits, (member, n)));
        }
    }
    (nodes, edges)
}

fn edge(from: f64, to: f64, above: bool, bits: f64, (member, node): (usize, usize)) -> Edge {
    // In a drawing 1000 wide and 408 high, stretched to its width.
    let (start, bend, end) = if above { (66, 122, 182) } else { (HEIGHT - 66, HEIGHT - 122, 226) };
    let (x1, x2) = ((from * 10.0).round(), (to * 10.0).round());
    Edge {
        class: match bits {
            b if b <= 0.0 => "w1",
            b if b < 2.0 => "w2",
            b if b < 4.0 => "w3",
            b if b < 6.0 => "w4",
            _ => "w5",
        },
        path: format!("M{x1} {start}C{x1} {bend} {x2} {bend} {x2} {end}"),
        member,
        node,
    }
}
