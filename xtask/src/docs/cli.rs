//! The page of the command line, from what the program itself prints.

use crate::process;
use anyhow::Result;
use std::fmt::Write;
use std::path::Path;

/// The help of the program, then of each of its commands.
pub(crate) fn page(root: &Path, program: &Path) -> Result<String> {
    let help = process::capture(root, program, &["--help"])?;
    let mut page = String::from(
        "# Command line\n\n\
         Written by `cargo xtask docs` from what the program prints; do not edit.\n\n\
         Exit status: 0 all read, 3 some records rejected, 2 unusable arguments or inputs, \
         1 anything else.\n",
    );
    section(&mut page, "bonafide", &help);
    for command in commands(&help) {
        let help = process::capture(root, program, &[command, "--help"])?;
        section(&mut page, &format!("bonafide {command}"), &help);
    }
    Ok(page)
}

fn section(page: &mut String, title: &str, help: &str) {
    let lines: Vec<&str> = help.trim().lines().map(str::trim_end).collect();
    let _ = write!(page, "\n## {title}\n\n```text\n{}\n```\n", lines.join("\n"));
}

/// The names under `Commands:`, without `help` itself.
fn commands(help: &str) -> Vec<&str> {
    help.lines()
        .skip_while(|line| line.trim() != "Commands:")
        .skip(1)
        .take_while(|line| !line.trim().is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect()
}

#[cfg(test)]
mod tests {
    use super::commands;

    #[test]
    fn commands_are_read_from_the_help() {
        let help = "bonafide\n\nUsage: bonafide <COMMAND>\n\nCommands:\n  screen    Screens a \
                    file\n             and more\n  help      Print this\n\nOptions:\n  -h  x\n";
        assert_eq!(commands(help), ["screen"]);
    }
}
