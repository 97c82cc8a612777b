//! What a column of a list of people holds, recognized by its name.

use bonafide_application::fold;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Identifies the record within its source.
    Id,
    /// The list or system that the record comes from.
    Source,
    /// A whole name.
    Name,
    /// A given name.
    GivenName,
    /// Further given names.
    MiddleName,
    /// A family name.
    FamilyName,
    /// Another whole name of the same person.
    OtherName,
    /// A date of birth.
    Born,
    /// Sex or gender as registers state it; tells twins apart, and nothing else.
    Sex,
    /// A place of birth.
    BirthPlace,
    /// A telephone number.
    Phone,
    /// A mail address.
    Email,
    /// A whole postal address.
    Address,
    /// A house number.
    House,
    /// A street, with or without house number.
    Street,
    /// A quarter, building or second line of an address.
    Quarter,
    /// A town.
    Town,
    /// A state or province.
    Region,
    /// A postal code.
    Postcode,
    /// An occupation.
    Occupation,
    /// An employer.
    Employer,
    /// A number of an identity document or register.
    Number,
}

/// Role, the name that a mapping gives it, and usual names of columns, folded, without spaces.
type Row = (Role, &'static str, &'static str);

const ROLES: &[Row] = &[
    (
        Role::Id,
        "id",
        "recid recordid uniqueid id uuid personid rowid customerid candidateid applicantid applicationid",
    ),
    (Role::Source, "source", "datasource source sourcedataset sourcesystem system dataset list"),
    (
        Role::Name,
        "name",
        "name fullname primarynamefull candidatename applicantname personname displayname legalname primarynameorg",
    ),
    (
        Role::GivenName,
        "given_name",
        "givenname givennames firstname forename forenames fname first primarynamefirst namefirst",
    ),
    (
        Role::MiddleName,
        "middle_name",
        "middlename middlenames middle mname primarynamemiddle secondname",
    ),
    (
        Role::FamilyName,
        "family_name",
        "familyname surname lastname lname last primarynamelast namelast",
    ),
    (
        Role::OtherName,
        "other_name",
        "othername othernames alias aliases alsoknownas formername maidenname previousname nickname preferredname nativenamefull nativename secondarynamefull secondarynameorg",
    ),
    (Role::Born, "born", "dateofbirth dob birthdate birthday born bornon birthdt"),
    (Role::Sex, "sex", "sex gender"),
    (Role::BirthPlace, "birth_place", "birthplace placeofbirth birthcity bornin pob"),
    (
        Role::Phone,
        "phone",
        "phone phonenumber telephone tel telephonenumber mobile mobilephone mobilenumber cell cellphone homephone workphone contactnumber phone1 phone2",
    ),
    (Role::Email, "email", "email emailaddress mail emails e mailaddress email1 email2"),
    (
        Role::Address,
        "address",
        "address fulladdress addrfull addressfull mailingaddress homeaddress postaladdress",
    ),
    (Role::House, "house", "streetnumber housenumber houseno streetno number"),
    (
        Role::Street,
        "street",
        "street streetname streetaddress address1 addressline1 addrline1 addr1 addressline line1 addr",
    ),
    (
        Role::Quarter,
        "quarter",
        "address2 addressline2 addrline2 addr2 line2 quarter district neighborhood neighbourhood",
    ),
    (
        Role::Town,
        "town",
        "town city suburb locality addrcity addresscity place municipality village hometown",
    ),
    (Role::Region, "region", "region state province county addrstate addressstate stateprovince"),
    (
        Role::Postcode,
        "postcode",
        "postcode postalcode zip zipcode postcodefake addrpostalcode addresspostalcode plz zip5",
    ),
    (Role::Occupation, "occupation", "occupation profession job jobtitle title position role"),
    (
        Role::Employer,
        "employer",
        "employer company organization organisation companyname employername",
    ),
    (
        Role::Number,
        "number",
        "socsecid ssn ssnnumber socialsecuritynumber nationalid nationalidnumber passport passportnumber driverslicense driverslicensenumber driverlicense taxid taxidnumber idnumber documentid leinumber nino",
    ),
];

/// What a name that is usual for a column says, whatever its case and signs.
pub fn usual(column: &str) -> Option<Role> {
    let folded = fold(column).replace(' ', "");
    // Fields of nested objects are known by their last name too.
    let last = column.rsplit('.').next().map(|last| fold(last).replace(' ', ""));
    let find = |name: &str| {
        ROLES.iter().find(|(.., usual)| usual.split(' ').any(|known| known == name)).map(|r| r.0)
    };
    find(&folded).or_else(|| last.and_then(|last| find(&last)))
}

/// The role that a mapping names.
pub fn named(name: &str) -> Option<Role> {
    ROLES.iter().find(|(_, known, _)| *known == name).map(|(role, ..)| *role)
}

/// The name that a mapping gives a role.
pub fn name(role: Role) -> &'static str {
    ROLES.iter().find(|(known, ..)| *known == role).map_or("", |(_, name, _)| name)
}

/// The names that a mapping may give, in order.
pub fn names() -> impl Iterator<Item = &'static str> {
    ROLES.iter().map(|(_, name, _)| *name)
}

#[cfg(test)]
mod tests {
    use super::{Role, name, named, names, usual};

    #[test]
    fn usual_spellings_are_known() {
        for (column, want) in [
            ("Date of Birth", Role::Born),
            ("PRIMARY_NAME_LAST", Role::FamilyName),
            (" given_name", Role::GivenName),
            ("postcode_fake", Role::Postcode),
            ("soc_sec_id", Role::Number),
            ("home.city", Role::Town),
        ] {
            assert_eq!(usual(column), Some(want), "{column}");
        }
        assert_eq!(usual("cluster"), None);
    }

    #[test]
    fn every_role_has_one_name() {
        assert!(names().all(|known| named(known).map(name) == Some(known)));
    }
}
