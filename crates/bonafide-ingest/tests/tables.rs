//! Tables as applicant tracking systems export them, read from end to end.

use bonafide_application::{Application, Country};
use bonafide_ingest::{Format, Mapping, Options, Reader, Record, Rejected, open};
use jiff::Timestamp;
use std::io::{Cursor, Write};
use std::sync::Arc;

fn options(map: Option<&str>) -> Options {
    Options {
        submitted_at: Timestamp::UNIX_EPOCH,
        mapping: map.map(|text| Mapping::read("map.toml", text).expect("a mapping")),
        documents: None,
        attachments: None,
        country: Arc::new(|text| match text {
            "United States" | "United States of America" | "USA" => Country::parse("US"),
            "Germany" | "Deutschland" => Country::parse("DE"),
            code => Country::parse(code),
        }),
    }
}

fn reader(bytes: impl Into<Vec<u8>>, map: Option<&str>) -> Reader {
    open("dir/export.csv", Box::new(Cursor::new(bytes.into())), &options(map)).expect("a table")
}

fn error(bytes: impl Into<Vec<u8>>) -> String {
    let opened = open("export.csv", Box::new(Cursor::new(bytes.into())), &options(None));
    opened.err().expect("an error").to_string()
}

#[track_caller]
fn one(bytes: impl Into<Vec<u8>>) -> Application {
    let mut all: Vec<Result<Record, Rejected>> = reader(bytes, None).collect();
    assert_eq!(all.len(), 1, "{all:?}");
    all.pop().expect("one").expect("a record").application
}

#[test]
fn exports_of_six_systems_are_recognized() {
    for (header, row, name, at) in [
        (
            "Application ID,Candidate Name,Email,Phone,Company,Title,Job,Source,Applied On",
            "81,Ana Diaz,a@x.org,512 555 0101,Acme,Engineer,ML Engineer,LinkedIn,2026-01-05",
            "Ana Diaz",
            "2026-01-05T00:00:00Z",
        ),
        (
            "Opportunity ID,Candidate Name,Emails,Phones,Location,Headline,Links,Posting Title,Origin,Created At",
            "0b1,Ana Diaz,a@x.org,512 555 0101,Austin,Engineer,https://github.com/ana,ML,agency,1767607200000",
            "Ana Diaz",
            "2026-01-05T10:00:00Z",
        ),
        (
            "Candidate ID,First Name,Last Name,Email Address,Phone Number,Job Requisition ID,Job Requisition,Date Applied,Country",
            "C1,Ana,Diaz,a@x.org,512 555 0101,R-1,ML Engineer,01/15/2026,United States of America",
            "Ana Diaz",
            "2026-01-15T00:00:00Z",
        ),
        (
            "Application Id,Name,Primary Email Address,Primary Phone Number,Job,Source,Submitted At,LinkedIn URL",
            "9,Ana Diaz,a@x.org,512 555 0101,ML Engineer,Inbound,2026-01-05T10:00:00.000Z,https://linkedin.com/in/ana",
            "Ana Diaz",
            "2026-01-05T10:00:00Z",
        ),
        (
            "Candidate ID;First name;Last name;Email;Phone number;Job title;Application date;City;Source type",
            "5f;Ana;Diaz;a@x.org;+1 512 555 0101;ML Engineer;05.01.2026;Austin;Career page",
            "Ana Diaz",
            "2026-01-05T00:00:00Z",
        ),
        (
            "Person : System ID\tPerson : Full Name: First Last\tPerson : Email\tPerson : Home Phone\tJob : Job Title\tSubmission Date",
            "17\tAna Diaz\ta@x.org\t512 555 0101\tML Engineer\t1/5/2026 10:00 AM",
            "Ana Diaz",
            "2026-01-05T10:00:00Z",
        ),
    ] {
        let read = one(format!("{header}\r\n{row}\r\n"));
        assert_eq!(read.applicant.name.as_str(), name, "{header}");
        assert_eq!(read.applicant.email.as_deref(), Some("a@x.org"), "{header}");
        assert!(read.applicant.phone.is_some(), "{header}");
        assert_eq!(read.submitted_at.to_string(), at, "{header}");
        assert!(read.job.title.is_some(), "{header}");
        assert!(!read.id.starts_with("export-"), "{header}");
    }
}

