//! The table of routes as an `OpenAPI` 3.1 document, so that the two cannot differ.

use crate::{
    PROBLEMS, Permission, Route,
    answers::PROBLEM,
    shapes::Shape,
    takes::{Holds, Takes},
    versions,
};
use bonafide_store::Role;
use serde_json::{Map, Value, json};

/// Describes every route: parameters, body, answers, problems, and which roles may use it.
pub(crate) fn openapi(routes: &[Route]) -> Value {
    let (mut paths, mut named): (Map<String, Value>, Map<String, Value>) = Default::default();
    PROBLEM.schema(&mut named);
    for route in routes {
        let methods = paths.entry(route.path).or_insert_with(|| json!({}));
        methods[route.method.to_lowercase()] = operation(route, &mut named);
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "bonafide",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Applications screened as they arrive, cases, decisions and their log. \
                Moments are microseconds since 1970. Every list has pages.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {"securitySchemes": schemes(), "schemas": named}
    })
}

fn schemes() -> Value {
    let cookie = |name: &str, whose: &str| {
        json!({"type": "apiKey", "in": "cookie", "name": name, "description": format!(
            "Of a person who signed in, {whose}. What changes something has the session's `csrf` \
             in `X-CSRF-Token` besides.")})
    };
    json!({
        "token": {"type": "http", "scheme": "bearer", "description": "Of a program."},
        "session": cookie("__Host-bonafide", "over TLS"),
        "session_here": cookie("bonafide-session", "on one's own machine")
    })
}

fn operation(route: &Route, named: &mut Map<String, Value>) -> Value {
    let mut operation = json!({
        "operationId": id(route),
        "summary": route.does,
        "tags": [tag(route.path)],
        "parameters": parameters(route),
        "responses": responses(route, named),
        "security": []
    });
    if route.permission != Permission::Everyone {
        let roles = Role::ALL.into_iter().filter(|role| route.permission.is_given_to(Some(*role)));
        let roles: Vec<&str> = roles.map(Role::as_str).collect();
        let (tokens, sessions) =
            (json!({"token": []}), [json!({"session": []}), json!({"session_here": []})]);
        let by_token = (route.permission != Permission::Own).then_some(tokens);
        operation["security"] = by_token.into_iter().chain(sessions).collect();
        operation["description"] = json!(format!("For {}.", roles.join(", ")));
        operation["x-permission"] = json!(route.permission.as_str());
    }
    if let Some(body) = body(route.takes) {
        operation["requestBody"] =
            json!({"required": true, "content": {"application/json": {"schema": body}}});
    }
    operation
}

/// The statuses of success with what they hold, and the problems that may come instead.
fn responses(route: &Route, named: &mut Map<String, Value>) -> Value {
    let (statuses, shape) = route.gives;
    let schema = shape.schema(named);
    let kind = match (shape, route.path) {
        (Shape::Plain, "/metrics" | "/api/v1/relations.csv") => "text/plain",
        (Shape::Plain | Shape::Html, _) => "text/html",
        _ => "application/json",
    };
    let mut content = json!({kind: {"schema": schema}});
    if route.path == crate::paths::events::PATH {
        content["text/event-stream"] = json!({"schema": {"type": "string"}});
    }
    let mut responses = Map::new();
    for status in statuses {
        let mut done = json!({"description": "Done.", "content": content});
        if route.versioned {
            done["headers"] = json!({"ETag": {"description": "The version of what is shown.",
                "schema": {"type": "string"}}});
        }
        responses.insert(status.to_string(), done);
    }
    for status in problems(route) {
        let means = PROBLEMS.iter().filter(|kind| kind.status == status).map(|kind| kind.name);
        let means = means.collect::<Vec<&str>>().join(", ");
        responses.insert(
            status.to_string(),
            json!({
                "description": format!("Not done: {means}."),
                "content": {"application/problem+json": {"schema": PROBLEM.schema(named)}}
            }),
        );
    }
    Value::Object(responses)
}

/// Statuses of the problems that a route may answer with.
fn problems(route: &Route) -> Vec<u16> {
    let (changes, closed) = (route.method != "GET", route.permission != Permission::Everyone);
    let prepares = route.prepare.is_some();
    let mut statuses = vec![400, 401, 403, 404, 413, 429, 500, 503];
    if changes {
        statuses.extend([409, 412, 422]);
    }
    // A wrong token is told also where none is needed.
    statuses.retain(|status| match status {
        403 => closed || changes || prepares,
        404 => route.path.contains('{') || prepares,
        _ => true,
    });
    statuses
}

