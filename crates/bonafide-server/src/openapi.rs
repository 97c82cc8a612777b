//! The table of routes as an `OpenAPI` 3.1 document, so that the two cannot differ.

use crate::{
    Permission, Route,
    takes::{Holds, Takes},
};
use bonafide_store::Role;
use serde_json::{Map, Value, json};

/// Describes every route: parameters, body, answers, and which roles may use it.
pub(crate) fn openapi(routes: &[Route]) -> Value {
    let mut paths: Map<String, Value> = Map::new();
    for route in routes {
        let methods = paths.entry(route.path).or_insert_with(|| json!({}));
        methods[route.method.to_lowercase()] = operation(route);
    }
    json!({
        "openapi": "3.1.0",
        "info": {"title": "bonafide", "version": env!("CARGO_PKG_VERSION")},
        "paths": paths,
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Problem": {
                "type": "object", "description": "Problem details, RFC 9457.",
                "required": ["type", "title", "status", "detail"],
                "properties": {
                    "type": {"type": "string"}, "title": {"type": "string"},
                    "status": {"type": "integer"}, "detail": {"type": "string"}
                }
            }}
        }
    })
}

fn operation(route: &Route) -> Value {
    let metrics = route.path == "/metrics";
    let content = if metrics {
        json!({"text/plain": {"schema": {"type": "string"}}})
    } else {
        json!({"application/json": {"schema": {"type": "object"}}})
    };
    let problem = json!({
        "description": "Not done; `detail` says what to do.",
        "content": {"application/problem+json":
            {"schema": {"$ref": "#/components/schemas/Problem"}}}
    });
    let done = json!({"description": "Done.", "content": content});
    let mut operation = json!({
        "summary": route.does,
        "parameters": parameters(route),
        "responses": {"200": done, "201": done, "default": problem}
    });
    if route.permission != Permission::Everyone {
        let roles = Role::ALL.into_iter().filter(|role| route.permission.is_given_to(Some(*role)));
        let roles: Vec<&str> = roles.map(Role::as_str).collect();
        operation["security"] = json!([{"token": []}]);
        operation["description"] = json!(format!("For {}.", roles.join(", ")));
    }
    if let Some(body) = body(route.takes) {
        operation["requestBody"] =
            json!({"required": true, "content": {"application/json": {"schema": body}}});
    }
    operation
}

/// Variable parts of the path, and the cursor of what is paged.
fn parameters(route: &Route) -> Vec<Value> {
    let named = route.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let mut all: Vec<Value> = named
        .map(|name| {
            json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}})
        })
        .collect();
    if (route.method, route.path) == ("GET", "/api/v1/applications") {
        for name in ["after", "limit"] {
            all.push(json!({"name": name, "in": "query", "schema": {"type": "integer"}}));
        }
    }
    all
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
        Holds::Whole => json!({"type": "integer"}),
        Holds::Texts => json!({"type": "array", "items": text}),
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

    #[test]
    fn every_route_is_described_with_what_it_takes() {
        let described = openapi(ROUTES);
        for route in ROUTES {
            let operation = &described["paths"][route.path][route.method.to_lowercase()];
            assert_eq!(operation["summary"], route.does);
            let variable = route.path.matches('{').count();
            let parameters = operation["parameters"].as_array().map_or(0, Vec::len);
            assert!(parameters >= variable, "{}", route.path);
        }
        let decide = &described["paths"]["/api/v1/cases/{case}/decisions"]["post"];
        let body = &decide["requestBody"]["content"]["application/json"]["schema"];
        assert_eq!(body["required"], serde_json::json!(["outcome"]));
    }
}
