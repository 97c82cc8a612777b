//! The graphics state of a page as far as text depends on it: place, colors, font, spacing.

use super::fonts::KnownFont;
use super::matrix::Matrix;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Array, Name, Number, Object};
use hayro_syntax::page::Resources;
use std::rc::Rc;

/// What is saved and restored.
#[derive(Clone)]
pub(crate) struct State<'a> {
    /// From the coordinates in force to points from the top left of the page.
    pub(crate) place: Matrix,
    /// Color of fillings.
    pub(crate) fill: Color,
    /// Color of lines.
    pub(crate) stroke: Color,
    /// Whether the form being drawn is in a layer that is switched off.
    pub(crate) off: bool,
    /// Text.
    pub(crate) text: TextState<'a>,
}

/// The state of text.
#[derive(Clone)]
pub(crate) struct TextState<'a> {
    /// From text to the coordinates in force.
    pub(crate) matrix: Matrix,
    line: Matrix,
    /// The font.
    pub(crate) font: Option<Rc<KnownFont<'a>>>,
    /// Its size.
    pub(crate) size: f64,
    /// Space after each letter.
    pub(crate) letter_space: f64,
    /// Space after each blank.
    pub(crate) word_space: f64,
    /// Horizontal scale; 1 is natural.
    pub(crate) stretch: f64,
    /// Distance of lines.
    pub(crate) leading: f64,
    /// Height above the baseline.
    pub(crate) rise: f64,
    /// How letters are drawn: 0 filled, 1 outlined, 2 both, 3 not at all, 4 to 7 the same and
    /// clipping.
    pub(crate) mode: i64,
}

/// A color, and the space that its numbers are of.
#[derive(Clone, Copy)]
pub(crate) struct Color {
    /// Red, green and blue, where they can be told.
    pub(crate) value: Option<[u8; 3]>,
    space: Space,
}

#[derive(Clone, Copy, PartialEq)]
enum Space {
    /// What the count of numbers says: gray, red-green-blue or four inks.
    ByCount,
    /// One ink: 1 is all of it.
    Ink,
    /// What cannot be told here: patterns and tables of colors.
    Unknown,
}

impl Color {
    const BLACK: Color = Color { value: Some([0, 0, 0]), space: Space::ByCount };

    fn device(numbers: &[Number]) -> Color {
        Color { value: by_count(numbers), space: Space::ByCount }
    }

    fn set(&mut self, numbers: &[Number]) {
        self.value = match self.space {
            Space::ByCount => by_count(numbers),
            Space::Ink => numbers.first().map(|tint| [level(1.0 - tint.as_f64()); 3]),
            Space::Unknown => None,
        };
    }

    fn in_space(name: &Name<'_>, resources: &Resources<'_>) -> Color {
        let space = match &**name {
            b"DeviceGray" | b"DeviceRGB" | b"DeviceCMYK" | b"G" | b"RGB" | b"CMYK" => {
                Space::ByCount
            }
            b"Pattern" => Space::Unknown,
            _ => match resources.get_color_space(name) {
                Some(Object::Array(parts)) => named_space(&parts),
                Some(Object::Name(name)) if &*name != b"Pattern" => Space::ByCount,
                _ => Space::Unknown,
            },
        };
        let value = if space == Space::Unknown { None } else { Some([0, 0, 0]) };
        Color { value, space }
    }
}

fn named_space(parts: &Array<'_>) -> Space {
    match parts.flex_iter().next::<Name<'_>>().as_deref() {
        Some(
            b"ICCBased" | b"CalGray" | b"CalRGB" | b"DeviceGray" | b"DeviceRGB" | b"DeviceCMYK",
        ) => Space::ByCount,
        Some(b"Separation") => Space::Ink,
        _ => Space::Unknown,
    }
}

fn by_count(numbers: &[Number]) -> Option<[u8; 3]> {
    let at = |index: usize| numbers[index].as_f64();
    match numbers.len() {
        1 => Some([level(at(0)); 3]),
        3 => Some([level(at(0)), level(at(1)), level(at(2))]),
        4 => {
            let light = 1.0 - at(3).clamp(0.0, 1.0);
            Some([0, 1, 2].map(|ink| level((1.0 - at(ink)) * light)))
        }
        _ => None,
    }
}