#[test]
fn what_is_read_and_what_is_not_is_told() {
    let mut table = reader("Report of 2026\n\nName,Stage,Applied at\nAna,x,3/4/2026\n", None);
    assert_eq!(table.format, Some(Format::Csv));
    let recognized = table.recognized.clone().expect("a table");
    let used = [("Name", "applicant.name"), ("Applied at", "submitted_at")];
    let used = used.map(|(column, path)| (column.to_owned(), path.to_owned()));
    let mut sorted = recognized.used.clone();
    sorted.sort();
    assert_eq!(sorted, {
        let mut used = used.to_vec();
        used.sort();
        used
    });
    assert_eq!(recognized.unused, ["Stage"]);
    assert_eq!(
        recognized.notes,
        ["column \"Applied at\": dates such as 3/4/2026 are read as month/day, since nothing in \
          the column tells; date_format in --map says otherwise"]
    );
    let record = table.next().expect("a row").expect("a record");
    assert_eq!((record.line, record.application.id.as_str()), (4, "export-4"));
}

#[test]
fn the_whole_column_decides_the_order_of_dates() {
    let table = reader("Name,Applied at\nA,3/4/2026\nB,25/4/2026\n", None);
    assert!(table.recognized.as_ref().expect("a table").notes.is_empty());
    let at: Vec<String> =
        table.map(|r| r.expect("a record").application.submitted_at.to_string()).collect();
    assert_eq!(at, ["2026-04-03T00:00:00Z", "2026-04-25T00:00:00Z"]);
}

#[test]
fn a_mapping_goes_before_names() {
    let map = "date_format = '%d.%m.%Y'\n[columns]\nBewerber = 'applicant.name'\n\
               Email = 'ignore'\nRef = 'references.2.email'\nOrt = 'applicant.location'";
    let text = "Bewerber;Email;Ref;Eingang;Ort\nAna;a@x.org;r@y.org;5.1.2026;Berlin, Deutschland\n";
    let record = reader(text, Some(map)).next().expect("a row").expect("a record");
    let application = record.application;
    assert_eq!(application.applicant.email, None);
    assert_eq!(application.references[0].email.as_deref(), Some("r@y.org"));
    assert_eq!(application.applicant.address.place().show(), "Berlin, DE");
    assert_eq!(
        serde_json::from_slice::<Application>(&record.canonical).expect("canonical"),
        application
    );
}

#[test]
fn cells_are_data_and_lists_are_split() {
    let read = one(
        "Name,Emails,Phones,LinkedIn,Website,Skills,Resume,Cover Letter,Employer 2,Start 2,IP\n\
         =cmd|x,\"home: a@x.org; b@x.org\",\"(512) 555-0101, 555\",linkedin.com/in/ana,none,\
         \"Rust, SQL\",cv.pdf,\"Dear all,\nhello\",Acme,04/2019,999.1.1.1\n",
    );
    assert_eq!(read.applicant.name.as_str(), "=cmd|x");
    assert_eq!(read.applicant.email.as_deref(), Some("a@x.org"));
    assert_eq!(read.applicant.phone.as_deref(), Some("(512) 555-0101"));
    assert_eq!(read.applicant.links.len(), 1);
    assert_eq!(read.session.expect("a session").ip.as_deref(), Some("999.1.1.1"));
    let resume = read.resume.expect("a résumé");
    assert_eq!(resume.basics.summary.as_deref(), Some("Dear all,\nhello"));
    assert_eq!(resume.skills.len(), 2);
    assert_eq!(resume.work[0].start_date.map(|d| d.to_string()).as_deref(), Some("2019-04"));
}

#[test]
fn rows_that_cannot_be_read_are_rejected_with_the_reason() {
    let text = "Id,Name,Applied at\n1,Ana,soon\n2,,2026-01-05\n3,Bo,2026-01-05,x\n,,\n5,Cy,\n";
    let read: Vec<_> = reader(text, None).collect();
    assert_eq!(read.len(), 4);
    let problem = |at: usize| read[at].as_ref().expect_err("rejected").clone();
    assert_eq!((problem(0).line, problem(0).id.as_deref()), (2, Some("1")));
    assert!(problem(0).error.starts_with("column \"Applied at\": \"soon\" is no date"));
    assert!(problem(1).error.starts_with("the row has no name"));
    assert!(problem(2).error.starts_with("the row has 4 cells and the header 3"));
    assert_eq!(read[3].as_ref().expect("a record").application.submitted_at.as_second(), 0);
}

