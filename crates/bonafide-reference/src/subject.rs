//! One application with everything that the tables know of it, looked up once.

use crate::connections::{Connection, Indicated, connections, indicated};
use crate::{Located, MailDomain, Network, PhoneFacts, School, Tables};
use bonafide_application::{Application, Email, ProfileAddress};

/// What checks and keys read: the application as claimed, and what the tables say of its values.
pub struct Subject<'a> {
    /// As claimed.
    pub application: &'a Application,
    /// The tables, for what only one check needs.
    pub tables: &'a Tables,
    /// Folded tokens of the applicant's name, in the order typed.
    pub name: Vec<String>,
    /// The e-mail address, where it is one.
    pub email: Option<Email>,
    /// What is known of its domain.
    pub mail_domain: Option<MailDomain>,
    /// The telephone number, where it is one.
    pub phone: Option<PhoneFacts>,
    /// The claimed place of residence: of the form, else of the résumé.
    pub home: Option<Located>,
    /// The network that submitted the form.
    pub network: Option<Network>,
    /// The network of each event, in the order of `application.events`.
    pub event_networks: Vec<Option<Network>>,
    /// Where each event's shipment address lies, in the order of `application.events`.
    pub event_places: Vec<Option<Located>>,
    /// Profiles and sites that the form and the résumé name, without repetition.
    pub links: Vec<ProfileAddress>,
    /// The references, in the order of `application.references`.
    pub references: Vec<Referee>,
    /// Where each job of the résumé was, in its order; `None` for remote and unknown places.
    pub work_places: Vec<Option<Located>>,
    /// The school of each course of study of the résumé, in its order.
    pub schools: Vec<Option<School>>,
    /// Whether an agency submitted: contacts and session may then be the agency's.
    pub by_agency: bool,
    /// Rows of lists that the application leads to.
    pub connections: Vec<Connection<'a>>,
    /// Indicators whose values the application states.
    pub indicated: Vec<Indicated<'a>>,
}

/// The contacts of one reference.
pub struct Referee {
    /// The e-mail address, where it is one.
    pub email: Option<Email>,
    /// What is known of its domain.
    pub mail_domain: Option<MailDomain>,
    /// The telephone number, where it is one.
    pub phone: Option<PhoneFacts>,
}

impl<'a> Subject<'a> {
    /// Looks everything up.
    pub fn new(application: &'a Application, tables: &'a Tables) -> Subject<'a> {
        let applicant = &application.applicant;
        let email = applicant.email.as_deref().and_then(Email::parse);
        let home = home(application, tables);
        let country = home.as_ref().map(|home| home.country);
        let resume = application.resume.as_ref();
        let network = |ip: Option<&String>| ip.and_then(|ip| tables.networks.find(ip));
        let mut subject = Subject {
            name: applicant.name.tokens(),
            mail_domain: email.as_ref().map(|email| tables.mail_domains.find(&email.domain)),
            email,
            phone: applicant.phone.as_deref().and_then(|p| tables.phones.find(p, country)),
            network: network(application.session.as_ref().and_then(|s| s.ip.as_ref())),
            event_networks: application.events.iter().map(|e| network(e.ip.as_ref())).collect(),
            event_places: application
                .events
                .iter()
                .map(|event| tables.places.find(&event.address.place()))
                .collect(),
            links: links(application),
            references: application
                .references
                .iter()
                .map(|reference| referee(reference, country, tables))
                .collect(),
            work_places: resume.map_or_else(Vec::new, |resume| {
                let place = |text: &String| tables.places.find_text(text);
                resume.work.iter().map(|w| w.location.as_ref().and_then(place)).collect()
            }),
            schools: resume.map_or_else(Vec::new, |resume| {
                let school = |name: &String| tables.schools.find(name);
                resume.education.iter().map(|e| e.institution.as_ref().and_then(school)).collect()
            }),
            by_agency: by_agency(&application.source),
            home,
            application,
            tables,
            connections: Vec::new(),
            indicated: Vec::new(),
        };
        subject.connections = connections(&subject);
        subject.indicated = indicated(&subject);
        subject
    }
}

/// An agency is named, or the channel says that there is one; an empty name is none.
fn by_agency(source: &bonafide_application::Source) -> bool {
    let named = source.agency.as_deref().is_some_and(|agency| !agency.trim().is_empty());
    named || source.channel.as_deref() == Some("agency")
}

fn home(application: &Application, tables: &Tables) -> Option<Located> {
    let claimed = application.applicant.address.place();
    let stated = application.resume.as_ref().map(|resume| {
        let location = &resume.basics.location;
        bonafide_application::Place {
            city: location.city.clone(),
            region: location.region.clone(),
            country_code: location.country_code,
        }
    });
    tables.places.find(&claimed).or_else(|| tables.places.find(&stated?))
}

fn links(application: &Application) -> Vec<ProfileAddress> {
    let form = application.applicant.links.iter().map(|link| Some(link.url.as_str()));
    let basics = application.resume.as_ref().map(|resume| &resume.basics);
    let profiles = basics.into_iter().flat_map(|b| b.profiles.iter().map(|p| p.url.as_deref()));
    let site = basics.into_iter().map(|b| b.url.as_deref());
    let mut links: Vec<ProfileAddress> = Vec::new();
    for link in form.chain(profiles).chain(site).flatten().filter_map(ProfileAddress::parse) {
        if !links.contains(&link) {
            links.push(link);
        }
    }
    links
}

fn referee(
    reference: &bonafide_application::Reference,
    country: Option<bonafide_application::Country>,
    tables: &Tables,
) -> Referee {
    let email = reference.email.as_deref().and_then(Email::parse);
    Referee {
        mail_domain: email.as_ref().map(|email| tables.mail_domains.find(&email.domain)),
        email,
        phone: reference.phone.as_deref().and_then(|p| tables.phones.find(p, country)),
    }
}
