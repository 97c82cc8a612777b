//! Pictures on a page of a PDF document, to be hashed.

use crate::picture::{self, Pixels};
use bonafide_application::Picture;
use hayro_syntax::Filter;
use hayro_syntax::object::{Array, Name, Object, Stream};

/// Bytes of a packed picture that is looked at.
const PACKED_MAX: usize = 16 << 20;

/// Adds the pictures of one page.
pub(crate) fn read(streams: &[Stream<'_>], page: u32, pictures: &mut Vec<Picture>) {
    for stream in streams {
        let dict = stream.dict();
        let (Some(width), Some(height)) = (dict.get::<u32>(b"Width"), dict.get::<u32>(b"Height"))
        else {
            continue;
        };
        if !picture::is_portrait_like(width, height) || stream.raw_data().len() > PACKED_MAX {
            continue;
        }
        let pixels = match stream.filters().last() {
            Some(Filter::DctDecode) if stream.filters().len() == 1 => {
                picture::jpeg(&stream.raw_data())
            }
            Some(Filter::JpxDecode | Filter::Jbig2Decode | Filter::CcittFaxDecode) => None,
            _ => plain(stream, width, height),
        };
        if let Some(pixels) = pixels {
            picture::add(pictures, page, &pixels);
        }
    }
}

/// A picture whose samples stand as they are, eight bits each.
fn plain(stream: &Stream<'_>, width: u32, height: u32) -> Option<Pixels> {
    let dict = stream.dict();
    if dict.get::<u8>(b"BitsPerComponent") != Some(8) {
        return None;
    }
    let samples = stream.decoded_data().ok()?;
    let count = width as usize * height as usize;
    let channels = samples.len().checked_div(count)?;
    let gray = match (channels, dict.get::<Object<'_>>(b"ColorSpace")?) {
        (1, Object::Name(name)) if &*name == b"DeviceGray" => samples[..count].to_vec(),
        (1, Object::Array(parts)) => indexed(&parts, &samples[..count])?,
        (3 | 4, _) => samples.chunks_exact(channels).take(count).map(picture::gray).collect(),
        _ => return None,
    };
    Some(Pixels { width, height, gray })
}

/// Samples that are numbers of a table of colors, or gray in a named space.
fn indexed(parts: &Array<'_>, samples: &[u8]) -> Option<Vec<u8>> {
    let mut parts = parts.flex_iter();
    let name = parts.next::<Name<'_>>()?;
    if &*name != b"Indexed" {
        return Some(samples.to_vec());
    }
    parts.next::<Object<'_>>()?;
    parts.next::<Object<'_>>()?;
    let table = match parts.next::<Object<'_>>()? {
        Object::String(table) => table.to_vec(),
        Object::Stream(table) => table.decoded_data().ok()?.into_owned(),
        _ => return None,
    };
    let colors: Vec<u8> = table.chunks_exact(3).map(picture::gray).collect();
    samples.iter().map(|sample| colors.get(usize::from(*sample)).copied()).collect()
}
