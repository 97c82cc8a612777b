//! The questions of interviews, in the words in which they are asked.

use serde::Serialize;

/// One question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Question {
    /// Its id, for notes and answers.
    pub id: &'static str,
    /// Findings for which it is asked; empty where everybody is asked.
    #[serde(skip)]
    pub of: &'static [&'static str],
    /// What the interviewer says.
    pub ask: &'static str,
    /// Why it is asked; may be told to the applicant.
    pub why: &'static str,
    /// What a good answer is like.
    pub good: &'static str,
}

/// What the interviewer does before, and keeps from.
pub const BEFORE: &[&str] = &[
    "Use the script as it stands, with everybody whom the rule selects. Ask for more on what was answered; add no new subject.",
    "Do not ask about nationality, birthplace, languages, age, religion, family, health or looks, nor remark on a name or an accent. If the applicant speaks of them, write none of it down.",
    "Offer the same to all: a camera or none, a telephone call, a meeting in person, more time, a break, a support person.",
    "Pauses, nerves, notes, an eye on another screen and a poor line are no answers. Write down what was said, not how.",
    "A doubt is not a finding of fact. Most doubts have an innocent explanation; the first aim is to find it.",
];

/// What everybody is asked first.
pub const OPENING: &[Question] = &[
    Question {
        id: "welcome",
        of: &[],
        ask: "Thank you for your time. We verify some claims of applications, by the same rules for all. I will ask about yours, write down your answers, and you may see them and correct them. Is that all right, and is there anything you need for this talk?",
        why: "People have a right to know what is done and how to set it right.",
        good: "Any answer. If the applicant would rather do it another time or another way, arrange that.",
    },
    Question {
        id: "recent-work",
        of: &[],
        ask: "Please tell me about the piece of work of the last two years that you know best: what was there before, what did you do yourself, and what would you do otherwise today?",
        why: "It gives everybody the chance to show what they know, before any doubt is spoken of.",
        good: "Own part told apart from the team's, with a detail or two that the application does not have. If the work is secret, how it was done rather than what.",
    },
];

