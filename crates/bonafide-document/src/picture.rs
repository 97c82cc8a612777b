//! The hash of a picture that stays almost the same when it is scaled or packed again.
//!
//! A discrete cosine transform of the gray picture at 32 by 32; of its 8 by 8 lowest frequencies,
//! each is above or below their median (Zauner 2010). Nothing is recognized in the picture: two
//! photographs of one person have different hashes, two copies of one file have almost equal ones.

use bonafide_application::Picture;
use std::f32::consts::PI;
use std::io::Cursor;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::{colorspace::ColorSpace, options::DecoderOptions};

/// Pixels of the shorter side, below which a picture is an icon.
const SIDE_MIN: u32 = 64;

/// Pixels of the longer side that are decoded.
const SIDE_MAX: u32 = 8_000;

/// Pictures of one document that are kept.
const PICTURES_MAX: usize = 12;

/// Side of the picture that is transformed, and of the part that is kept.
const SCALED: usize = 32;
const KEPT: usize = 8;

/// Gray values, row after row.
pub(crate) struct Pixels {
    /// Across.
    pub(crate) width: u32,
    /// Down.
    pub(crate) height: u32,
    /// 0 is black.
    pub(crate) gray: Vec<u8>,
}

/// Whether a picture has the size and shape that a portrait may have; icons, rules, banners and
/// signatures have not.
pub(crate) fn is_portrait_like(width: u32, height: u32) -> bool {
    let (short, long) = (width.min(height), width.max(height));
    short >= SIDE_MIN && long <= SIDE_MAX && long <= short * 2
}

/// Adds a picture to a document's list, once.
pub(crate) fn add(pictures: &mut Vec<Picture>, page: u32, pixels: &Pixels) {
    let Some(hash) = hash(pixels) else { return };
    let known = pictures.iter().any(|picture| picture.hash == hash);
    if !known && pictures.len() < PICTURES_MAX {
        pictures.push(Picture { page, width: pixels.width, height: pixels.height, hash });
    }
}

/// Decodes a picture of a kind that documents hold.
pub(crate) fn decode(bytes: &[u8]) -> Option<Pixels> {
    match bytes {
        [0xff, 0xd8, ..] => jpeg(bytes),
        [0x89, b'P', b'N', b'G', ..] => png(bytes),
        _ => None,
    }
}

/// Decodes a JPEG picture.
pub(crate) fn jpeg(bytes: &[u8]) -> Option<Pixels> {
    let options = DecoderOptions::default()
        .set_max_width(SIDE_MAX as usize)
        .set_max_height(SIDE_MAX as usize)
        .jpeg_set_out_colorspace(ColorSpace::Luma);
    let mut decoder = JpegDecoder::new_with_options(Cursor::new(bytes), options);
    let samples = decoder.decode().ok()?;
    let (width, height) = decoder.dimensions()?;
    let count = width * height;
    let channels = samples.len().checked_div(count)?;
    let gray = match channels {
        1 => samples,
        3 | 4 => samples.chunks_exact(channels).map(gray).collect(),
        _ => return None,
    };
    Some(Pixels { width: width as u32, height: height as u32, gray })
}

/// Decodes a PNG picture.
fn png(bytes: &[u8]) -> Option<Pixels> {
    let limits = png::Limits { bytes: 256 << 20 };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().ok()?;
    let (width, height) = (reader.info().width, reader.info().height);
    if !is_portrait_like(width, height) {
        return None;
    }
    let mut samples = vec![0; reader.output_buffer_size()?];
    let frame = reader.next_frame(&mut samples).ok()?;
    samples.truncate(frame.buffer_size());
    let gray: Vec<u8> = match frame.color_type {
        png::ColorType::Grayscale => samples,
        png::ColorType::GrayscaleAlpha => samples.chunks_exact(2).map(|pair| pair[0]).collect(),
        png::ColorType::Rgb => samples.chunks_exact(3).map(gray).collect(),
        png::ColorType::Rgba => samples.chunks_exact(4).map(gray).collect(),
        png::ColorType::Indexed => return None,
    };
    Some(Pixels { width, height, gray })
}

