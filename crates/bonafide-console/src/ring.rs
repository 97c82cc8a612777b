//! Rings: the list of them, one as a drawing and as the same in a table, and how it grew.

use crate::{Frame, Moment};
use askama::Template;

/// The list of rings.
#[derive(Clone, Debug, Template)]
#[template(path = "rings.html")]
pub struct RingsPage {
    /// What stands around it.
    pub frame: Frame,
    /// The rings of this page.
    pub rings: Vec<RingLine>,
    /// The page before.
    pub before: Option<usize>,
    /// The page after.
    pub after: Option<usize>,
}

/// A ring of the list.
#[derive(Clone, Debug)]
pub struct RingLine {
    /// Its id.
    pub id: String,
    /// Its pattern, in words.
    pub pattern: String,
    /// How many applications it has.
    pub applications: usize,
    /// How many claimed persons.
    pub persons: i64,
    /// What ties it: kind of value, and bits.
    pub shared: Vec<(String, String)>,
    /// When it changed last.
    pub changed: Moment,
    /// Its open case.
    pub case: Option<String>,
}

/// A ring as a page of its own.
#[derive(Clone, Debug, Template)]
#[template(path = "ring_page.html")]
pub struct RingPage {
    /// What stands around it.
    pub frame: Frame,
    /// Its id.
    pub id: String,
    /// The ring, as this crate has written it.
    pub body: String,
}

/// A ring as a part of a page.
#[derive(Clone, Debug, Template)]
#[template(path = "ring.html")]
pub struct Ring {
    /// What the forms of the session hold.
    pub csrf: String,
    /// Its id.
    pub id: String,
    /// Its pattern, in words.
    pub pattern: String,
    /// How many claimed persons it has.
    pub persons: i64,
    /// Its applications.
    pub members: Vec<Member>,
    /// The values that they share, the rarest first.
    pub values: Vec<Value>,
    /// How many nodes are drawn at most.
    pub most: usize,
    /// Its versions, the first first: when, and how many applications it had.
    pub growth: Vec<(Moment, usize)>,
    /// The pseudonym of the application from which one came; empty where one did not.
    pub from: String,
    /// Whether who looks works on cases.
    pub may_work: bool,
    /// The address on which more is drawn.
    pub path: String,
}

/// An application of a ring.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its pseudonym.
    pub id: String,
    /// As in `93 %`; empty where it is not shown.
    pub probability: String,
    /// Its band; empty where it is not shown.
    pub band: String,
    /// Its case, and who works on it.
    pub case: Option<(String, Option<String>)>,
    /// When it arrived, as far as its assessment tells.
    pub arrived: Option<Moment>,
}

/// A value that members share; what it is stays hidden, how many hold it does not.
#[derive(Clone, Debug)]
pub struct Value {
    /// Its kind, in words.
    pub kind: &'static str,
    /// How many applications hold it, of all that there are.
    pub holders: usize,
    /// Whether so many hold it that it says nothing.
    pub is_common: bool,
    /// Places in `members` of those that hold it.
    pub of: Vec<usize>,
}

/// A place in the drawing, in thousandths of the width and in pixels.
pub(crate) struct Node<'a> {
    pub(crate) x: usize,
    pub(crate) y: usize,
    pub(crate) text_y: usize,
    pub(crate) member: &'a Member,
}

pub(crate) struct Held<'a> {
    pub(crate) number: usize,
    pub(crate) x: usize,
    pub(crate) y: usize,
    pub(crate) value: &'a Value,
}

pub(crate) struct Edge<'a> {
    pub(crate) member: &'a str,
    pub(crate) value: usize,
    pub(crate) class: &'static str,
    pub(crate) is_mine: bool,
    pub(crate) d: String,
}

/// Where the two rows of applications and the one or two rows of values stand.
const TOP: usize = 56;
const BOTTOM: usize = 344;
const MIDDLE: [usize; 2] = [172, 228];

/// Values beyond which they stand in two rows.
const IN_ONE_ROW: usize = 6;

impl Ring {
    /// How many applications and values are drawn: applications first, then the rarest values.
    pub(crate) fn drawn(&self) -> (usize, usize) {
        let members = self.members.len().min(self.most * 3 / 5).max(self.members.len().min(2));
        (members, self.values.len().min(self.most.saturating_sub(members)))
    }

    pub(crate) fn is_whole(&self) -> bool {
        self.drawn() == (self.members.len(), self.values.len())
    }

