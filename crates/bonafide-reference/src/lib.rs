//! What compiled tables know: telephone numbers, places, networks, mail domains, schools,
//! employers and technologies; and one application with everything looked up once ([`Subject`]).
//!
//! The tables are built by `cargo xtask tables` from registry packages, kept in `data/`, and
//! dated; each can be replaced by the user's own file. Looking up never fails: what a table does
//! not hold is `None`, and means nothing.

mod address_list;
mod connections;
mod csv_rows;
mod database;
mod degree;
mod employers;
mod former_schools;
mod listed_people;
mod mail_domains;
mod meant;
mod networks;
mod operators;
mod own_files;
mod packed;
mod phones;
mod place_spelling;
mod places;
mod school_name;
mod schools;
mod spot;
mod subject;
mod table_notes;
mod technologies;

pub use connections::{Connection, Indicated, Path, ResearchSecurity};
pub use employers::Employers;
pub use former_schools::{Fate, FormerSchool};
pub use mail_domains::{MailDomain, MailDomains};
pub use networks::{Network, NetworkKind, Networks, Range};
pub use own_files::REPLACEABLE;
pub use phones::{LineKind, PhoneFacts, Phones};
pub use places::{City, Located, Places, Precision};
pub use schools::{Degree, Programme, School, Schools};
pub use spot::{Spot, distance_km};
pub use subject::{Referee, Subject};
pub use table_notes::TableNote;
pub use technologies::Technologies;

use bonafide_lists::{List, Lists, Naming};

/// All tables of one run.
pub struct Tables {
    /// Telephone numbering plans.
    pub phones: Phones,
    /// Cities, regions and countries.
    pub places: Places,
    /// Network addresses.
    pub networks: Networks,
    /// Domains of e-mail addresses.
    pub mail_domains: MailDomains,
    /// Schools and what they award.
    pub schools: Schools,
    /// When employers were founded.
    pub employers: Employers,
    /// When technologies were released.
    pub technologies: Technologies,
    /// Institutions, and the user's own lists.
    pub lists: Lists,
    /// For which roles the tier of research security was turned on; off without it.
    pub research_security: Option<ResearchSecurity>,
    /// The user's own files: the table that each replaces or extends, and its name.
    own_files: Vec<(String, String)>,
}

impl Tables {
    /// Puts the user's own lists beside the institutions that come with the program.
    pub fn add_lists(&mut self, own: Vec<List>) {
        let mut lists = vec![bonafide_lists::institutions()];
        lists.extend(own);
        self.lists = Lists::of(lists, Naming::Institution);
    }

    /// The tables that are compiled into the program.
    #[expect(clippy::missing_panics_doc, reason = "reading the built-in ranges never panics")]
    pub fn built_in() -> Tables {
        // The address ranges take as long to unpack as all the rest.
        let networks = std::thread::spawn(Networks::built_in);
        Tables {
            phones: Phones::built_in(),
            places: Places::built_in(),
            mail_domains: MailDomains::built_in(),
            schools: Schools::built_in(),
            employers: Employers::built_in(),
            technologies: Technologies::built_in(),
            lists: Lists::of(vec![bonafide_lists::institutions()], Naming::Institution),
            research_security: None,
            own_files: Vec::new(),
            networks: networks.join().expect("reading the built-in ranges never panics"),
        }
    }
}
