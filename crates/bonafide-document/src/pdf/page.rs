//! What is drawn on one page of a PDF document: letters with their places, surfaces, pictures.

use super::matrix::Matrix;
use super::state::{State, TextState};
use super::{Limits, fonts::Fonts};
use hayro_syntax::content::{TypedIter, ops::TypedInstruction};
use hayro_syntax::object::{Array, Dict, Name, Object, Rect, Stream};
use hayro_syntax::page::{Page, Resources};

/// Forms drawn within forms, at most; real documents have two or three.
const FORM_DEPTH_MAX: usize = 12;

/// Graphics states saved within one another, at most; the format's own limit is 28.
const SAVED_MAX: usize = 512;

/// One letter where it is drawn, in points from the top left of the page.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Letter {
    /// The character.
    pub(crate) character: char,
    /// Left end of its place on the baseline.
    pub(crate) left: f32,
    /// Right end.
    pub(crate) right: f32,
    /// Baseline.
    pub(crate) y: f32,
    /// Height of the font as drawn.
    pub(crate) size: f32,
    /// Whether the font is bold.
    pub(crate) bold: bool,
    /// Whether the font is italic.
    pub(crate) italic: bool,
    /// Whether it stands at an angle.
    pub(crate) turned: bool,
    /// Its color, where it has one.
    pub(crate) color: Option<[u8; 3]>,
    /// Whether it is drawn with no ink, or in a layer that is switched off.
    pub(crate) shown: Shown,
    /// How many things were drawn before it.
    pub(crate) order: u32,
}

/// Whether the file itself says that a letter is to be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shown {
    /// It is.
    Yes,
    /// It has no ink: what a text layer over a scan is made of.
    NoInk,
    /// Its layer is switched off.
    LayerOff,
}

/// A filled rectangle or a picture: left, top, right, bottom.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Surface {
    /// Its place.
    pub(crate) place: [f32; 4],
    /// Its color; a picture has none.
    pub(crate) color: Option<[u8; 3]>,
    /// How many things were drawn before it.
    pub(crate) order: u32,
}

/// Everything that is drawn on a page.
pub(crate) struct Drawn<'a> {
    /// Across, in points.
    pub(crate) width: f32,
    /// Down, in points.
    pub(crate) height: f32,
    /// Letters, in the order drawn.
    pub(crate) letters: Vec<Letter>,
    /// Filled rectangles.
    pub(crate) surfaces: Vec<Surface>,
    /// Places of pictures.
    pub(crate) covers: Vec<Surface>,
    /// The pictures.
    pub(crate) pictures: Vec<Stream<'a>>,
    /// Addresses to which parts of the page are linked.
    pub(crate) links: Vec<String>,
    /// Whether something was left out because there was too much.
    pub(crate) cut: bool,
}

/// Draws a page.
pub(crate) fn draw<'a>(
    page: &Page<'a>,
    fonts: &mut Fonts<'a>,
    layers_off: &[(u32, i32)],
    limits: &mut Limits,
) -> Drawn<'a> {
    let (width, height) = page.render_dimensions();
    let mut pen = Pen {
        drawn: Drawn {
            width,
            height,
            letters: Vec::new(),
            surfaces: Vec::new(),
            covers: Vec::new(),
            pictures: Vec::new(),
            links: Vec::new(),
            cut: false,
        },
        fonts,
        layers_off,
        limits,
        order: 0,
    };
    let state = State::new(Matrix(page.initial_transform(true).as_coeffs()));
    pen.content(page.typed_operations(), page.resources(), state, 0);
    if let Some(notes) = page.raw().get::<Array<'_>>(b"Annots") {
        for note in notes.iter::<Dict<'_>>().take(FORM_FIELDS_MAX) {
            pen.drawn.links.extend(link(&note));
            pen.annotation(&note, page);
        }
    }
    pen.drawn
}

