//! What a column of a table may hold: paths of the canonical form, and the names that exports of
//! applicant tracking systems give such columns.

use bonafide_application::fold;

/// A value of an application that a column may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Field {
    Id,
    SubmittedAt,
    System,
    Channel,
    Referral,
    Agency,
    JobId,
    JobTitle,
    JobDepartment,
    JobWorkMode,
    JobLocation,
    Name,
    FirstName,
    MiddleName,
    LastName,
    AlsoKnownAs,
    Email,
    Phone,
    Location,
    Address,
    Street,
    City,
    Region,
    PostalCode,
    Country,
    Link(&'static str),
    BornOn,
    Label,
    Text,
    Skills,
    WorkName,
    WorkPosition,
    WorkLocation,
    WorkStart,
    WorkEnd,
    WorkSummary,
    School,
    Area,
    Degree,
    StudyStart,
    StudyEnd,
    Ip,
    UserAgent,
    TimeZone,
    DeviceId,
    FillSeconds,
    ReferenceName,
    ReferenceEmail,
    ReferencePhone,
    ReferenceCompany,
    ReferenceRelationship,
}

/// A field, and which of several where it is an entry's of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Target {
    pub(crate) field: Field,
    /// Counts from 1.
    pub(crate) entry: usize,
}

/// Path in the canonical form (`#` stands for a number from 1), field, and usual names of columns
/// in falling order of preference, folded and without spaces. Where a name has `#`, the column
/// is numbered, as in `Employer 2`.
type Row = (&'static str, Field, &'static str);

/// Most entries of a list that columns may hold; real exports number up to ten.
const ENTRIES_MAX: usize = 50;

