//! What the output goes to: how wide it is, and whether it shows color.

use anyhow::Context;
use bonafide_application::without_controls;
use std::io::{ErrorKind, IsTerminal, Write};

/// Where text is printed to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terminal {
    /// Characters of a line.
    pub(crate) width: usize,
    /// Whether color is shown; everything can be read without it.
    pub(crate) color: bool,
}

/// A color, by what it means.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Ink {
    /// A heading, or the number that matters.
    Strong,
    /// What can be passed over.
    Faint,
    /// Raises the odds.
    Raises,
    /// Lowers the odds.
    Lowers,
}

/// Lines longer than this are hard to read, shorter ones cannot hold a bar.
const WIDTH: std::ops::RangeInclusive<usize> = 56..=100;

impl Terminal {
    /// Standard output, as it is; 80 columns where it is no terminal.
    pub(crate) fn stdout() -> Terminal {
        let terminal = std::io::stdout().is_terminal();
        let columns = terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0));
        // NO_COLOR, where set to anything, asks for no color (no-color.org).
        let asked_not = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Terminal {
            width: if terminal { columns.clamp(*WIDTH.start(), *WIDTH.end()) } else { 80 },
            color: terminal && !asked_not,
        }
    }

    /// The text in an ink.
    pub(crate) fn ink(self, ink: Ink, text: &str) -> String {
        if !self.color || text.is_empty() {
            return text.to_owned();
        }
        let code = match ink {
            Ink::Strong => "1",
            Ink::Faint => "2",
            Ink::Raises => "33",
            Ink::Lowers => "36",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }

    /// The text without controls, in lines of at most the width, each after so many spaces.
    ///
    /// The first line starts with `lead`, which stands in that space.
    pub(crate) fn wrap(self, lead: &str, indent: usize, text: &str) -> String {
        let room = self.width.saturating_sub(indent).max(20);
        let mut lines = vec![String::new()];
        let clean = without_controls(text);
        for word in clean.split_whitespace().flat_map(|word| pieces(word, room)) {
            let line = lines.last_mut().expect("there is always a line");
            if !line.is_empty() && length(line) + 1 + length(&word) > room {
                lines.push(word);
            } else {
                if !line.is_empty() {
                    line.push(' ');
                }
                line.push_str(&word);
            }
        }
        let mut text = String::new();
        for (i, line) in lines.iter().enumerate() {
            let lead = pad(if i == 0 { lead } else { "" }, indent);
            text += &format!("{lead}{line}\n");
        }
        text
    }
}

/// Prints to standard output. A reader who went away (`| head`) has read enough.
pub(crate) fn print(text: &str) -> anyhow::Result<()> {
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(error).context("writing to standard output")
        }
        _ => Ok(()),
    }
}

/// A word in pieces that fit on a line.
fn pieces(word: &str, room: usize) -> Vec<String> {
    let chars: Vec<char> = word.chars().collect();
    chars.chunks(room).map(|chunk| chunk.iter().collect()).collect()
}

/// Characters of a text.
pub(crate) fn length(text: &str) -> usize {
    text.chars().count()
}

/// The text with spaces after it.
pub(crate) fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(length(text))))
}

/// The text with spaces before it.
pub(crate) fn pad_start(text: &str, width: usize) -> String {
    format!("{}{text}", " ".repeat(width.saturating_sub(length(text))))
}

/// The text without controls and at most so many characters long.
pub(crate) fn cut(text: &str, width: usize) -> String {
    let clean = without_controls(text);
    if length(&clean) <= width {
        return clean;
    }
    clean.chars().take(width.saturating_sub(1)).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::{Ink, Terminal, cut, length};

    #[test]
    fn lines_keep_their_width_whatever_the_words() {
        let terminal = Terminal { width: 56, color: false };
        let text = format!("a {} b\u{1b}[2J c", "x".repeat(200));
        let lines = terminal.wrap("  claimed", 12, &text);
        assert!(lines.lines().all(|line| length(line) <= 56), "{lines}");
        assert!(lines.starts_with("  claimed   a\n"), "{lines}");
        assert!(!lines.contains('\u{1b}'));
    }

    #[test]
    fn color_is_shown_only_where_it_is_wanted() {
        let plain = Terminal { width: 80, color: false };
        assert_eq!(plain.ink(Ink::Raises, "+1"), "+1");
        let colored = Terminal { width: 80, color: true };
        assert_eq!(colored.ink(Ink::Raises, "+1"), "\u{1b}[33m+1\u{1b}[0m");
        assert_eq!(cut("abcdef", 4), "abc…");
    }
}
