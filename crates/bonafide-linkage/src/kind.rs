//! The kinds of value by which applications can meet, each with its case for and against.

/// A kind of key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Kind {
    /// Telephone number of the applicant.
    Phone,
    /// Mailbox of the applicant.
    Email,
    /// Profile address (LinkedIn, GitHub, …).
    Profile,
    /// Domain of a portfolio or of the applicant's own mail.
    Domain,
    /// Street address of the applicant.
    Address,
    /// Device of the form or of an interview.
    Device,
    /// Network address of the form or of an interview.
    Network,
    /// Mailbox of a reference.
    ReferenceEmail,
    /// Telephone number of a reference.
    ReferencePhone,
    /// Account for pay.
    Account,
    /// Address to which equipment was to be sent.
    Shipment,
    /// Two consecutive jobs with employer and start.
    History,
    /// The dates of three consecutive jobs.
    Dates,
    /// Passages of the résumé's text.
    Passages,
    /// Name and employer: one claimed identity.
    Identity,
    /// Name and date of birth. Serves to find claimed persons; never evidence.
    Birth,
    /// Origin of a document: identifiers and sessions that its descendants keep.
    Lineage,
    /// Copies of one picture.
    Picture,
    /// People found one operator behind both.
    Operator,
}

/// Kinds that are not independent of each other: of one family only the strongest counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Family {
    /// Phone and mailbox.
    Contact,
    /// Device and network.
    Session,
    /// Home.
    Home,
    /// Profiles and domains.
    Web,
    /// Contacts of references.
    Reference,
    /// Pay and shipment.
    Delivery,
    /// Jobs and their dates.
    History,
    /// Text.
    Text,
    /// The identity itself.
    Identity,
    /// Origin of documents, and pictures in them.
    Document,
    /// What people found out.
    Found,
}

/// A kind of sharing between different claimed persons, as a reviewer reads of it.
#[derive(Clone, Copy, Debug)]
pub struct Sharing {
    /// The kind of key.
    pub kind: Kind,
    /// Name of the term in an assessment: `shared-phone`.
    pub name: &'static str,
    /// Name of the value in a ring's table: `phone`.
    pub value: &'static str,
    /// What is not independent of it.
    pub family: Family,
    /// Most claimed persons that may hold a value for it to count; beyond, it is common.
    pub holders_max: u32,
    /// The question.
    pub question: &'static str,
    /// Why it is asked.
    pub rationale: &'static str,
    /// Where the rationale was published.
    pub source: &'static str,
    /// Honest reasons; never empty.
    pub innocent: &'static [&'static str],
    /// How a person finds out.
    pub verify: &'static str,
}

const ADVISORY: &str = "US State, Treasury and FBI advisory of 16 May 2022, red flags: one phone, \
    payment account, device or template under several names";

