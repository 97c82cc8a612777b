//! Text as it lies on pages: lines in reading order, each of cells, each of runs in one style.

/// All text of a document that its reader sees, in reading order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Layout {
    /// How many pages there are; 0 where the format has none.
    pub(crate) pages: u32,
    /// The lines.
    pub(crate) lines: Vec<Line>,
    /// Addresses to which words are linked, in the order in which they stand.
    pub(crate) links: Vec<String>,
}

/// One line of text, or one paragraph where the format does not break lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Line {
    /// Page, counting from 1; 0 where the format has none.
    pub(crate) page: u32,
    /// Distance of the baseline from the top of the page, in points; 0 where there are no pages.
    pub(crate) y: f32,
    /// Height of the letters, in points; 0 where unknown.
    pub(crate) size: f32,
    /// Level of a heading from 1, where the format itself says that it is one; otherwise 0.
    pub(crate) heading: u8,
    /// Whether it begins an item of a list.
    pub(crate) item: bool,
    /// Whether more space than usual stands before it.
    pub(crate) gap: bool,
    /// Whether it stands beside lines that come before it here, in a column of its own.
    pub(crate) beside: bool,
    /// Its parts, from left to right, with wide space between them.
    pub(crate) cells: Vec<Cell>,
}

/// A part of a line without wide space in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Cell {
    /// Left end, in points.
    pub(crate) left: f32,
    /// Right end, in points.
    pub(crate) right: f32,
    /// Its runs.
    pub(crate) runs: Vec<Run>,
}

/// Text in one style.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Run {
    /// The text.
    pub(crate) text: String,
    /// Whether it is bold.
    pub(crate) bold: bool,
    /// Whether it is italic.
    pub(crate) italic: bool,
}

impl Cell {
    /// Its text, without space at the ends.
    pub(crate) fn text(&self) -> String {
        let text: String = self.runs.iter().map(|run| run.text.as_str()).collect();
        text.trim().to_owned()
    }
}

impl Line {
    /// A line without places, of one run.
    pub(crate) fn plain(text: &str) -> Line {
        let run = Run { text: text.to_owned(), ..Run::default() };
        Line { cells: vec![Cell { runs: vec![run], ..Cell::default() }], ..Line::default() }
    }

    /// Its text, cells set apart by two spaces.
    pub(crate) fn text(&self) -> String {
        let cells: Vec<String> =
            self.cells.iter().map(Cell::text).filter(|text| !text.is_empty()).collect();
        cells.join("  ")
    }

    /// Its left end.
    pub(crate) fn left(&self) -> f32 {
        self.cells.first().map_or(0.0, |cell| cell.left)
    }

    /// Its right end.
    pub(crate) fn right(&self) -> f32 {
        self.cells.last().map_or(0.0, |cell| cell.right)
    }

    /// Whether all of its letters are bold.
    pub(crate) fn bold(&self) -> bool {
        let mut runs = self.cells.iter().flat_map(|cell| &cell.runs);
        let mut any = false;
        let all = runs.all(|run| {
            let blank = run.text.trim().is_empty();
            any |= !blank;
            blank || run.bold
        });
        all && any
    }

    /// Whether it holds no text.
    pub(crate) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.runs.iter().all(|run| run.text.trim().is_empty()))
    }
}