/// Fields and notes of a page that are drawn, at most.
const FORM_FIELDS_MAX: usize = 2_000;

/// Pictures of a page that are looked at, at most.
const PICTURES_MAX: usize = 16;

struct Pen<'p, 'a> {
    drawn: Drawn<'a>,
    fonts: &'p mut Fonts<'a>,
    layers_off: &'p [(u32, i32)],
    limits: &'p mut Limits,
    order: u32,
}

impl<'a> Pen<'_, 'a> {
    fn content(
        &mut self,
        mut instructions: TypedIter<'_>,
        resources: &Resources<'a>,
        state: State<'a>,
        depth: usize,
    ) {
        use TypedInstruction as I;
        let mut saved: Vec<State<'a>> = Vec::new();
        let mut state = state;
        let mut path: Vec<[f64; 4]> = Vec::new();
        // For each marked part that is open, whether its layer is switched off.
        let mut marks: Vec<bool> = Vec::new();
        while let Some(instruction) = instructions.next() {
            if !self.limits.step() {
                self.drawn.cut = true;
                return;
            }
            match instruction {
                I::SaveState(_) if saved.len() < SAVED_MAX => saved.push(state.clone()),
                I::RestoreState(_) => state = saved.pop().unwrap_or(state),
                I::Transform(m) => {
                    state.place = numbers([m.0, m.1, m.2, m.3, m.4, m.5]).then(state.place);
                }
                I::RectPath(r) => {
                    let side = [r.0, r.1, r.2, r.3].map(|n| n.as_f64());
                    let corner = [side[0] + side[2], side[1] + side[3]];
                    path.push(state.place.rectangle([side[0], side[1], corner[0], corner[1]]));
                }
                I::MoveTo(_) | I::LineTo(_) | I::CubicTo(_) => {}
                I::FillPathNonZero(_)
                | I::FillPathNonZeroCompatibility(_)
                | I::FillPathEvenOdd(_)
                | I::FillAndStrokeNonZero(_)
                | I::FillAndStrokeEvenOdd(_) => self.fill(&mut path, &state),
                I::EndPath(_) | I::StrokePath(_) | I::CloseAndStrokePath(_) => path.clear(),
                I::XObject(name) => self.object(name.0, resources, &state, depth, &marks),
                I::InlineImage(image) => self.picture(image.0, &state),
                I::BeginMarkedContent(_) => marks.push(false),
                I::BeginMarkedContentWithProperties(mark) => {
                    marks.push(self.is_off(mark.0, mark.1, resources));
                }
                I::EndMarkedContent(_) => {
                    marks.pop();
                }
                I::ShowText(text) => self.show(text.0, &mut state, &marks),
                I::NextLineAndShowText(text) => {
                    state.text.next_line(0.0, -state.text.leading);
                    self.show(text.0, &mut state, &marks);
                }
                I::ShowTextWithParameters(text) => {
                    state.text.word_space = text.0.as_f64();
                    state.text.letter_space = text.1.as_f64();
                    state.text.next_line(0.0, -state.text.leading);
                    self.show(text.2, &mut state, &marks);
                }
                I::ShowTexts(parts) => self.show_all(parts.0, &mut state, &marks),
                I::TextFont(font) => {
                    state.text.size = font.1.as_f64();
                    state.text.font = resources.get_font(font.0).and_then(|f| self.fonts.font(&f));
                }
                I::SetGraphicsState(name) => {
                    let set = resources.get_ext_g_state(name.0);
                    if let Some(font) = set.and_then(|set| set.get::<Array<'_>>(b"Font")) {
                        let mut parts = font.flex_iter();
                        state.text.font =
                            parts.next::<Dict<'_>>().and_then(|font| self.fonts.font(&font));
                    }
                }
                other => state.set(&other, resources),
            }
        }
    }

    /// Fills what the path holds of rectangles.
    fn fill(&mut self, path: &mut Vec<[f64; 4]>, state: &State<'a>) {
        for place in path.drain(..) {
            self.order += 1;
            if self.limits.surface() {
                let place = place.map(|n| n as f32);
                let color = state.fill.value;
                self.drawn.surfaces.push(Surface { place, color, order: self.order });
            }
        }
    }

    fn object(
        &mut self,
        name: &Name<'_>,
        resources: &Resources<'a>,
        state: &State<'a>,
        depth: usize,
        marks: &[bool],
    ) {
        let Some(stream) = resources.get_x_object(name) else { return };
        match stream.dict().get::<Name<'_>>(b"Subtype").as_deref() {
            Some(b"Image") => {
                self.picture(&stream, state);
                if self.drawn.pictures.len() < PICTURES_MAX {
                    self.drawn.pictures.push(stream);
                }
            }
            Some(b"Form") => {
                let off = marks.contains(&true)
                    || stream.dict().get_ref(b"OC").is_some_and(|layer| {
                        self.layers_off.contains(&(layer.obj_number, layer.gen_number))
                    });
                let mut inner = state.clone();
                inner.off |= off;
                self.form(&stream, resources, inner, depth);
            }
            _ => {}
        }
    }

    fn form(
        &mut self,
        stream: &Stream<'a>,
        outer: &Resources<'a>,
        mut state: State<'a>,
        depth: usize,
    ) {
        if !self.limits.form() {
            self.drawn.cut = true;
            return;
        }
        if depth >= FORM_DEPTH_MAX {
            self.drawn.cut = true;
            return;
        }
        if let Some(matrix) = stream.dict().get::<Array<'_>>(b"Matrix") {
            let mut matrix = matrix.iter::<f64>();
            let mut next = || matrix.next();
            if let (Some(a), Some(b), Some(c), Some(d), Some(e), Some(f)) =
                (next(), next(), next(), next(), next(), next())
            {
                state.place = Matrix([a, b, c, d, e, f]).then(state.place);
            }
        }
        let Ok(content) = stream.decoded_data() else { return };
        let own = stream.dict().get::<Dict<'a>>(b"Resources").map(Resources::new);
        let resources = own.as_ref().unwrap_or(outer);
        state.text = TextState::default();
        self.content(TypedIter::new(&content), resources, state, depth + 1);
    }

    /// Draws what a field of a form or a note shows.
    fn annotation(&mut self, note: &Dict<'a>, page: &Page<'a>) {
        const HIDDEN_OR_NO_VIEW: i32 = 1 << 1 | 1 << 5;
        let flags = note.get::<i32>(b"F").unwrap_or(0);
        let Some(states) = note.get::<Dict<'a>>(b"AP") else { return };
        let stream = match states.get::<Object<'a>>(b"N") {
            Some(Object::Stream(stream)) => stream,
            Some(Object::Dict(states)) => {
                let state = note.get::<Name<'_>>(b"AS");
                let Some(stream) = state.and_then(|state| states.get::<Stream<'a>>(state)) else {
                    return;
                };
                stream
            }
            _ => return,
        };
        let (Some(place), Some(own)) =
            (note.get::<Rect>(b"Rect"), stream.dict().get::<Rect>(b"BBox"))
        else {
            return;
        };
        if flags & HIDDEN_OR_NO_VIEW != 0 || own.width() <= 0.0 || own.height() <= 0.0 {
            return;
        }
        let (across, down) = (place.width() / own.width(), place.height() / own.height());
        let fit =
            Matrix([across, 0.0, 0.0, down, place.x0 - own.x0 * across, place.y0 - own.y0 * down]);
        let state = State::new(fit.then(Matrix(page.initial_transform(true).as_coeffs())));
        self.form(&stream, page.resources(), state, 1);
    }

    /// Notes what a picture covers.
    fn picture(&mut self, stream: &Stream<'_>, state: &State<'a>) {
        self.order += 1;
        let place = state.place.rectangle([0.0, 0.0, 1.0, 1.0]).map(|n| n as f32);
        let sees_through = [&b"SMask"[..], b"Mask"].iter().any(|k| stream.dict().contains_key(k))
            || stream.dict().get::<bool>(b"ImageMask") == Some(true);
        if !sees_through && self.limits.surface() {
            self.drawn.covers.push(Surface { place, color: None, order: self.order });
        }
    }

    /// Whether a marked part belongs to a layer that is switched off.
    fn is_off(&self, tag: &Name<'_>, properties: &Object<'_>, resources: &Resources<'a>) -> bool {
        let (b"OC", Object::Name(name)) = (&**tag, properties) else { return false };
        let layer = resources.properties.get_ref(name);
        layer.is_some_and(|layer| self.layers_off.contains(&(layer.obj_number, layer.gen_number)))
    }

    fn show_all(&mut self, parts: &Array<'_>, state: &mut State<'a>, marks: &[bool]) {
        for part in parts.iter::<Object<'_>>() {
            match part {
                Object::String(text) => self.show(&text, state, marks),
                Object::Number(back) => state.text.kern(back.as_f64()),
                _ => {}
            }
        }
    }

    fn show(&mut self, text: &[u8], state: &mut State<'a>, marks: &[bool]) {
        let Some(font) = state.text.font.clone() else { return };
        let shown = match state.text.mode {
            _ if state.off || marks.contains(&true) => Shown::LayerOff,
            3 | 7 => Shown::NoInk,
            _ => Shown::Yes,
        };
        self.order += 1;
        let mut at = 0;
        while at < text.len() {
            let (code, length) = font.font.read_code(text, at);
            at += length.max(1);
            let before = state.text.matrix.then(state.place);
            let width = font.font.code_advance(code).x / 1000.0;
            let is_space = length == 1 && code == 32;
            state.text.advance(width, is_space);
            let after = state.text.matrix.then(state.place);
            let rise = state.text.rise;
            let (x0, y0) = before.point(0.0, rise);
            let spaced = after.point(0.0, rise);
            let m = before.0;
            let size = m[2].hypot(m[3]) * state.text.size.abs();
            // The letter's own width, without the space put after it.
            let along = m[0].hypot(m[1]) * state.text.size * width * state.text.stretch;
            let turned = m[1].abs() > 0.05 * m[0].abs().max(1e-9) || m[0] < 0.0;
            let right = if turned { spaced.0 } else { x0 + along };
            if !self.limits.letter() {
                self.drawn.cut = true;
                return;
            }
            let letter = Letter {
                character: ' ',
                left: x0 as f32,
                right: right as f32,
                y: y0 as f32,
                size: size as f32,
                bold: font.bold || state.text.mode == 2,
                italic: font.italic,
                turned,
                color: if state.text.mode == 1 { state.stroke.value } else { state.fill.value },
                shown,
                order: self.order,
            };
            push(&mut self.drawn.letters, &letter, &font.characters(code));
        }
    }
}

/// The address to which a note leads.
fn link(note: &Dict<'_>) -> Option<String> {
    const ADDRESS_MAX: usize = 500;
    let action = note.get::<Dict<'_>>(b"A")?;
    super::text(action.get(b"URI")).filter(|address| address.len() <= ADDRESS_MAX)
}

/// One letter for each character that a code means; a ligature's share its place.
fn push(letters: &mut Vec<Letter>, letter: &Letter, characters: &str) {
    let count = characters.chars().count().max(1) as f32;
    let step = (letter.right - letter.left) / count;
    for (index, character) in characters.chars().enumerate() {
        let left = letter.left + step * index as f32;
        letters.push(Letter { character, left, right: left + step, ..letter.clone() });
    }
}

fn numbers(numbers: [hayro_syntax::object::Number; 6]) -> Matrix {
    Matrix(numbers.map(|number| number.as_f64()))
}
