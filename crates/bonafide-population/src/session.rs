//! The browser with which a form was filled in.

use crate::random::Random;
use bonafide_application::Country;

/// A browser's own description.
pub(crate) fn user_agent(random: &mut Random) -> String {
    let version = 118 + random.skewed(24, 0.6);
    let build = format!("{version}.0.0.0");
    match random.weighted(&[46.0, 20.0, 9.0, 8.0, 6.0, 7.0, 4.0]) {
        0 => chrome("Windows NT 10.0; Win64; x64", &build, ""),
        1 => chrome("Macintosh; Intel Mac OS X 10_15_7", &build, ""),
        2 => format!(
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like \
             Gecko) Version/{}.{} Safari/605.1.15",
            16 + random.below(3),
            random.below(7)
        ),
        3 => format!(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:{version}.0) Gecko/20100101 \
             Firefox/{version}.0"
        ),
        4 => chrome("X11; Linux x86_64", &build, ""),
        5 => format!(
            "Mozilla/5.0 (iPhone; CPU iPhone OS {}_{} like Mac OS X) AppleWebKit/605.1.15 (KHTML, \
             like Gecko) Version/17.0 Mobile/15E148 Safari/604.1",
            16 + random.below(3),
            random.below(7)
        ),
        _ => chrome("Windows NT 10.0; Win64; x64", &build, &format!(" Edg/{build}")),
    }
}

fn chrome(system: &str, build: &str, tail: &str) -> String {
    format!(
        "Mozilla/5.0 ({system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{build} \
         Safari/537.36{tail}"
    )
}

/// Languages that a browser lists, drawn by country and at random: they are never evidence.
pub(crate) fn languages(country: Country, random: &mut Random) -> Vec<String> {
    let mut languages = vec![
        match country.as_str() {
            "GB" | "IE" => "en-GB",
            "DE" => "de-DE",
            "PL" => "pl-PL",
            "BR" => "pt-BR",
            "FR" => "fr-FR",
            "IN" => "en-IN",
            _ => "en-US",
        }
        .to_owned(),
    ];
    if random.chance(0.25) {
        let second = random.pick(&["es", "zh-CN", "hi", "fr", "de", "ru", "ko", "vi", "ar", "pt"]);
        languages.push(second.to_owned());
    }
    languages.push("en".to_owned());
    languages
}

/// Seconds between opening and submitting the form.
pub(crate) fn fill_seconds(random: &mut Random) -> f64 {
    let seconds = if random.chance(0.08) {
        // Filled in by the browser or from a stored profile.
        4.0 + random.waiting(25.0)
    } else {
        50.0 + random.waiting(330.0)
    };
    (seconds * 10.0).round() / 10.0
}