#[test]
fn a_table_without_names_says_what_to_do() {
    let error = error("Bewerber,Email\nAna,a@x.org\n");
    assert!(error.starts_with("export.csv: no column is recognized as the applicant's name among"));
    assert!(error.contains("--map"), "{error}");
}

fn workbook(sheet: &str) -> Vec<u8> {
    let parts = [
        (
            "xl/workbook.xml",
            "<workbook><sheets><sheet name='Info' r:id='rId9'/><sheet name='A' r:id='rId1'/>\
             </sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id='rId1' Target='worksheets/sheet1.xml'/>\
             <Relationship Id='rId9' Target='/xl/worksheets/info.xml'/></Relationships>",
        ),
        ("xl/worksheets/info.xml", "<worksheet><sheetData/></worksheet>"),
        (
            "xl/sharedStrings.xml",
            "<sst uniqueCount='99999999999999'><si><t>Name</t></si><si><t>Applied at</t></si>\
             <si><r><t>Ana </t></r><r><t>D&#237;az &amp; Co</t></r><rPh><t>x</t></rPh></si></sst>",
        ),
        (
            "xl/styles.xml",
            "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>",
        ),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, text) in parts {
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file(path, options).expect("memory takes everything");
        archive.write_all(text.as_bytes()).expect("memory takes everything");
    }
    archive.finish().expect("memory takes everything").into_inner()
}

#[test]
fn workbooks_are_read() {
    let sheet = "<worksheet><sheetData>\
        <row r='2'><c r='A2' t='s'><v>0</v></c><c r='B2' t='s'><v>1</v></c>\
        <c r='C2' t='inlineStr'><is><t>Phone</t></is></c></row>\
        <row r='1048576'><c r='A1048576' t='s'><v>2</v></c><c r='B1048576' s='1'><v>46027.5</v></c>\
        <c r='C1048576'><v>1.5125550101E10</v></c></row>\
        <row><c r='ZZZ1' t='inlineStr'><is><t>x</t></is></c></row></sheetData></worksheet>";
    let mut table = reader(workbook(sheet), None);
    assert_eq!(table.format, Some(Format::Xlsx));
    let record = table.next().expect("a row").expect("a record");
    assert_eq!(record.line, 1_048_576);
    assert_eq!(record.application.applicant.name.as_str(), "Ana Díaz & Co");
    assert_eq!(record.application.applicant.phone.as_deref(), Some("15125550101"));
    assert_eq!(record.application.submitted_at.to_string(), "2026-01-05T12:00:00Z");
    assert!(table.next().expect("a row").is_err());
}

#[test]
fn damaged_workbooks_and_other_archives_are_errors() {
    let whole = workbook("<worksheet><sheetData><row><c><v>1</v></row></sheetData>");
    assert!(error(whole.clone()).contains("is damaged"), "{}", error(whole.clone()));
    assert!(error(&whole[..whole.len() / 2]).contains("the archive is damaged"));
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    archive.start_file("word/document.xml", options).expect("memory takes everything");
    let other = archive.finish().expect("memory takes everything").into_inner();
    assert!(error(other).contains("this seems to be a Word document"));
}

#[test]
fn the_committed_example_is_read_whole() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/ats-export.csv");
    let table = reader(std::fs::read(path).expect("the example"), None);
    let recognized = table.recognized.clone().expect("a table");
    assert_eq!(recognized.unused, ["Stage", "Recruiter notes"]);
    let read: Vec<Record> = table.map(|record| record.expect("a record")).collect();
    assert_eq!(read.len(), 40);
    let phones = |digits: &str| {
        let only = |text: &String| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let phones = read.iter().filter_map(|r| r.application.applicant.phone.as_ref());
        phones.filter(|phone| only(phone).ends_with(digits)).count()
    };
    assert_eq!((phones("3465550177"), phones("5035550110")), (3, 2));
    let map = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/map.toml");
    Mapping::read(map, &std::fs::read_to_string(map).expect("the example")).expect("a mapping");
}
