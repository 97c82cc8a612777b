//! Malformed and hostile lists end in a sentence that names file and row.

use crate::forms::read;

#[test]
fn an_error_names_file_and_row_and_says_what_to_do() {
    for (text, want) in [
        ("", "f: row 1: the file is empty"),
        ("\u{feff}\n", "f: row 1: the file is empty"),
        ("a,b\n1,2\n", "f: row 1: give a header with the column name"),
        ("name,tier\nA,dprk\n", "f: row 2: \"dprk\" is no tier"),
        (
            "name,tier\nA, Ltd,sanctioned\n",
            "f: row 2: it has 3 fields where the header has 2; quote",
        ),
        ("kind,value\nemail,a@b.cd,x\n", "f: row 2: it has 3 fields where the header has 2"),
        ("name,common_name\nA,maybe\n", "f: row 2: write in the column common_name yes or no"),
        ("1,\"A\",-0- ,-0- ,-0- \n2,\"B\",-0- ,-0- \n", "f: row 2: give 12, 5 or 6 fields"),
        ("name\n\"A\nB\n", "f: row 2: close the quote"),
        ("name\nA\n---\n", "f: row 3: give a name"),
        ("name,country\nA,KP\nB,Atlantis\n", "f: row 3: \"Atlantis\" is no country; write its"),
        ("kind,value\nemail-dst,a@b.cd\n", "f: row 2: \"email-dst\" is no kind"),
        ("kind,value,victim\nemail,a@b.cd,perhaps\n", "f: row 2: write in the column victim"),
        ("kind,value\nhoroscope,x\n", "f: row 2: \"horoscope\" is no kind"),
        ("kind,value\nemail,x\n", "f: row 2: the value is no email"),
        ("kind,value,expires\nemail,a@b.cd,soon\n", "f: row 2: write dates as 2026-11-23"),
        ("kind,value,confidence\nemail,a@b.cd,sure\n", "f: row 2: write the confidence as"),
        ("{\"schema\":\"Person\"}\n{\"x\":\n", "f: row 2: this is no JSON"),
        ("{\"schema\":\"Person\"}\n{\"x\":1}\n", "f: row 2: give a schema"),
        ("{\"x\": 1}", "f: row 1: this JSON is no list that is known"),
        ("[[[[", "f: row 1: this is no JSON"),
        ("<html><body/></html>", "f: row 1: <html> is no list that is known"),
        ("<sdnList>\n<sdnEntry>", "f: row 2: the XML ends too early"),
        ("1,\"A\",\"robot\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n", "f: row 1: \"robot\""),
        ("1,\"A\",-0- ,-0- ,-0- \nx,2,3,4,5\n", "f: row 2: the first field is no number"),
        ("name\n", "own: the files hold no row"),
    ] {
        let error = read(&[("f", text)]).expect_err(text);
        assert!(error.starts_with(want), "{text:?}: {error}");
        assert!(!error.contains('\n') && !error.ends_with('.'), "{error}");
    }
    let long = format!("name\n{}\n", "x".repeat(700));
    let error = read(&[("f", &long)]).expect_err("too long");
    assert_eq!(error, "f: row 2: a name is longer than 600 bytes");
}

#[test]
fn an_entry_with_more_names_than_any_list_gives_is_refused() {
    let names =
        |count: usize| (0..count).map(|at| format!("Name {at}")).collect::<Vec<_>>().join(";");
    assert!(read(&[("f", &format!("name,aliases\nA,\"{}\"\n", names(1_000)))]).is_ok());
    let error = read(&[("f", &format!("name,aliases\nA,B\nC,\"{}\"\n", names(1_001)))]);
    let error = error.expect_err("too many");
    assert_eq!(error, "f: row 3: give at most 1000 names, places or contacts to one entry");
}

#[test]
fn what_a_second_file_adds_is_held_to_the_same() {
    let entry = "1,\"A\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n";
    let alias = format!("1,2,\"aka\",\"{}\",-0- \n", "x".repeat(700));
    let error = read(&[("f", entry), ("g", &alias)]).expect_err("too long");
    assert!(
        error.ends_with("with what is added: row 1: a name is longer than 600 bytes"),
        "{error}"
    );
}

#[test]
fn a_list_that_is_cut_anywhere_is_read_or_refused_and_never_panics() {
    let whole = "<sdnList><sdnEntry><uid>1</uid><lastName>A &amp; B</lastName><sdnType>Entity\
                 </sdnType></sdnEntry></sdnList>";
    let stix = "{\"type\":\"bundle\",\"objects\":[{\"type\":\"indicator\",\"pattern\":\
                \"[email-addr:value = 'a@b.cd' OR url:value = 'x.example/y']\"}]}";
    let csv = "name,aliases,born\n\"A, B\",\"C;D\",1970-01-01\n";
    for text in [whole, stix, csv] {
        for end in 0..text.len() {
            let _ = read(&[("f", &text[..end])]);
        }
    }
}