/// Every kind of sharing that is evidence, in the order in which the documentation shows them.
pub const KINDS: &[Sharing] = &[
    Sharing {
        kind: Kind::Phone,
        name: "shared-phone",
        value: "phone",
        family: Family::Contact,
        holders_max: 20,
        question: "Does the phone number also stand under other names?",
        rationale: "One operator answers for several identities and has few numbers.",
        source: ADVISORY,
        innocent: &[
            "One household or a relative's phone.",
            "An agency's or coach's number.",
            "One digit typed wrong.",
            "The number changed owner between the applications.",
        ],
        verify: "Call a number found independently; ask which numbers the applicant uses, in the \
            words of the script.",
    },
    Sharing {
        kind: Kind::Email,
        name: "shared-email",
        value: "email",
        family: Family::Contact,
        holders_max: 20,
        question: "Does the mailbox also stand under other names?",
        rationale: "A mailbox has one reader; several claimed persons behind it have one operator.",
        source: ADVISORY,
        innocent: &[
            "A family's shared mailbox.",
            "An agency's or coach's mailbox.",
            "A legal change of name.",
        ],
        verify: "Write to the mailbox and to another one found independently; ask who reads it.",
    },
    Sharing {
        kind: Kind::Profile,
        name: "shared-profile",
        value: "profile",
        family: Family::Web,
        holders_max: 16,
        question: "Is the profile also claimed by other applicants?",
        rationale: "A real engineer's profile is borrowed by several impostors.",
        source: "S. Schmidt, December 2025, on impersonated engineers and hijacked profiles",
        innocent: &[
            "A link pasted by mistake.",
            "The page of a team, a school or an employer.",
            "The applicant is the person whose identity others use.",
        ],
        verify: "Ask the applicant to sign in to the profile during a call and change a word of it.",
    },
    Sharing {
        kind: Kind::Domain,
        name: "shared-domain",
        value: "domain",
        family: Family::Web,
        holders_max: 12,
        question: "Is the portfolio or mail domain also used by other applicants?",
        rationale: "Portfolio sites of invented persons are often made by one hand.",
        source: "US advisory of 16 May 2022; Mandiant on portfolio sites, September 2024",
        innocent: &[
            "A small company or family domain.",
            "A host for portfolios that the tables don't know.",
            "A bootcamp's showcase.",
        ],
        verify: "Ask who owns the domain since when, and how the site was built.",
    },
    Sharing {
        kind: Kind::Address,
        name: "shared-address",
        value: "address",
        family: Family::Home,
        holders_max: 6,
        question: "Do other applicants give the same street address?",
        rationale: "Borrowed identities are sometimes given one address that can receive parcels.",
        source: ADVISORY,
        innocent: &[
            "Family or room-mates.",
            "A large building or dormitory without flat numbers.",
            "A mail-forwarding service used for privacy.",
        ],
        verify: "Ask for a document that shows the address, as of every applicant at this stage.",
    },
    Sharing {
        kind: Kind::Device,
        name: "shared-device",
        value: "device",
        family: Family::Session,
        holders_max: 30,
        question: "Did the same device submit or interview under other names?",
        rationale: "One operator works several identities from one device.",
        source: ADVISORY,
        innocent: &[
            "A family's, library's or school's computer.",
            "A fingerprint that many devices of one model share.",
            "An agency's computer.",
        ],
        verify: "Ask which device was used, and compare with the one at the next interview.",
    },
    Sharing {
        kind: Kind::Network,
        name: "shared-network",
        value: "network",
        family: Family::Session,
        holders_max: 12,
        question: "Did other applicants connect from the same address?",
        rationale: "A burst of applications from one small exit has often one operator.",
        source: "Recorded Future Insikt Group, 2026: one cluster sent up to 60 applications a day",
        innocent: &[
            "One household, campus, library or office.",
            "A carrier or provider that shares addresses among customers.",
            "One VPN provider's exit.",
        ],
        verify: "Compare with the network of the interview; nothing follows from it alone.",
    },
    Sharing {
        kind: Kind::ReferenceEmail,
        name: "shared-reference-email",
        value: "reference-email",
        family: Family::Reference,
        holders_max: 16,
        question: "Is the reference's mailbox also given by other applicants?",
        rationale: "Invented references are answered by the operator, who has few mailboxes.",
        source: "US advisory of 16 May 2022, on references that vouch for each other",
        innocent: &[
            "One manager of several reports.",
            "A teacher or coach of a cohort.",
            "A human-resources mailbox.",
        ],
        verify: "Find the referee's contact independently, through the company's switchboard.",
    },
    Sharing {
        kind: Kind::ReferencePhone,
        name: "shared-reference-phone",
        value: "reference-phone",
        family: Family::Reference,
        holders_max: 16,
        question: "Is the reference's phone number also given by other applicants?",
        rationale: "Invented references are answered by the operator, who has few numbers.",
        source: "US advisory of 16 May 2022, on references that vouch for each other",
        innocent: &[
            "One manager of several reports.",
            "A company's switchboard.",
            "A teacher or coach of a cohort.",
        ],
        verify: "Find the referee's number independently, through the company's switchboard.",
    },
    Sharing {
        kind: Kind::Account,
        name: "shared-account",
        value: "account",
        family: Family::Delivery,
        holders_max: 20,
        question: "Is the account for pay also named by other hires?",
        rationale: "The pay of several identities flows to one operator.",
        source: ADVISORY,
        innocent: &[
            "A couple's joint account.",
            "A provider that pools its customers' payments.",
            "A typing error in the form.",
        ],
        verify: "Ask for proof that the account is in the hire's own name.",
    },
    Sharing {
        kind: Kind::Shipment,
        name: "shared-shipment",
        value: "shipment",
        family: Family::Delivery,
        holders_max: 20,
        question: "Was equipment of other hires sent to the same address?",
        rationale: "Laptop farms receive the equipment of many hires at one address.",
        source: "US Department of Justice cases on laptop farms, 2024 to 2026",
        innocent: &[
            "Family or room-mates who were both hired.",
            "A parcel shop or freight forwarder used by many.",
            "An office that receives for several hires.",
        ],
        verify: "Ask to hand the equipment over in person, or against an identity document.",
    },
    Sharing {
        kind: Kind::History,
        name: "shared-history",
        value: "history",
        family: Family::History,
        holders_max: 12,
        question: "Do other names claim the same jobs with the same dates?",
        rationale: "A work history that passed once is used again under other names.",
        source: "US advisory of 16 May 2022; S. Schmidt, December 2025",
        innocent: &[
            "Colleagues who moved together.",
            "Graduates of one programme with fixed placements.",
            "The applicant is the person whose history others use.",
        ],
        verify: "Confirm the last two jobs through each employer's published contact.",
    },
    Sharing {
        kind: Kind::Dates,
        name: "shared-dates",
        value: "dates",
        family: Family::History,
        holders_max: 8,
        question: "Do other names claim jobs that begin and end in the same months?",
        rationale: "When employers are renamed in a copied history, its dates stay.",
        source: "Judged: what remains of a copied history when its employers are renamed",
        innocent: &[
            "Common dates: jobs that begin in September and January.",
            "A programme with fixed placements.",
        ],
        verify: "Ask for the months of each job again in the interview, and compare.",
    },
    Sharing {
        kind: Kind::Passages,
        name: "shared-passages",
        value: "passages",
        family: Family::Text,
        holders_max: 20,
        question: "Do rare passages of the résumé stand in other applicants' résumés?",
        rationale: "One résumé body is edited and sent under several names.",
        source: "US advisory of 16 May 2022, on templates shared by several workers",
        innocent: &[
            "Both worked on one team and describe one project.",
            "A public template or a coach's text.",
            "Written with the same assistant from the same prompt.",
            "One copied the other without knowing them.",
        ],
        verify: "In the interview, ask how one of the shared achievements was designed, measured \
            and rolled back.",
    },
    Sharing {
        kind: Kind::Identity,
        name: "contested-identity",
        value: "identity",
        family: Family::Identity,
        holders_max: 30,
        question: "Is this identity also claimed with other, unrelated contacts?",
        rationale: "A real engineer's name and history are used by several unrelated operators.",
        source: "S. Schmidt, December 2025, on impersonated engineers",
        innocent: &[
            "The person's own new phone, e-mail and home.",
            "Two people of one name who were colleagues.",
            "The applicant is the person whose identity others use.",
        ],
        verify: "Verify the identity document in a live call, and confirm the last employer through \
            its published contact, with a photograph of the employee.",
    },
    Sharing {
        kind: Kind::Lineage,
        name: "shared-lineage",
        value: "document lineage",
        family: Family::Document,
        holders_max: 10,
        question: "Does the document descend from one that others sent under other names?",
        rationale: "Operators make the documents of their identities from one file, which keeps \
            identifiers, editing sessions and moments of its ancestor.",
        source: ADVISORY,
        innocent: &[
            "A friend, a class or a family passed their résumé on as a pattern.",
            "A résumé writer or a career office works from one file of theirs.",
            "A public template passes its identifiers on to everybody who fills it in.",
            "A program writes the same identifier into every file.",
        ],
        verify: "Ask who made the document and from what; ask everyone alike for the original file.",
    },
    Sharing {
        kind: Kind::Picture,
        name: "shared-picture",
        value: "picture",
        family: Family::Document,
        holders_max: 10,
        question: "Does a copy of one picture stand in documents under other names?",
        rationale: "One portrait serves several identities. Copies of one file are compared; \
            nothing is recognized in the picture.",
        source: "Unit 42, November 2023, and Mandiant, September 2024: one photograph under several \
            names",
        innocent: &[
            "The picture is a logo, an ornament or a sample of the template.",
            "An employer's or a school's emblem.",
            "A badge of a certificate.",
        ],
        verify: "Look at both documents side by side; compare with the person in a live call.",
    },
    Sharing {
        kind: Kind::Operator,
        name: "same-operator",
        value: "finding of one operator",
        family: Family::Found,
        holders_max: 2,
        question: "Did people find one operator behind both?",
        rationale: "Who worked on a case may have seen what no value shows: one story, word for \
            word, in two interviews; one person at two addresses.",
        source: "judged: no rate of error of such findings was published",
        innocent: &[
            "Who found it was mistaken.",
            "One coach prepared both.",
            "The two know each other, and helped each other.",
        ],
        verify: "Read why it was found; have somebody else look at both applications who does not \
            know of it.",
    },
];