fn level(share: f64) -> u8 {
    (share.clamp(0.0, 1.0) * 255.0).round() as u8
}

impl<'a> State<'a> {
    /// The state at the beginning of a page.
    pub(crate) fn new(place: Matrix) -> State<'a> {
        State {
            place,
            fill: Color::BLACK,
            stroke: Color::BLACK,
            off: false,
            text: TextState::default(),
        }
    }

    /// Does what an instruction says that changes nothing but the state.
    pub(crate) fn set(&mut self, instruction: &TypedInstruction<'_, '_>, named: &Resources<'a>) {
        use TypedInstruction as I;
        let text = &mut self.text;
        match instruction {
            I::NonStrokeColorDeviceGray(c) => self.fill = Color::device(&[c.0]),
            I::StrokeColorDeviceGray(c) => self.stroke = Color::device(&[c.0]),
            I::NonStrokeColorDeviceRgb(c) => self.fill = Color::device(&[c.0, c.1, c.2]),
            I::StrokeColorDeviceRgb(c) => self.stroke = Color::device(&[c.0, c.1, c.2]),
            I::NonStrokeColorCmyk(c) => self.fill = Color::device(&[c.0, c.1, c.2, c.3]),
            I::StrokeColorCmyk(c) => self.stroke = Color::device(&[c.0, c.1, c.2, c.3]),
            I::ColorSpaceNonStroke(name) => self.fill = Color::in_space(name.0, named),
            I::ColorSpaceStroke(name) => self.stroke = Color::in_space(name.0, named),
            I::NonStrokeColor(c) => self.fill.set(&c.0),
            I::StrokeColor(c) => self.stroke.set(&c.0),
            I::NonStrokeColorNamed(c) if c.1.is_none() => self.fill.set(&c.0),
            I::NonStrokeColorNamed(_) => self.fill.value = None,
            I::StrokeColorNamed(c) if c.1.is_none() => self.stroke.set(&c.0),
            I::StrokeColorNamed(_) => self.stroke.value = None,
            I::CharacterSpacing(n) => text.letter_space = n.0.as_f64(),
            I::WordSpacing(n) => text.word_space = n.0.as_f64(),
            I::HorizontalScaling(n) => text.stretch = n.0.as_f64() / 100.0,
            I::TextLeading(n) => text.leading = n.0.as_f64(),
            I::TextRenderingMode(n) => text.mode = n.0.as_i64(),
            I::TextRise(n) => text.rise = n.0.as_f64(),
            I::BeginText(_) => text.begin(Matrix::IDENTITY),
            I::NextLine(n) => text.next_line(n.0.as_f64(), n.1.as_f64()),
            I::NextLineAndSetLeading(n) => {
                text.leading = -n.1.as_f64();
                text.next_line(n.0.as_f64(), n.1.as_f64());
            }
            I::SetTextMatrix(m) => {
                text.begin(Matrix([m.0, m.1, m.2, m.3, m.4, m.5].map(|n| n.as_f64())));
            }
            I::NextLineUsingLeading(_) => text.next_line(0.0, -text.leading),
            _ => {}
        }
    }
}

impl Default for TextState<'_> {
    fn default() -> Self {
        TextState {
            matrix: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
            font: None,
            size: 1.0,
            letter_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
        }
    }
}

impl TextState<'_> {
    fn begin(&mut self, matrix: Matrix) {
        self.matrix = matrix;
        self.line = matrix;
    }

    /// Goes to the next line, so far right and up from the beginning of this one.
    pub(crate) fn next_line(&mut self, right: f64, up: f64) {
        self.begin(Matrix([1.0, 0.0, 0.0, 1.0, right, up]).then(self.line));
    }

    /// Goes back by thousandths of the font's size.
    pub(crate) fn kern(&mut self, thousandths: f64) {
        self.right(-thousandths / 1000.0 * self.size * self.stretch);
    }

    /// Goes past a letter so wide, as a share of the font's size.
    pub(crate) fn advance(&mut self, width: f64, is_space: bool) {
        let word_space = if is_space { self.word_space } else { 0.0 };
        self.right((width * self.size + self.letter_space + word_space) * self.stretch);
    }

    fn right(&mut self, by: f64) {
        self.matrix = Matrix([1.0, 0.0, 0.0, 1.0, by, 0.0]).then(self.matrix);
    }
}
