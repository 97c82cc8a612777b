//! What answers hold, said once: the API's description is made of it, and tests hold answers to it.

use serde_json::{Map, Value, json};

/// What a value of JSON is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// A text.
    Text,
    /// A whole number.
    Whole,
    /// A number.
    Real,
    /// `true` or `false`.
    Truth,
    /// An object of any fields.
    Object,
    /// Whatever this is, or `null`.
    Maybe(&'static Shape),
    /// A list of these.
    List(&'static Shape),
    /// A pair of texts.
    Pair,
    /// An object with these fields, and whether each may be left out.
    Fields(&'static [Field]),
    /// A shape with a name, which is described once.
    Named(&'static str, &'static Shape),
    /// A page of a list: its name, what it lists, and `next`, the cursor to the page after it.
    Page(&'static str, &'static Shape),
    /// No JSON: plain text.
    Plain,
    /// No JSON: a page, or a file of one.
    Html,
}

/// A field of an object: its name, what it holds, and whether it may be left out.
pub type Field = (&'static str, Shape, Left);

/// Whether a field may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// It is always there.
    In,
    /// It may be left out.
    Out,
}

impl Shape {
    /// Whether a value is so.
    pub fn fits(&self, value: &Value) -> bool {
        match self {
            Shape::Text | Shape::Plain | Shape::Html => value.is_string(),
            Shape::Whole => value.is_i64() || value.is_u64(),
            Shape::Real => value.is_number(),
            Shape::Truth => value.is_boolean(),
            Shape::Object => value.is_object(),
            Shape::Maybe(shape) => value.is_null() || shape.fits(value),
            Shape::List(shape) => {
                value.as_array().is_some_and(|list| list.iter().all(|one| shape.fits(one)))
            }
            Shape::Pair => value
                .as_array()
                .is_some_and(|pair| pair.len() == 2 && pair.iter().all(Value::is_string)),
            Shape::Fields(fields) => value.is_object() && fields_fit(fields, value),
            Shape::Named(_, shape) => shape.fits(value),
            Shape::Page(name, shape) => {
                Shape::List(shape).fits(&value[*name])
                    && Shape::Maybe(&Shape::Text).fits(&value["next"])
            }
        }
    }

    /// The shape as JSON Schema; what has a name is put under it into `named`.
    pub(crate) fn schema(&self, named: &mut Map<String, Value>) -> Value {
        match self {
            Shape::Text | Shape::Plain | Shape::Html => json!({"type": "string"}),
            Shape::Whole => json!({"type": "integer"}),
            Shape::Real => json!({"type": "number"}),
            Shape::Truth => json!({"type": "boolean"}),
            Shape::Object => json!({"type": "object"}),
            Shape::Maybe(shape) => {
                json!({"oneOf": [shape.schema(named), {"type": "null"}]})
            }
            Shape::List(shape) => json!({"type": "array", "items": shape.schema(named)}),
            Shape::Pair => json!({"type": "array", "items": {"type": "string"},
                "minItems": 2, "maxItems": 2}),
            Shape::Fields(fields) => {
                let properties: Map<String, Value> = fields
                    .iter()
                    .map(|(name, shape, _)| ((*name).to_owned(), shape.schema(named)))
                    .collect();
                let always = fields.iter().filter(|(.., left)| *left == Left::In);
                let required: Vec<&str> = always.map(|(name, ..)| *name).collect();
                json!({"type": "object", "properties": properties, "required": required,
                    "additionalProperties": false})
            }
            Shape::Named(name, shape) => {
                if !named.contains_key(*name) {
                    let schema = shape.schema(named);
                    named.insert((*name).to_owned(), schema);
                }
                json!({"$ref": format!("#/components/schemas/{name}")})
            }
            Shape::Page(name, shape) => {
                let list = Shape::List(shape).schema(named);
                let next = json!({"oneOf": [{"type": "string"}, {"type": "null"}],
                    "description": "The cursor to the next page, to be given as `after`."});
                json!({"type": "object", "properties": {*name: list, "next": next},
                    "required": [name, "next"]})
            }
        }
    }
}

/// No field is missing or wrong, and none is there that is not described.
fn fields_fit(fields: &[Field], value: &Value) -> bool {
    let known = |name: &String| fields.iter().any(|(known, ..)| known == name);
    value.as_object().is_some_and(|object| object.keys().all(known))
        && fields.iter().all(|(name, shape, left)| match value.get(name) {
            Some(value) => shape.fits(value),
            None => *left == Left::Out,
        })
}

#[cfg(test)]
mod tests {
    use super::{
        Left::{In, Out},
        Shape,
    };
    use serde_json::{Map, json};

    const CASE: Shape = Shape::Named(
        "Case",
        &Shape::Fields(&[("id", Shape::Text, In), ("due", Shape::Maybe(&Shape::Whole), Out)]),
    );

    #[test]
    fn values_fit_what_describes_them_and_nothing_else() {
        for (value, fits) in [
            (json!({"id": "c"}), true),
            (json!({"id": "c", "due": null}), true),
            (json!({"id": "c", "due": 7}), true),
            (json!({"id": "c", "due": "7"}), false),
            (json!({"due": 7}), false),
            (json!({"id": "c", "more": 1}), false),
        ] {
            assert_eq!(CASE.fits(&value), fits, "{value}");
        }
        let page = Shape::Page("cases", &CASE);
        assert!(page.fits(&json!({"cases": [{"id": "c"}], "next": null})));
        assert!(!page.fits(&json!({"cases": {}, "next": null})));
    }

    #[test]
    fn what_has_a_name_is_described_once() {
        let mut named = Map::new();
        let schema = Shape::Page("cases", &CASE).schema(&mut named);
        let items = &schema["properties"]["cases"]["items"];
        assert_eq!(items["$ref"], "#/components/schemas/Case");
        assert_eq!(named["Case"]["required"], json!(["id"]));
    }
}
