//! One request as a value: method, path, query, headers, body, and where it comes from.

use crate::{Problem, multipart};
use serde_json::{Map, Value};
use std::net::IpAddr;

/// One request.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// `GET` or `POST`.
    pub method: String,
    /// The path, without what follows a question mark.
    pub path: String,
    /// What follows a question mark.
    pub query: String,
    /// The bearer's token.
    pub token: Option<String>,
    /// Every other header: its name in lower case, and its value.
    pub headers: Vec<(String, String)>,
    /// The address of who asks, where it is known.
    pub address: Option<IpAddr>,
    /// The body.
    pub body: Vec<u8>,
}

impl Request {
    /// The first header of a name, which is given in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// What a name after the question mark stands for.
    pub fn asked(&self, name: &str) -> Option<String> {
        pairs(self.query.as_bytes()).into_iter().find(|(key, _)| key == name).map(|pair| pair.1)
    }

    /// A field of the form that the body is; nothing where it is none.
    pub fn field(&self, name: &str) -> Option<String> {
        if let Some(bytes) = self.file(name) {
            return Some(String::from_utf8_lossy(&bytes).into_owned());
        }
        let fields = if self.is_form() { pairs(&self.body) } else { Vec::new() };
        fields.into_iter().find(|(key, _)| key == name).map(|pair| pair.1)
    }

    /// A part of the form with files that the body is, as it was sent; nothing where it is none.
    pub fn file(&self, name: &str) -> Option<Vec<u8>> {
        self.named_file(name).map(|(_, bytes)| bytes)
    }

    /// The same with the name that the file has where it comes from; empty where it has none.
    pub fn named_file(&self, name: &str) -> Option<(String, Vec<u8>)> {
        let kind = self.header("content-type").unwrap_or_default();
        let part = multipart::parts(kind, &self.body).into_iter().find(|part| part.name == name)?;
        Some((part.file.unwrap_or_default(), part.bytes.to_vec()))
    }

    /// The body as an object: of JSON, or of the fields of a form, each a text.
    pub fn object(&self) -> Result<Value, Problem> {
        if self.is_form() {
            let fields = pairs(&self.body).into_iter();
            let fields: Map<String, Value> =
                fields.map(|(key, value)| (key, Value::String(value))).collect();
            return Ok(Value::Object(fields));
        }
        serde_json::from_slice(&self.body)
            .ok()
            .filter(Value::is_object)
            .ok_or_else(|| Problem::new(422, "the body is no JSON object; write it as one"))
    }

    /// A text of the body.
    pub fn text(&self, name: &str) -> Result<String, Problem> {
        self.text_if_any(name)?
            .ok_or_else(|| Problem::new(422, format!("`{name}` is missing; give it as a text")))
    }

    /// A text of the body that may be left out.
    pub fn text_if_any(&self, name: &str) -> Result<Option<String>, Problem> {
        match self.object()?.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err(Problem::new(422, format!("`{name}` is no text; give it as one"))),
        }
    }

    /// A whole number of the body that may be left out; a form writes it as text.
    pub fn whole_if_any(&self, name: &str) -> Result<Option<i64>, Problem> {
        let wrong = || Problem::new(422, format!("`{name}` is a whole number; give it as one"));
        match self.object()?.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => text.parse().map(Some).map_err(|_| wrong()),
            Some(other) => other.as_i64().map(Some).ok_or_else(wrong),
        }
    }

    /// From where it is asked, as text.
    pub(crate) fn from(&self) -> String {
        self.address.map_or_else(|| "unknown".to_owned(), |address| network(address).to_string())
    }

    pub(crate) fn is_form(&self) -> bool {
        let kind = self.header("content-type").unwrap_or_default();
        kind.split(';').next().map(str::trim) == Some("application/x-www-form-urlencoded")
    }
}

/// One household or office has 2^64 addresses of IPv6: they count as one.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(six) => IpAddr::from((u128::from(six) & (u128::MAX << 64)).to_be_bytes()),
        four @ IpAddr::V4(_) => four,
    }
}

/// Names and values of a form or a query.
fn pairs(text: &[u8]) -> Vec<(String, String)> {
    let pairs = text.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let mut halves = pair.splitn(2, |byte| *byte == b'=');
            let mut half = || plain(halves.next().unwrap_or_default());
            (half(), half())
        })
        .collect()
}

/// Text without its escapes: `+` is a space, `%41` an A.
fn plain(text: &[u8]) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match (first, byte) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            (first, _) => {
                bytes.push(if *first == b'+' { b' ' } else { *first });
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::Request;

    fn form(body: &str) -> Request {
        let kind = "application/x-www-form-urlencoded; charset=utf-8".to_owned();
        let headers = vec![("content-type".to_owned(), kind)];
        Request { headers, body: body.as_bytes().to_vec(), ..Request::default() }
    }

    #[test]
    fn forms_and_queries_are_read_without_their_escapes() {
        let request = form("name=Zo%C3%AB+%26+co&csrf=1&bad=%zz%4&empty=&=&x");
        assert_eq!(request.text("name").expect("there"), "Zoë & co");
        assert_eq!(request.field("csrf").as_deref(), Some("1"));
        assert_eq!(request.text("bad").expect("as it stands"), "%zz%4");
        assert_eq!(request.text("empty").expect("there"), "");
        let query = Request { query: "after=YQ%3D%3D&limit=7".into(), ..Request::default() };
        assert_eq!(query.asked("after").as_deref(), Some("YQ=="));
        assert_eq!(query.asked("none"), None);
    }

    #[test]
    fn a_field_of_json_is_no_field_of_a_form() {
        let body = br#"{"csrf": "1", "n": 7, "t": "x"}"#.to_vec();
        let request = Request { body, ..Request::default() };
        assert_eq!(request.field("csrf"), None);
        assert_eq!(request.whole_if_any("n").expect("a number"), Some(7));
        assert!(request.whole_if_any("t").is_err() && request.text_if_any("n").is_err());
        assert_eq!(request.text_if_any("none").expect("left out"), None);
    }

    #[test]
    fn neighbors_of_one_network_count_as_one() {
        let from = |text: &str| {
            let address = text.parse().ok();
            Request { address, ..Request::default() }.from()
        };
        assert_eq!(from("2001:db8::1"), from("2001:db8::ffff:1"));
        assert_ne!(from("2001:db8::1"), from("2001:db8:0:1::1"));
        assert_eq!(from("::ffff:192.0.2.1"), from("192.0.2.1"));
    }
}