const FIELDS: &[Row] = &[
    (
        "id",
        Field::Id,
        "applicationid jobapplicationid applicationnumber applicationuuid applicationref \
         submissionid opportunityid applicantid candidateid candidateuuid candidatenumber personid \
         systemid recordid id uuid",
    ),
    (
        "submitted_at",
        Field::SubmittedAt,
        "submittedat appliedat appliedon applieddate dateapplied applicationdate \
         applicationsubmitted applicationsubmittedat applicationdatetime applicationtimestamp \
         submissiondate submissiontime datesubmitted submittedon dateofapplication applied \
         appliedtime lastapplied applicationcreatedat createdat createdon createddate datecreated \
         created dateadded addedat addedon timestamp date",
    ),
    ("source.system", Field::System, "sourcesystem ats"),
    (
        "source.channel",
        Field::Channel,
        "source sourcename applicationsource candidatesource sourcechannel recruitingsource \
         sourcetype channel origin howdidyouhearaboutus",
    ),
    ("source.referral", Field::Referral, "referrer referredby referral referrername"),
    (
        "source.agency",
        Field::Agency,
        "agency agencyname recruitmentagency recruitingagency staffingagency agencyrecruiter",
    ),
    (
        "job.id",
        Field::JobId,
        "jobid requisitionid requisitionnumber jobrequisitionid jobreqid reqid reqnumber \
         requisition jobcode positionid postingid jobpostingid vacancyid",
    ),
    (
        "job.title",
        Field::JobTitle,
        "job jobtitle jobname jobpostingtitle jobposting jobs jobrequisition jobrequisitiontitle requisitiontitle \
         requisitionname posting postingtitle position positiontitle appliedposition \
         positionappliedfor appliedfor jobappliedfor vacancy vacancytitle openingtitle role",
    ),
    (
        "job.department",
        Field::JobDepartment,
        "department jobdepartment departments team businessunit division",
    ),
    (
        "job.work_mode",
        Field::JobWorkMode,
        "workmode workplacetype workplace workarrangement locationtype remotetype",
    ),
    (
        "job.location",
        Field::JobLocation,
        "joblocation jobpostinglocation postinglocation requisitionlocation worklocation office \
         offices officelocation primarylocation",
    ),
    (
        "applicant.name",
        Field::Name,
        "name fullname candidatename applicantname candidate applicant displayname namefirstlast \
         firstlast fullnamefirstlast legalname legalfullname personname",
    ),
    (
        "applicant.first_name",
        Field::FirstName,
        "firstname givenname givennames forename legalfirstname namefirst fullnamefirst first",
    ),
    ("applicant.middle_name", Field::MiddleName, "middlename middlenames namemiddle"),
    (
        "applicant.last_name",
        Field::LastName,
        "lastname surname familyname legallastname namelast fullnamelast last",
    ),
    (
        "applicant.also_known_as",
        Field::AlsoKnownAs,
        "alsoknownas preferredname preferredfullname formername previousname othernames othername \
         maidenname alias",
    ),
    (
        "applicant.email",
        Field::Email,
        "email emailaddress emails emailaddresses primaryemail primaryemailaddress personalemail \
         candidateemail contactemail mail email# emailaddress# workemail",
    ),
    (
        "applicant.phone",
        Field::Phone,
        "phone phonenumber phones phonenumbers primaryphone mobilephone mobilephonenumber mobile \
         mobilenumber cellphone cell telephone telephonenumber contactnumber homephone phone# \
         phonenumber# tel workphone",
    ),
    (
        "applicant.location",
        Field::Location,
        "location currentlocation locationname cityandstate citystate citystatecountry basedin \
         residence",
    ),
    (
        "applicant.address",
        Field::Address,
        "address fulladdress mailingaddress homeaddress postaladdress addresses currentaddress",
    ),
    (
        "applicant.address.street",
        Field::Street,
        "street streetaddress addressline address# addressline# addressstreet",
    ),
    (
        "applicant.address.city",
        Field::City,
        "city town locality homecity addresscity locationcity currentcity",
    ),
    (
        "applicant.address.region",
        Field::Region,
        "state province region stateprovince stateregion addressstate locationstate \
         locationregion homestate",
    ),
    (
        "applicant.address.postal_code",
        Field::PostalCode,
        "zip zipcode postalcode postcode zippostalcode postalzipcode addresszip addresspostalcode",
    ),
    (
        "applicant.address.country_code",
        Field::Country,
        "country countrycode countryregion addresscountry locationcountry homecountry \
         countryofresidence",
    ),
    (
        "applicant.links.linkedin",
        Field::Link("linkedin"),
        "linkedin linkedinurl linkedinprofile linkedinprofileurl linkedinlink linkedinpage",
    ),
    (
        "applicant.links.github",
        Field::Link("github"),
        "github githuburl githubprofile githublink githubprofileurl",
    ),
    ("applicant.links.gitlab", Field::Link("gitlab"), "gitlab gitlaburl gitlabprofile"),
    (
        "applicant.links.stackoverflow",
        Field::Link("stackoverflow"),
        "stackoverflow stackoverflowurl",
    ),
    ("applicant.links.x", Field::Link("x"), "twitter twitterurl xprofile"),
    (
        "applicant.links.portfolio",
        Field::Link("portfolio"),
        "portfolio portfoliourl portfoliolink portfoliowebsite website websites websiteurl \
         personalwebsite personalsite homepage blog website#",
    ),
    (
        "applicant.links",
        Field::Link(""),
        "links link url urls sociallinks socialprofiles socialmedia otherlinks otherwebsite link# \
         url#",
    ),
    ("applicant.born_on", Field::BornOn, ""),
    ("resume.basics.label", Field::Label, "headline professionaltitle profileheadline"),
    (
        "resume.basics.summary",
        Field::Text,
        "resumetext resume resumecontent resumebody parsedresume cvtext cv summary \
         professionalsummary profilesummary about bio coverletter coverlettertext",
    ),
    ("resume.skills", Field::Skills, "skills skillset keyskills technicalskills skilllist"),
    (
        "resume.work.#.name",
        Field::WorkName,
        "currentcompany currentemployer mostrecentemployer mostrecentcompany lastcompany \
         lastemployer recentemployer company companyname employer employername currentorganization \
         organization org employer# employername# company# companyname# organization#",
    ),
    (
        "resume.work.#.position",
        Field::WorkPosition,
        "currenttitle currentjobtitle currentposition currentrole mostrecenttitle \
         mostrecentjobtitle mostrecentposition lasttitle lastposition title title# jobtitle# \
         position# role# employertitle# employerposition# companytitle#",
    ),
    (
        "resume.work.#.location",
        Field::WorkLocation,
        "currentcompanylocation employerlocation# companylocation# worklocation# location#",
    ),
    (
        "resume.work.#.startDate",
        Field::WorkStart,
        "currentcompanystartdate start# startdate# from# datefrom# employerstart# \
         employerstartdate# companystart# companystartdate#",
    ),
    (
        "resume.work.#.endDate",
        Field::WorkEnd,
        "end# enddate# to# dateto# until# employerend# employerenddate# companyend# \
         companyenddate#",
    ),
    (
        "resume.work.#.summary",
        Field::WorkSummary,
        "description# responsibilities# duties# employerdescription# summary#",
    ),
    (
        "resume.education.#.institution",
        Field::School,
        "school schoolname university college institution almamater educationschool \
         educationinstitution mostrecentschool school# schoolname# university# college# \
         institution# educationschool# educationinstitution# educationuniversity# education#",
    ),
    (
        "resume.education.#.area",
        Field::Area,
        "fieldofstudy major discipline areaofstudy specialization educationmajor \
         educationfieldofstudy fieldofstudy# major# discipline# field# educationmajor# \
         educationfieldofstudy# educationdiscipline# educationfield# educationarea#",
    ),
    (
        "resume.education.#.studyType",
        Field::Degree,
        "degree degreetype highestdegree qualification educationdegree degree# degreetype# \
         schooldegree# educationdegree#",
    ),
    (
        "resume.education.#.startDate",
        Field::StudyStart,
        "educationstart educationstartdate educationstart# educationstartdate# schoolstart# \
         schoolstartdate#",
    ),
    (
        "resume.education.#.endDate",
        Field::StudyEnd,
        "graduationyear graduationdate yearofgraduation graduation educationend educationenddate \
         graduationyear# graduationdate# graduation# educationend# educationenddate# schoolend# \
         schoolenddate# educationgraduationyear#",
    ),
    (
        "session.ip",
        Field::Ip,
        "ip ipaddress ipaddr applicantip applicantipaddress clientip submissionip \
         submissionipaddress submittedfromip remoteip sourceip",
    ),
    ("session.user_agent", Field::UserAgent, "useragent browser browseruseragent"),
    ("session.time_zone", Field::TimeZone, "timezone browsertimezone tz"),
    ("session.device_id", Field::DeviceId, "deviceid devicefingerprint fingerprint"),
    ("session.fill_seconds", Field::FillSeconds, "fillseconds secondstocomplete timetocomplete"),
    (
        "references.#.name",
        Field::ReferenceName,
        "reference referencename refereename reference# referencename# refereename# referee#",
    ),
    (
        "references.#.email",
        Field::ReferenceEmail,
        "referenceemail refereeemail referenceemail# refereeemail# referenceemailaddress#",
    ),
    (
        "references.#.phone",
        Field::ReferencePhone,
        "referencephone refereephone referencephone# refereephone# referencephonenumber#",
    ),
    (
        "references.#.company",
        Field::ReferenceCompany,
        "referencecompany refereecompany referencecompany# refereecompany# referenceemployer#",
    ),
    (
        "references.#.relationship",
        Field::ReferenceRelationship,
        "referencerelationship referencerelationship# refereerelationship# referencerelation#",
    ),
];

