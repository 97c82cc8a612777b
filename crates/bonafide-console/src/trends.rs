//! Trends: what changed from quarter to quarter.

use crate::{Chart, Frame, Span};
use askama::Template;

/// The trends.
#[derive(Clone, Debug, Template)]
#[template(path = "trends.html")]
pub struct TrendsPage {
    /// What stands around it.
    pub frame: Frame,
    /// Quarters to choose from, the newest first, as in `2026-Q3`.
    pub choices: Vec<String>,
    /// The one that is shown.
    pub chosen: String,
    /// Whether it is not over yet.
    pub so_far: bool,
    /// What is to be said of it, in a sentence or two.
    pub lead: String,
    /// How many of those who are to be looked at are not decided yet.
    pub open: String,
    /// Version of the weights.
    pub weights: String,
    /// Numbers by quarter.
    pub figures: Vec<Figure>,
    /// The same as a table: names of the columns, and a row a quarter.
    pub table: (Vec<&'static str>, Vec<Vec<String>>),
    /// Patterns of those confirmed.
    pub tactics: MixTable,
    /// Kinds of values by which rings were newly tied.
    pub values: MixTable,
    /// Roles aimed at.
    pub roles: Vec<Aimed>,
    /// Channels.
    pub channels: Vec<Aimed>,
    /// How often each check was right.
    pub findings: Vec<Right>,
    /// Whether there is anything at all.
    pub is_empty: bool,
}

/// A number by quarter.
#[derive(Clone, Debug)]
pub struct Figure {
    /// What it is.
    pub title: &'static str,
    /// The newest.
    pub big: String,
    /// Its change, or its interval.
    pub small: String,
    /// The drawing.
    pub chart: Chart,
}

/// Counts of several things by quarter.
#[derive(Clone, Debug, Default)]
pub struct MixTable {
    /// The quarters.
    pub quarters: Vec<String>,
    /// Each thing with its counts.
    pub rows: Vec<(String, Vec<u64>)>,
    /// The same as columns of shares, drawn.
    pub columns: Vec<MixColumn>,
}

/// A quarter of a mix, drawn.
#[derive(Clone, Debug)]
pub struct MixColumn {
    pub(crate) left: String,
    pub(crate) middle: String,
    pub(crate) width: String,
    pub(crate) quarter: String,
    pub(crate) parts: Vec<(usize, String, String)>,
}

/// Pixels of a column of shares.
const COLUMN: f64 = 150.0;

/// Shades that can be told apart.
const SHADES: usize = 4;

impl MixTable {
    /// Of counts by quarter.
    pub fn of(quarters: Vec<String>, rows: Vec<(String, Vec<u64>)>) -> MixTable {
        let each = 100.0 / quarters.len().max(1) as f64;
        let column = |(at, quarter): (usize, &String)| {
            let of = |row: &(String, Vec<u64>)| row.1.get(at).copied().unwrap_or_default();
            let all: u64 = rows.iter().map(of).sum();
            let mut y = 14.0 + COLUMN;
            let mut parts = Vec::new();
            for (shade, row) in rows.iter().enumerate().filter(|(_, row)| of(row) > 0) {
                let height = COLUMN * of(row) as f64 / all as f64;
                y -= height;
                let shade = shade.min(SHADES - 1) + 1;
                parts.push((shade, format!("{y:.1}"), format!("{:.1}", (height - 1.0).max(0.5))));
            }
            MixColumn {
                left: crate::chart::percent(each * at as f64),
                middle: crate::chart::percent(each * (at as f64 + 0.44)),
                width: crate::chart::percent(each * 0.88),
                quarter: quarter.clone(),
                parts,
            }
        };
        let columns = quarters.iter().enumerate().map(column).collect();
        MixTable { quarters, rows, columns }
    }
}

/// A role or channel that was aimed at.
#[derive(Clone, Debug)]
pub struct Aimed {
    /// Its name; empty where it was not stated.
    pub name: String,
    /// How many of those confirmed.
    pub count: String,
    /// Their share.
    pub share: String,
    /// The same as the width of a bar.
    pub width: String,
    /// Its share of all applications.
    pub of_all: String,
}

/// How often a check was right.
#[derive(Clone, Debug)]
pub struct Right {
    /// Name of the check.
    pub check: String,
    /// As in `61 of 70`.
    pub count: String,
    /// As in `87 %`.
    pub share: String,
    /// As in `77 – 93`.
    pub interval: String,
    /// The drawing.
    pub span: Span,
}
