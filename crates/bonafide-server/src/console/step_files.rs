//! Files of a step: attached by a form, and given back as a file to be kept, never as a page.

use super::step;
use crate::{
    Problem,
    office::{Call, Office},
};
use bonafide_console::{FileLine, Moment, escaped, said};
use bonafide_store::{KeptStep, STEP_FILE_BYTES_MAX, Transaction};
use serde_json::Value;

/// Longest name of a file, in characters.
const NAME_MAX: usize = 120;

/// Attaches a file to a step.
pub(crate) fn attach(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let done = attached(office, call).map(|()| (201, Value::Null));
    step::again(office, call, done)
}

fn attached(office: &mut Office, call: &Call<'_>) -> Result<(), Problem> {
    let file = call.request.named_file("file").filter(|(_, bytes)| !bytes.is_empty());
    let (name, bytes) = file.ok_or_else(|| {
        Problem::new(422, "no file came; choose one that holds something, then attach it")
    })?;
    if bytes.len() > STEP_FILE_BYTES_MAX {
        return Err(Problem::new(422, "the file is longer than 8 MB; attach a smaller copy"));
    }
    let name = plain_name(&name);
    office.write(|t| {
        if t.step(call.named[0])?.left_out.is_some() {
            return Err(bonafide_store::Error::refused(
                "the step does not apply; ask for another one and attach the file there",
            ));
        }
        t.add_step_file(call.named[0], call.account, &name, &bytes).map(drop)
    })
}

/// Gives a file. Whatever it holds, a browser keeps it and shows nothing of it. Logged.
pub(crate) fn give(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let (step, id) = (call.named[0], call.named[1]);
    let (name, bytes) = office.write(|t| {
        let bytes = t.step_file(step, id)?;
        let known = t.step_files(step)?.into_iter().find(|file| file.id == id);
        t.journal("step.file-viewed", call.account, step, id.as_bytes(), None)?;
        Ok((known.and_then(|file| file.said).unwrap_or_default().0, bytes))
    })?;
    for (header, value) in [
        ("content-type", "application/octet-stream".to_owned()),
        ("content-disposition", disposition(&name)),
        ("x-content-type-options", "nosniff".to_owned()),
        ("content-security-policy", "default-src 'none'; sandbox".to_owned()),
        ("cross-origin-resource-policy", "same-origin".to_owned()),
    ] {
        call.header(header, value);
    }
    call.send(bytes);
    Ok((200, Value::String(String::new())))
}

/// The files of a step as lines.
pub(crate) fn lines(
    t: &Transaction<'_>,
    step: &KeptStep,
) -> Result<Vec<FileLine>, bonafide_store::Error> {
    let files = t.step_files(&step.id)?.into_iter();
    let line = |file: bonafide_store::StepFile| FileLine {
        said: file.said.map(|(name, hash)| (said(&name, NAME_MAX), hash)),
        id: file.id,
        size: size(file.bytes),
        by: file.by,
        at: Moment::of(file.at),
    };
    Ok(files.map(line).collect())
}

fn size(bytes: i64) -> String {
    match bytes {
        ..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", (bytes + 500) / 1_000),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

/// The last part of a name, without what steers a terminal or the direction of text.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let steers = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let plain: String = last.trim().chars().filter(|c| !steers(*c)).take(NAME_MAX).collect();
    if plain.trim_matches('.').is_empty() { "file".to_owned() } else { plain }
}

/// The header that has a browser keep a file under its name (RFC 6266 and 8187).
fn disposition(name: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    let ascii: String = name.chars().map(|c| if is_plain(c) { c } else { '_' }).collect();
    format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{}", escaped(name))
}

#[cfg(test)]
mod tests {
    use super::{disposition, plain_name, size};

    #[test]
    fn a_name_leads_nowhere_and_steers_nothing() {
        assert_eq!(plain_name("C:\\letters\\answer.pdf"), "answer.pdf");
        assert_eq!(plain_name("../../etc/passwd"), "passwd");
        assert_eq!(plain_name("a\u{202e}fdp.exe\r\n"), "afdp.exe");
        assert_eq!((plain_name(".."), plain_name("")), ("file".into(), "file".into()));
    }

    #[test]
    fn a_browser_keeps_the_file_under_its_name() {
        let header = disposition("Zoë \"1\".pdf");
        assert!(header.starts_with("attachment; filename=\"Zo___1_.pdf\""), "{header}");
        assert!(header.ends_with("filename*=UTF-8''Zo%C3%AB%20%221%22.pdf"), "{header}");
        assert_eq!(
            (size(7), size(4_096), size(2_500_000)),
            ("7 bytes".into(), "4 kB".into(), "2.5 MB".into())
        );
    }
}