/// Words before a column's name that only say whose it is.
const OWNERS: [&str; 9] = [
    "candidate",
    "applicant",
    "application",
    "person",
    "personal",
    "contact",
    "primary",
    "profile",
    "home",
];

/// Words before the name of a numbered column that only say in which list it is.
const LISTS: [&str; 7] = [
    "workhistory",
    "workexperience",
    "experience",
    "employmenthistory",
    "employment",
    "work",
    "job",
];

/// The target that a column's name usually means, with its rank among the names of that target
/// (the lower, the better).
pub(crate) fn usual(column: &str) -> Option<(Target, usize)> {
    let folded = fold(column).replace(' ', "");
    if folded.is_empty() || folded.len() > 100 {
        return None;
    }
    let (name, entry) = numbered(&folded);
    let found = look_up(&name).or_else(|| {
        let owner = |owner: &&str| name.strip_prefix(*owner).and_then(look_up);
        OWNERS.iter().find_map(|word| owner(&word))
    });
    let found = found.or_else(|| {
        let in_list = |word: &&str| name.strip_prefix(*word).and_then(look_up);
        name.contains('#').then(|| LISTS.iter().find_map(|word| in_list(&word))).flatten()
    });
    found.map(|(field, rank)| (Target { field, entry }, rank))
}