/// What is asked for claims in doubt, in this order.
pub const QUESTIONS: &[Question] = &[
    Question {
        id: "verification",
        of: &[
            "identity-check",
            "background-check",
            "credential-check",
            "reference-check",
            "employment-check",
            "interview-check",
            "equipment-check",
        ],
        ask: "A check of your claims came back with something that does not fit. I will read to you what it says. What do you say to it, and who could confirm it?",
        why: "Checks are wrong at times: records are mixed up, and names change. You answer before anything follows from it.",
        good: "Says what the record may have got wrong, or what was different, and names a document or somebody who can confirm it.",
    },
    Question {
        id: "pay",
        of: &["shared-account"],
        ask: "The account that you named for your pay was also named by somebody else. Whose account is it, and is there one in your own name that we can use?",
        why: "Pay goes to the person who does the work.",
        good: "Explains who else uses the account, or names another one in their own name; a bank's letter settles it.",
    },
    Question {
        id: "delivery",
        of: &["shared-shipment", "shipment-address", "shared-address"],
        ask: "Where should letters and equipment go, who takes them there, and will you work from there? If it is not the address on your application, how does it come to be this one?",
        why: "Equipment should reach the person who works with it.",
        good: "Says who lives or works at the address and why it goes there. Collecting it at an office, or a later date, is as good.",
    },
    Question {
        id: "remote-access",
        of: &["remote-access"],
        ask: "Is there a program or a device on your work computer by which somebody else can see or control it? Which, who set it up, and what for?",
        why: "A tool for remote control was seen on the device; help desks use the same ones.",
        good: "Names the tool and the reason, or lets the help desk look. A help desk's own ticket settles it.",
    },
    Question {
        id: "same-person",
        of: &["interviews-differ", "interview-device", "interview-network", "interview-zone"],
        ask: "In our last talk you spoke about your work. Please go on from there: what did we agree was the hardest part, and what have you thought about it since? Which computer and connection did you use then, and which today?",
        why: "The connections of the talks differ; people travel and change computers.",
        good: "Continues the earlier talk in substance; it need not be word for word. Explains a journey, a new computer or a work network.",
    },
    Question {
        id: "colleagues",
        of: &["contested-identity", "shared-history", "shared-dates", "profile-history"],
        ask: "Let us take one of the jobs in your history. How was the team made up, whom did you report to, and how did a usual week go? Whom of them may we speak with, if we find them through the company ourselves?",
        why: "The same history stands in another place under another name or in another form; real engineers have theirs copied.",
        good: "Roles and ways of working that fit one another, and at least one person or office that can confirm the time there. Not wanting a present employer to know is a good reason; take an earlier one.",
    },
    Question {
        id: "own-words",
        of: &[
            "shared-passages",
            "shared-lineage",
            "shared-picture",
            "document-hidden",
            "document-characters",
            "document-address",
        ],
        ask: "How did your résumé come about: from which template, with whose help, with which program? Please take one entry of it and tell me in your own words what lies behind it.",
        why: "Parts of the document also stand in others, or hold text that does not show. Templates, coaches and programs leave both.",
        good: "Names the template, coach or program, and tells the entry with detail that the text does not have. Help with writing is fine.",
    },
    Question {
        id: "phone",
        of: &["shared-phone", "phone-region", "phone-line", "phone-format"],
        ask: "Which numbers can we reach you at, since when have you had the one on your application, and who else answers it? May I call you back on it now?",
        why: "The number is of another place or kind than the application lets expect, or also stands under other names.",
        good: "Takes the call, or gives another number and says since when. A number kept after moving, shared at home, or of an agency explains it.",
    },
    Question {
        id: "mailbox",
        of: &["shared-email", "email-domain", "email-newness", "email-name"],
        ask: "Which mailboxes do you use, and who else reads the one on your application? I will send a word to it now; please read it to me.",
        why: "The mailbox is of a kind that can be passed on, or also stands under other names.",
        good: "Reads the word. A mailbox made for applications, an earlier name in it, or one shared with an agency explains the rest.",
    },
    Question {
        id: "profile",
        of: &[
            "shared-profile",
            "profile-name",
            "profile-person",
            "profile-renamed",
            "profile-dormant",
            "profile-age",
        ],
        ask: "Please sign in to the profile that you named, in your own time and without showing us the screen, and put the word that I tell you into its summary for a minute. How long have you had the profile, and did it have another name before?",
        why: "The profile's history or name differs from the application's; profiles are taken over and sold.",
        good: "The word appears. An earlier name, a long pause or a new profile has an ordinary reason, which is told.",
    },
    Question {
        id: "site",
        of: &["shared-domain"],
        ask: "How did you make the site that you named, and what on it is your own? Please put the word that I tell you on one of its pages, today or tomorrow.",
        why: "The site or its domain is named by others as well.",
        good: "The word appears, or it is the site of a team, a school or a client, and the own part is named.",
    },
    Question {
        id: "device",
        of: &["shared-device", "shared-network"],
        ask: "On which computer, and from where, did you fill in the application? Who else uses that computer or connection for applications?",
        why: "Other applications came from the same computer or connection. Libraries, agencies and shared homes explain most of these.",
        good: "Names the shared place or person without being led to it.",
    },
    Question {
        id: "place",
        of: &[
            "network-country",
            "network-region",
            "network-kind",
            "time-zone",
            "network-zone",
            "travel",
            "job-history-places",
        ],
        ask: "From where did you apply, and where are you these weeks? Do you use a VPN or a company's network? From where would you do this job?",
        why: "Network, clock and address point to different places. Journeys, VPNs and tables that err do that every day.",
        good: "Says where and why, and where the work would be done; one sentence is enough.",
    },
    Question {
        id: "studies",
        of: &[
            "programme",
            "school-open",
            "degree-length",
            "study-dates",
            "certificate-date",
            "profile-education",
            "study-and-work",
        ],
        ask: "What is the full name of the course and the degree, as the certificate has it, and from when to when were you there? Which part took you the most work, and how was it examined? Which office can confirm it?",
        why: "The course, the school or the dates do not fit what we can look up. Names are translated and typed wrong.",
        good: "Corrects or explains the entry, tells something of the work, and names the registrar or sends a copy. A degree not finished is said so.",
    },
    Question {
        id: "dates",
        of: &["overlapping-jobs", "job-order"],
        ask: "Please go through your jobs once more with beginning and end, and say of each whether it was full time, and where you did the work.",
        why: "Some of the dates overlap or run backwards. That is mostly typing, notice periods and side work.",
        good: "A list that fits together, with corrections said as such.",
    },
    Question {
        id: "employer",
        of: &["employer-founded", "listed-employer", "listed-contact"],
        ask: "What was the company called while you were there, and what is it called today? What did it make or do, and what was your part? Who there can confirm it?",
        why: "What we can look up about the company does not fit the entry. Companies are renamed, bought and share names.",
        good: "Explains the name or the dates, and names an office that can confirm them.",
    },
    Question {
        id: "technology",
        of: &["technology-released"],
        ask: "For those years you name a technology that was released later. What did you use at the time, and what for?",
        why: "People tell older work in the words of today.",
        good: "Names what came before it, or the early version, or corrects the entry.",
    },
    Question {
        id: "references",
        of: &[
            "reference-company",
            "reference-domain",
            "reference-phone-line",
            "reference-self",
            "shared-reference-email",
            "shared-reference-phone",
        ],
        ask: "How did you work with each of your references, and when last? We call companies at numbers that we find ourselves: whom should we ask for there? Is there another person who could speak of your work?",
        why: "A contact of a reference is not one of the company, or others named it too. People change jobs and write from home.",
        good: "Tells the work done together, and whom to ask for at the company; a second name where the first has left.",
    },
    Question {
        id: "contacts",
        of: &["listed-indicator"],
        ask: "Please go through the contacts and profiles on your application: since when is each of them yours, and who else uses it or had it before?",
        why: "One of them stands on a list of values that others saw misused. Lists hold stolen values, and values change hands.",
        good: "Says how and when each was got. That it was stolen or is shared is an answer; help the person to report it.",
    },
];

/// What everybody is asked last.
pub const CLOSING: &[Question] = &[
    Question {
        id: "practice",
        of: &[],
        ask: "From where would you work in the first weeks, and how would you like to receive your equipment: collected at an office, or sent?",
        why: "It is arranged with everybody who is hired.",
        good: "Any answer that fits the job; arrange it so.",
    },
    Question {
        id: "your-turn",
        of: &[],
        ask: "Is there anything in your application that you would put otherwise today, or that we should know? You can write to us about it later, and what you say will be looked at by somebody who was not in this talk.",
        why: "A slip that is set right is settled, and everybody can answer.",
        good: "Any answer. Write down corrections word by word.",
    },
];
