//! The commands that the README shows, run as written.

use crate::process;
use anyhow::{Context, Result, ensure};
use std::path::Path;

/// Runs every command of the README's `sh` blocks but the one that runs this.
pub(crate) fn run(root: &Path) -> Result<()> {
    let readme = std::fs::read_to_string(root.join("README.md")).context("reading README.md")?;
    let commands = commands(&readme);
    ensure!(!commands.is_empty(), "README.md shows no command in a block marked `sh`");
    for command in commands {
        println!("$ {command}");
        let words: Vec<&str> = command.split_whitespace().collect();
        match words.as_slice() {
            ["cargo", "xtask", ..] => println!("skipped: it is what runs this"),
            ["cargo", arguments @ ..] => process::cargo(root, arguments)?,
            _ => anyhow::bail!("the README may show commands of cargo only: {command}"),
        }
    }
    Ok(())
}

/// The lines of blocks marked `sh`, without empty lines and comments.
fn commands(markdown: &str) -> Vec<&str> {
    let mut commands = Vec::new();
    let mut inside = false;
    for line in markdown.lines().map(str::trim) {
        if line.starts_with("```") {
            inside = !inside && line == "```sh";
        } else if inside && !line.is_empty() && !line.starts_with('#') {
            commands.push(line);
        }
    }
    commands
}

#[cfg(test)]
mod tests {
    use super::commands;

    #[test]
    fn only_blocks_marked_sh_are_run() {
        let markdown = "a\n```sh\n# why\ncargo a\n\ncargo b\n```\n```text\ncargo c\n```\ncargo d";
        assert_eq!(commands(markdown), ["cargo a", "cargo b"]);
    }
}