fn look_up(name: &str) -> Option<(Field, usize)> {
    FIELDS.iter().find_map(|(_, field, names)| {
        names
            .split(' ')
            .position(|usual| !usual.is_empty() && usual == name)
            .map(|rank| (*field, rank))
    })
}

/// The name with its one number moved to the end as `#`, and the number.
fn numbered(folded: &str) -> (String, usize) {
    let digits: String = folded.chars().filter(char::is_ascii_digit).collect();
    let entry = digits.parse::<usize>().ok().filter(|n| *n <= ENTRIES_MAX);
    match entry {
        Some(entry) if folded.contains(&digits) => {
            (format!("{}#", folded.replacen(&digits, "", 1)), entry.max(1))
        }
        _ => (folded.to_owned(), 1),
    }
}

/// The target of a path, as a mapping names it.
pub(crate) fn target(path: &str) -> Option<Target> {
    let parts: Vec<&str> = path.split('.').collect();
    let entry = parts.iter().find_map(|part| part.parse::<usize>().ok()).unwrap_or(1);
    let number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let general: Vec<&str> = parts
        .iter()
        .map(|part| if number(part) && !part.is_empty() { "#" } else { part })
        .collect();
    let general = general.join(".");
    let row = FIELDS.iter().find(|(path, ..)| *path == general)?;
    (1..=ENTRIES_MAX).contains(&entry).then_some(Target { field: row.1, entry })
}

/// Every path that a mapping may name.
pub(crate) fn paths() -> impl Iterator<Item = &'static str> {
    FIELDS.iter().map(|(path, ..)| *path)
}

/// The path of a target.
pub(crate) fn path(target: Target) -> String {
    let row = FIELDS.iter().find(|(_, field, _)| *field == target.field);
    row.map_or("", |(path, ..)| path).replace('#', &target.entry.to_string())
}

#[cfg(test)]
mod tests {
    use super::{path, paths, target, usual};

    #[track_caller]
    fn means(column: &str, want: &str) {
        let found = usual(column).map(|(target, _)| path(target));
        assert_eq!(found.as_deref().unwrap_or("nothing"), want, "{column}");
    }

    #[test]
    fn usual_names_are_recognized_however_they_are_written() {
        for column in ["First Name", "first_name", "FIRSTNAME", "Candidate: First Name"] {
            means(column, "applicant.first_name");
        }
        means("Person : Full Name: Last", "applicant.last_name");
        means("Candidate E-mail Address", "applicant.email");
        means("E-Mail 2", "applicant.email");
        means("Home Phone", "applicant.phone");
        means("LinkedIn Profile URL", "applicant.links.linkedin");
        means("Applied At", "submitted_at");
        means("Application ID", "id");
        means("Job Title", "job.title");
        means("Current Job Title", "resume.work.1.position");
        means("Job Title 2", "resume.work.2.position");
        means("Work Experience 3 - Company", "resume.work.3.name");
        means("Employer 1", "resume.work.1.name");
        means("start 1", "resume.work.1.startDate");
        means("Education 2: Degree", "resume.education.2.studyType");
        means("Reference 1 Email", "references.1.email");
        means("Zip/Postal Code", "applicant.address.postal_code");
        means("Address Line 1", "applicant.address.street");
        for column in ["Stage", "Gender", "Rejection reason", "Date of birth", "", "2026", "№"] {
            means(column, "nothing");
        }
    }

    #[test]
    fn every_path_is_a_target() {
        for general in paths() {
            let concrete = general.replace('#', "2");
            let found = target(&concrete).map(path);
            assert_eq!(found.as_deref(), Some(concrete.as_str()));
        }
        assert_eq!(target("resume.work.0.name"), None);
        assert_eq!(target("applicant.gender"), None);
        assert_eq!(target(""), None);
    }
}