impl Kind {
    /// How many kinds there are.
    pub const COUNT: usize = 19;

    /// The kinds in the order of their discriminants.
    pub(crate) const ALL: [Kind; Kind::COUNT] = [
        Kind::Phone,
        Kind::Email,
        Kind::Profile,
        Kind::Domain,
        Kind::Address,
        Kind::Device,
        Kind::Network,
        Kind::ReferenceEmail,
        Kind::ReferencePhone,
        Kind::Account,
        Kind::Shipment,
        Kind::History,
        Kind::Dates,
        Kind::Passages,
        Kind::Identity,
        Kind::Birth,
        Kind::Lineage,
        Kind::Picture,
        Kind::Operator,
    ];

    /// Whether a value of it is hard to have without being, or being near, the person whose it
    /// is: a contact, a home, a device or network, a referee. A name, a history and a profile
    /// can be had by reading.
    pub(crate) fn is_own(self) -> bool {
        let family = self.sharing().map(|sharing| sharing.family);
        matches!(family, Some(Family::Contact | Family::Session | Family::Home | Family::Reference))
    }

    /// Whether applications that share it are compared for being of one claimed person.
    pub fn identifies(self) -> bool {
        matches!(
            self,
            Kind::Phone
                | Kind::Email
                | Kind::Profile
                | Kind::Birth
                | Kind::Identity
                | Kind::History
        )
    }

    /// Its case for and against; `None` for a kind that only serves to find claimed persons.
    pub fn sharing(self) -> Option<&'static Sharing> {
        KINDS.iter().find(|sharing| sharing.kind == self)
    }
}

#[cfg(test)]
mod tests {
    use super::{KINDS, Kind};

    #[test]
    fn each_kind_has_its_case_for_and_against() {
        for (index, kind) in Kind::ALL.into_iter().enumerate() {
            assert_eq!(kind as usize, index);
            assert_eq!(kind.sharing().is_none(), kind == Kind::Birth, "{kind:?}");
        }
        for sharing in KINDS {
            assert!(!sharing.innocent.is_empty() && !sharing.verify.is_empty(), "{}", sharing.name);
            assert!(sharing.holders_max >= 2, "{}", sharing.name);
        }
    }
}