    /// Applications stand above and below, in their order, every other one below.
    pub(crate) fn nodes(&self) -> Vec<Node<'_>> {
        let (members, _) = self.drawn();
        let (above, below) = (members.div_ceil(2), members / 2);
        let node = |(at, member)| {
            let (row, place, of) =
                if at % 2 == 0 { (0, at / 2, above) } else { (1, at / 2, below) };
            Node {
                x: (2 * place + 1) * 500 / of.max(1),
                y: if row == 0 { TOP } else { BOTTOM },
                text_y: if row == 0 { TOP - 26 } else { BOTTOM + 34 },
                member,
            }
        };
        self.members.iter().take(members).enumerate().map(node).collect()
    }

    pub(crate) fn boxes(&self) -> Vec<Held<'_>> {
        let (_, values) = self.drawn();
        let two = values > IN_ONE_ROW;
        let of = if two { values.div_ceil(2) } else { values };
        let place = |(number, value)| {
            let (place, row) = if two { (number / 2, number % 2) } else { (number, 2) };
            let y = MIDDLE.get(row).copied().unwrap_or(200);
            Held { number, x: (2 * place + 1) * 500 / of.max(1), y, value }
        };
        self.values.iter().take(values).enumerate().map(place).collect()
    }

    pub(crate) fn edges(&self) -> Vec<Edge<'_>> {
        let nodes = self.nodes();
        let mut edges = Vec::new();
        for value in self.boxes() {
            for node in value.value.of.iter().filter_map(|of| nodes.get(*of)) {
                let (y1, y2) = if node.y == TOP {
                    (TOP + 7, value.y - 20)
                } else {
                    (BOTTOM - 7, value.y + 20)
                };
                let middle = usize::midpoint(y1, y2);
                edges.push(Edge {
                    member: &node.member.id,
                    value: value.number,
                    class: value.value.weight(),
                    is_mine: node.member.id == self.from,
                    d: format!(
                        "M{} {y1} C{} {middle},{} {middle},{} {y2}",
                        node.x, node.x, value.x, value.x
                    ),
                });
            }
        }
        edges
    }

    pub(crate) fn holds(&self, value: &Value, member: &usize) -> bool {
        value.of.contains(member)
    }

    /// Cases of members that are open.
    pub(crate) fn cases(&self) -> Vec<&str> {
        let cases = self.members.iter().filter_map(|member| member.case.as_ref());
        let mut cases: Vec<&str> = cases.map(|case| case.0.as_str()).collect();
        cases.sort_unstable();
        cases.dedup();
        cases
    }

    /// Its growth as bars: place, height and top, in percent and pixels.
    pub(crate) fn bars(&self) -> Vec<(String, usize, usize, usize)> {
        let most = self.growth.iter().map(|(_, count)| *count).max().unwrap_or(1).max(1);
        let shown = self.growth.len().clamp(1, 40);
        let skip = self.growth.len().saturating_sub(40);
        let bar = |(at, (_, count)): (usize, &(Moment, usize))| {
            let height = (count * 56 / most).max(2);
            (format!("{:.2}%", at as f64 * 100.0 / shown as f64), height, 60 - height, *count)
        };
        self.growth.iter().skip(skip).enumerate().map(bar).collect()
    }

    pub(crate) fn size(&self) -> &'static str {
        if self.drawn().0 > 16 { "ring-wide" } else { "" }
    }

    pub(crate) fn percent(&self, x: &usize) -> String {
        format!("{}.{}%", x / 10, x % 10)
    }

    /// How wide the boxes of values are, in thousandths: as wide as their row leaves room.
    fn box_width(&self) -> usize {
        let (_, values) = self.drawn();
        let of = if values > IN_ONE_ROW { values.div_ceil(2) } else { values };
        (920 / of.max(1)).min(140)
    }

    pub(crate) fn box_shown(&self) -> String {
        self.percent(&self.box_width())
    }

    pub(crate) fn back(&self, x: &usize) -> String {
        self.percent(&x.saturating_sub(self.box_width() / 2))
    }
}

impl Value {
    /// The class of its lines: the fewer hold it, the wider; common ones fade.
    pub(crate) fn weight(&self) -> &'static str {
        match self.holders {
            _ if self.is_common => "w1",
            0..=3 => "w5",
            4..=6 => "w4",
            7..=12 => "w3",
            _ => "w2",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Member, Ring, Value};
    use crate::html;

    fn ring(members: usize, values: usize, most: usize) -> Ring {
        let member = |at| Member {
            id: format!("A-{at}"),
            probability: String::new(),
            band: String::new(),
            case: Some((format!("c-{at}"), None)),
            arrived: None,
        };
        let value = |at: usize| Value {
            kind: "phone",
            holders: 2 + at,
            is_common: at > 20,
            of: (0..members).filter(|member| (member + at).is_multiple_of(2)).collect(),
        };
        Ring {
            csrf: String::new(),
            id: "R-1".into(),
            pattern: "shared infrastructure".into(),
            persons: 2,
            members: (0..members).map(member).collect(),
            values: (0..values).map(value).collect(),
            most,
            growth: Vec::new(),
            from: String::new(),
            may_work: true,
            path: "/rings/R-1".into(),
        }
    }

    #[test]
    fn a_large_ring_is_drawn_in_part_and_told_in_whole() {
        let large = ring(60, 30, 40);
        assert_eq!(large.nodes().len() + large.boxes().len(), 40);
        assert!(!large.is_whole() && ring(4, 3, 40).is_whole());
        let page = html(&large);
        assert_eq!(page.matches("<circle class=\"at\"").count(), 24);
        assert_eq!(page.matches("scope=\"row\"").count(), 60, "the table has all");
    }

    #[test]
    fn the_same_ring_is_drawn_the_same_and_nothing_stands_on_another() {
        let (one, other) = (ring(9, 12, 40), ring(9, 12, 40));
        assert_eq!(html(&one), html(&other));
        let mut places: Vec<(usize, usize)> = one.nodes().iter().map(|n| (n.x, n.y)).collect();
        places.extend(one.boxes().iter().map(|b| (b.x, b.y)));
        let all = places.len();
        places.sort_unstable();
        places.dedup();
        assert_eq!(places.len(), all);
    }
}