/// Variable parts of the path, the page of a list, and the headers that are looked at.
fn parameters(route: &Route) -> Vec<Value> {
    let named = route.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let text = json!({"type": "string"});
    let mut all: Vec<Value> = named
        .map(|name| json!({"name": name, "in": "path", "required": true, "schema": text}))
        .collect();
    let mut add = |place: &str, name: &str, schema: Value, description: &str| {
        all.push(json!({"name": name, "in": place, "schema": schema, "description": description}));
    };
    if is_paged(route.gives.1) {
        add("query", "after", text.clone(), "The cursor that the page before gave as `next`.");
        let limit = json!({"type": "integer", "minimum": 1, "maximum": 200, "default": 50});
        add("query", "limit", limit, "Most items of the page.");
    }
    if route.path == crate::paths::events::PATH {
        let last = "The id of the last event that was seen; a stream goes on after it.";
        add("header", "Last-Event-ID", json!({"type": "string", "pattern": "^[0-9]{1,18}$"}), last);
    }
    if route.method != "GET" && route.permission != Permission::Everyone {
        let key = json!({"type": "string", "minLength": 1, "maxLength": 255});
        let once = "The same key and request again is done once, and answered the same for a day.";
        add("header", "Idempotency-Key", key, once);
        if versions::shown_at(route.path).is_some() {
            let seen = "The `ETag` of what was seen; refused where it was changed since.";
            add("header", "If-Match", text, seen);
        }
    }
    all
}

fn is_paged(shape: Shape) -> bool {
    match shape {
        Shape::Page(..) => true,
        Shape::Fields(fields) => fields.iter().any(|(name, ..)| *name == "next"),
        _ => false,
    }
}

/// A name for programs: the method, then the fixed parts of the path.
fn id(route: &Route) -> String {
    let parts = route.path.split(['/', '-', '.', '{', '}']).filter(|part| !part.is_empty());
    let parts = parts.filter(|part| !["api", "v1"].contains(part));
    let mut id = route.method.to_lowercase();
    // A page may have the path of what the API does, but for its beginning.
    if route.gives.1 == Shape::Html {
        id.push_str("Page");
    }
    for part in parts {
        let (first, rest) = part.split_at(1);
        id.push_str(&first.to_uppercase());
        id.push_str(rest);
    }
    id
}

fn tag(path: &str) -> &str {
    path.strip_prefix("/api/v1/").and_then(|rest| rest.split('/').next()).unwrap_or("server")
}

fn body(takes: Takes) -> Option<Value> {
    let fields = match takes {
        Takes::Nothing => return None,
        Takes::Record => return Some(json!({"type": "object", "description": "One application."})),
        Takes::Fields(fields) => fields,
    };
    let properties: Map<String, Value> =
        fields.iter().map(|(name, holds, _)| ((*name).to_owned(), schema(*holds))).collect();
    let required: Vec<&str> =
        fields.iter().filter(|(.., optional)| !optional).map(|(name, ..)| *name).collect();
    Some(json!({"type": "object", "properties": properties, "required": required}))
}

fn schema(holds: Holds) -> Value {
    let text = json!({"type": "string"});
    match holds {
        Holds::Text => text,
        Holds::Whole => json!({"type": "integer", "format": "int64"}),
        Holds::Texts => json!({"type": "array", "items": text}),
        Holds::Object => json!({"type": "object"}),
        Holds::Objects(names) => {
            let fields: Map<String, Value> =
                names.iter().map(|name| ((*name).to_owned(), text.clone())).collect();
            let one = json!({"type": "object", "properties": fields, "required": names});
            json!({"type": "array", "items": one})
        }
        Holds::Pairs => {
            let pair = json!({"type": "array", "items": text, "minItems": 2, "maxItems": 2});
            json!({"type": "array", "items": pair})
        }
    }
}

#[cfg(test)]
mod tests {
    use super::openapi;
    use crate::ROUTES;
    use std::collections::BTreeSet;

    #[test]
    fn every_route_is_described_with_what_it_takes_and_gives() {
        let described = openapi(ROUTES);
        let mut ids = BTreeSet::new();
        for route in ROUTES {
            let operation = &described["paths"][route.path][route.method.to_lowercase()];
            assert_eq!(operation["summary"], route.does);
            assert!(ids.insert(operation["operationId"].to_string()), "{}", route.path);
            let variable = route.path.matches('{').count();
            let parameters = operation["parameters"].as_array().map_or(0, Vec::len);
            assert!(parameters >= variable, "{}", route.path);
            for status in route.gives.0 {
                assert!(operation["responses"][status.to_string()]["content"].is_object());
            }
        }
        let decide = &described["paths"]["/api/v1/cases/{case}/decisions"]["post"];
        let body = &decide["requestBody"]["content"]["application/json"]["schema"];
        assert_eq!(body["required"], serde_json::json!(["outcome"]));
        assert!(decide["parameters"].to_string().contains("If-Match"));
    }

    #[test]
    fn every_reference_leads_somewhere() {
        let described = openapi(ROUTES);
        let text = described.to_string();
        for part in text.split("\"#/components/schemas/").skip(1) {
            let name = part.split('"').next().unwrap_or_default();
            assert!(described["components"]["schemas"][name].is_object(), "{name}");
        }
    }
}
