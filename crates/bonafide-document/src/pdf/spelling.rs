//! Characters that stand for others in PDF, as they are spelled: joined letters, radicals, dashes.
//!
//! A program that embeds a font looks up which character a shape means, and where several share
//! one shape, it may take the wrong one: a radical in place of the character, a dash of figures in
//! place of the usual one. Words would then compare with nothing.

use unicode_normalization::UnicodeNormalization;

/// Joined letters from U+FB00.
const JOINED: [&str; 7] = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];

/// Radicals that have the shape of a whole character, with it; from `EquivalentUnifiedIdeograph`
/// of the Unicode Character Database, those that are words of their own.
const RADICALS: [(char, char); 37] = [
    ('⺟', '母'),
    ('⺠', '民'),
    ('⺩', '王'),
    ('⺬', '示'),
    ('⺶', '羊'),
    ('⻁', '虎'),
    ('⻄', '西'),
    ('⻅', '见'),
    ('⻆', '角'),
    ('⻉', '贝'),
    ('⻋', '车'),
    ('⻑', '長'),
    ('⻓', '长'),
    ('⻔', '门'),
    ('⻗', '雨'),
    ('⻘', '青'),
    ('⻙', '韦'),
    ('⻚', '页'),
    ('⻛', '风'),
    ('⻜', '飞'),
    ('⻝', '食'),
    ('⻢', '马'),
    ('⻣', '骨'),
    ('⻤', '鬼'),
    ('⻥', '鱼'),
    ('⻦', '鸟'),
    ('⻧', '卤'),
    ('⻨', '麦'),
    ('⻩', '黄'),
    ('⻫', '斉'),
    ('⻬', '齐'),
    ('⻭', '歯'),
    ('⻮', '齿'),
    ('⻯', '竜'),
    ('⻰', '龙'),
    ('⻲', '亀'),
    ('⻳', '龟'),
];

/// A text as it is spelled.
pub(crate) fn spelled(text: &str) -> String {
    let mut spelled = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\u{fb00}'..='\u{fb06}' => {
                spelled.push_str(JOINED[(u32::from(character) - 0xfb00) as usize]);
            }
            '\u{2012}' => spelled.push('–'),
            // The radicals of the dictionary of Kangxi.
            '\u{2f00}'..='\u{2fd5}' => spelled.extend(character.nfkc()),
            '\u{2e80}'..='\u{2ef3}' => {
                let whole = RADICALS.iter().find(|(radical, _)| *radical == character);
                spelled.push(whole.map_or(character, |(_, whole)| *whole));
            }
            _ => spelled.push(character),
        }
    }
    spelled
}

#[cfg(test)]
mod tests {
    use super::spelled;

    #[test]
    fn shapes_become_the_characters_they_stand_for() {
        assert_eq!(spelled("\u{fb01}rm, sta\u{fb00}, o\u{fb03}ce"), "firm, staff, office");
        assert_eq!(spelled("⼯作 ⽰例 东京⼤学 ⻑"), "工作 示例 东京大学 長");
        assert_eq!(spelled("2018年4⽉ ‒ 2020年3⽉"), "2018年4月 – 2020年3月");
    }
}
