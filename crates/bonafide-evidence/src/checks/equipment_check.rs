//! Did the equipment reach the person who was hired, and is it used by them?

use crate::provider_result::{LEVELS, answer};
use crate::{Answer, Check};
use bonafide_application::EventKind;
use bonafide_reference::Subject;

pub(crate) const CHECK: Check = Check {
    name: "equipment-check",
    question: "Did the equipment reach the person who was hired, and is it used by them?",
    rationale: "Equipment that was handed to somebody else, or stands where nobody of that name lives, is \
                how such work is relayed. That it arrived well says little.",
    source: "Laptops kept at one address and used from afar: US Department of Justice, 2024 to 2026; \
             an unconfirmed serial number is grade B (Mandiant, September 2024)",
    innocent: &[
        "a relative, neighbor or front desk took the parcel",
        "the person moved, or works from another place for a time, with leave",
        "the carrier delivered to the wrong door",
        "the serial number was noted wrongly",
    ],
    verify: "Let the person read the serial number from the device in a call, and offer everyone alike \
             to collect equipment at a place of the employer.",
    levels: LEVELS,
    ask,
};

fn ask(subject: &Subject<'_>) -> Answer {
    answer(subject, EventKind::EquipmentCheck, "equipment check")
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::provider_result::expect_answers;

    #[test]
    fn the_latest_answer_counts() {
        expect_answers(&CHECK, "equipment_check", "equipment check");
    }
}