/// The gray value of red, green and blue (ITU-R BT.601).
pub(crate) fn gray(color: &[u8]) -> u8 {
    let [red, green, blue] = [0, 1, 2].map(|at| u32::from(color.get(at).copied().unwrap_or(0)));
    ((red * 299 + green * 587 + blue * 114) / 1000) as u8
}

/// The hash; a picture of almost one color has none.
fn hash(pixels: &Pixels) -> Option<String> {
    let (width, height) = (pixels.width as usize, pixels.height as usize);
    if !is_portrait_like(pixels.width, pixels.height) || pixels.gray.len() < width * height {
        return None;
    }
    let small = scaled(pixels);
    let mean = small.iter().sum::<f32>() / small.len() as f32;
    let spread = small.iter().map(|v| (v - mean).powi(2)).sum::<f32>() / small.len() as f32;
    if spread < 60.0 {
        return None;
    }
    let frequencies = transformed(&small);
    let mut sorted = frequencies.clone();
    sorted.sort_by(f32::total_cmp);
    let median = f32::midpoint(sorted[sorted.len() / 2 - 1], sorted[sorted.len() / 2]);
    let bits = frequencies.iter().fold(0_u64, |bits, v| bits << 1 | u64::from(*v > median));
    Some(format!("{bits:016x}"))
}

/// The picture at [`SCALED`] by [`SCALED`], each value the mean of its area.
fn scaled(pixels: &Pixels) -> Vec<f32> {
    let (width, height) = (pixels.width as usize, pixels.height as usize);
    let mut small = Vec::with_capacity(SCALED * SCALED);
    for row in 0..SCALED {
        let (top, bottom) = (row * height / SCALED, ((row + 1) * height / SCALED));
        for column in 0..SCALED {
            let (left, right) = (column * width / SCALED, (column + 1) * width / SCALED);
            let mut sum = 0_u64;
            for line in pixels.gray[top * width..bottom * width].chunks_exact(width) {
                sum += line[left..right].iter().map(|v| u64::from(*v)).sum::<u64>();
            }
            small.push(sum as f32 / ((bottom - top) * (right - left)) as f32);
        }
    }
    small
}

/// The lowest frequencies without the mean's own row and column of zeros.
fn transformed(small: &[f32]) -> Vec<f32> {
    let wave = |frequency: usize, at: usize| {
        (PI * frequency as f32 * (2 * at + 1) as f32 / (2 * SCALED) as f32).cos()
    };
    let mut kept = Vec::with_capacity(KEPT * KEPT);
    for down in 1..=KEPT {
        let rows: Vec<f32> = (0..SCALED)
            .map(|x| (0..SCALED).map(|y| small[y * SCALED + x] * wave(down, y)).sum())
            .collect();
        for across in 1..=KEPT {
            kept.push((0..SCALED).map(|x| rows[x] * wave(across, x)).sum());
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::{Pixels, hash};

    fn drawn(side: u32, seed: u32) -> Pixels {
        let value = |x: u32, y: u32| {
            let (x, y) = (x as f32 / side as f32, y as f32 / side as f32);
            let wave =
                (x * (5.0 + seed as f32) + y * 3.0).sin() + (y * 7.0 - x * seed as f32).cos();
            (127.0 + 60.0 * wave) as u8
        };
        let gray = (0..side).flat_map(|y| (0..side).map(move |x| value(x, y))).collect();
        Pixels { width: side, height: side, gray }
    }

    fn distance(a: &Pixels, b: &Pixels) -> u32 {
        let bits = |pixels| {
            let hash = hash(pixels).expect("it has a hash");
            u64::from_str_radix(&hash, 16).expect("hexadecimal")
        };
        (bits(a) ^ bits(b)).count_ones()
    }

    #[test]
    fn a_scaled_picture_keeps_its_hash_and_another_does_not() {
        assert!(distance(&drawn(200, 1), &drawn(333, 1)) <= 3);
        assert!(distance(&drawn(200, 1), &drawn(200, 6)) > 15);
    }

    #[test]
    fn an_even_surface_has_none() {
        assert_eq!(hash(&Pixels { width: 100, height: 100, gray: vec![200; 10_000] }), None);
    }
}
