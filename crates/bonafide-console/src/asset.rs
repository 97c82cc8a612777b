//! What pages load besides themselves, under names that change with the content.

use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::sync::LazyLock;

/// A file that pages load.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its media type.
    pub kind: &'static str,
    /// What it holds.
    pub text: &'static str,
}

/// How long a browser keeps one: as its name changes with the content, for ever.
pub const ASSETS_KIND: &str = "public, max-age=31536000, immutable";

const STYLE: Asset =
    Asset { kind: "text/css; charset=utf-8", text: include_str!("../assets/style.css") };
const SCRIPT: Asset =
    Asset { kind: "text/javascript; charset=utf-8", text: include_str!("../assets/console.js") };

const ICON: Asset = Asset { kind: "image/svg+xml", text: include_str!("../assets/icon.svg") };

static STYLE_NAME: LazyLock<String> = LazyLock::new(|| named("style", STYLE.text, "css"));
static SCRIPT_NAME: LazyLock<String> = LazyLock::new(|| named("console", SCRIPT.text, "js"));
static ICON_NAME: LazyLock<String> = LazyLock::new(|| named("icon", ICON.text, "svg"));

/// The asset of a name.
pub fn asset(name: &str) -> Option<Asset> {
    match name {
        name if name == style() => Some(STYLE),
        name if name == script() => Some(SCRIPT),
        name if name == icon() => Some(ICON),
        _ => None,
    }
}

pub(crate) fn style() -> &'static str {
    &STYLE_NAME
}

pub(crate) fn script() -> &'static str {
    &SCRIPT_NAME
}

pub(crate) fn icon() -> &'static str {
    &ICON_NAME
}

fn named(stem: &str, text: &str, extension: &str) -> String {
    let mut name = format!("{stem}-");
    for byte in &Sha256::digest(text.as_bytes())[..8] {
        write!(name, "{byte:02x}").expect("writing into a text does not fail");
    }
    name + "." + extension
}

#[cfg(test)]
mod tests {
    use super::{asset, script, style};

    #[test]
    fn assets_are_found_by_their_whole_name_alone() {
        assert!(
            asset(style()).is_some() && asset(super::icon()).is_some() && asset(script()).is_some()
        );
        assert_eq!(asset("style.css"), None);
    }
}
