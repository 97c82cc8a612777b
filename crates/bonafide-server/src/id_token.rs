//! What an issuer says of somebody who signed in there: a token that it signed (`OpenID` Connect
//! Core 1.0, section 3.1.3.7).
//!
//! Checked here, over the signatures of `ring`: what is needed is two kinds of signature and five
//! claims, and the libraries that exist bring RSA code with a known fault, or a C++ compiler.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::signature::{
    self, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};
use serde_json::Value;

/// How far the issuer's clock may be off, in seconds.
const LEEWAY: i64 = 120;

/// What a token must say.
pub(crate) struct Expected<'a> {
    /// Who signed it.
    pub(crate) issuer: &'a str,
    /// For whom.
    pub(crate) client: &'a str,
    /// The number that was sent along with this sign-in.
    pub(crate) nonce: &'a str,
    /// The moment, in seconds since 1970.
    pub(crate) now: i64,
}

/// The claims of a token that one of the keys signed and that says what it must; else why not.
pub(crate) fn claims(
    token: &str,
    keys: &Value,
    expected: &Expected<'_>,
) -> Result<Value, &'static str> {
    let (signed, signature) = token.rsplit_once('.').ok_or("the token has no signature")?;
    let (head, body) = signed.split_once('.').ok_or("the token has no head")?;
    let head = object(head).ok_or("the token's head cannot be read")?;
    let signature = bytes(signature).ok_or("the token's signature cannot be read")?;
    if !is_signed(signed.as_bytes(), &signature, &head, keys) {
        return Err("no key of the issuer signed the token");
    }
    let claims = object(body).ok_or("the token's claims cannot be read")?;
    holds(&claims, expected)?;
    Ok(claims)
}

fn holds(claims: &Value, expected: &Expected<'_>) -> Result<(), &'static str> {
    if claims["iss"] != expected.issuer {
        return Err("the token is of another issuer");
    }
    let several = claims["aud"].as_array();
    let for_us = several.map_or(claims["aud"] == expected.client, |all| {
        all.iter().any(|one| one == expected.client)
    });
    let party = claims.get("azp");
    let needs_party = several.is_some_and(|all| all.len() > 1);
    if !for_us || party.map_or(needs_party, |party| party != expected.client) {
        return Err("the token is for another program");
    }
    if claims["nonce"] != expected.nonce {
        return Err("the token is of another sign-in");
    }
    let (Some(ends), Some(made)) = (claims["exp"].as_i64(), claims["iat"].as_i64()) else {
        return Err("the token does not say when it was made and ends");
    };
    if ends + LEEWAY < expected.now || made - LEEWAY > expected.now {
        return Err("the token has ended, or is not yet valid; set the clocks");
    }
    if claims["sub"].as_str().is_none_or(str::is_empty) {
        return Err("the token does not say of whom it is");
    }
    Ok(())
}

/// Whether a key that the head names, or any where it names none, made the signature. What the
/// head says decides between keys, never whether there must be a signature.
fn is_signed(signed: &[u8], signature: &[u8], head: &Value, keys: &Value) -> bool {
    let named = |key: &&Value| head.get("kid").is_none_or(|kid| key.get("kid") == Some(kid));
    let for_signing = |key: &&Value| key.get("use").is_none_or(|purpose| purpose == "sig");
    let keys = keys["keys"].as_array().map(Vec::as_slice).unwrap_or_default();
    keys.iter().filter(named).filter(for_signing).any(|key| {
        match (head["alg"].as_str(), key["kty"].as_str()) {
            (Some("RS256"), Some("RSA")) => by_rsa(signed, signature, key).is_some(),
            (Some("ES256"), Some("EC")) if key["crv"] == "P-256" => {
                by_curve(signed, signature, key).is_some()
            }
            _ => false,
        }
    })
}

fn by_rsa(signed: &[u8], signature: &[u8], key: &Value) -> Option<()> {
    let (n, e) = (bytes(key["n"].as_str()?)?, bytes(key["e"].as_str()?)?);
    let key = RsaPublicKeyComponents { n: &n, e: &e };
    key.verify(&RSA_PKCS1_2048_8192_SHA256, signed, signature).ok()
}

fn by_curve(signed: &[u8], signature: &[u8], key: &Value) -> Option<()> {
    let (x, y) = (bytes(key["x"].as_str()?)?, bytes(key["y"].as_str()?)?);
    let point = [&[4], &x[..], &y[..]].concat();
    UnparsedPublicKey::new(&signature::ECDSA_P256_SHA256_FIXED, point)
        .verify(signed, signature)
        .ok()
}

fn object(text: &str) -> Option<Value> {
    serde_json::from_slice(&bytes(text)?).ok().filter(Value::is_object)
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

#[cfg(test)]
mod tests {
    use super::{Expected, bytes, claims, holds, is_signed};
    use serde_json::{Value, json};

    /// The example of RFC 7515, appendix A.2: what was signed, the signature and the key.
    fn rsa() -> (&'static str, &'static str, Value) {
        let signed = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dH\
                      A6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
        let signature = "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh\
                         -0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLg\
                         rnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--\
                         xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgG\
                         Y9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";
        let n = "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPM\
                 EzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL\
                 -bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlx\
                 vb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAc\
                 DTW9gb54h4FRWyuXpoQ";
        (signed, signature, json!({"keys": [{"kty": "RSA", "n": n, "e": "AQAB"}]}))
    }

    /// The example of RFC 7515, appendix A.3.
    fn curve() -> (&'static str, &'static str, Value) {
        let signed = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dH\
                      A6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
        let signature = "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKT\
                         UJqPP3-Kg6NU1Q";
        let key = json!({"kty": "EC", "crv": "P-256",
            "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
            "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"});
        (signed, signature, json!({"keys": [key]}))
    }

    #[test]
    fn the_signatures_of_rfc_7515_hold_and_no_others() {
        for ((signed, signature, keys), alg) in [(rsa(), "RS256"), (curve(), "ES256")] {
            let signature = bytes(signature).expect("base64");
            let verify =
                |signed: &str, head: &Value| is_signed(signed.as_bytes(), &signature, head, &keys);
            assert!(verify(signed, &json!({"alg": alg})), "{alg}");
            assert!(!verify(&signed.replace("eyJpc3", "eyJpc4"), &json!({"alg": alg})));
            assert!(!verify(signed, &json!({"alg": alg, "kid": "another"})));
            for other in ["none", "HS256", "RS512", "ES384", ""] {
                assert!(!verify(signed, &json!({"alg": other})), "{other}");
            }
            let swapped = if alg == "RS256" { "ES256" } else { "RS256" };
            assert!(!verify(signed, &json!({"alg": swapped})));
        }
    }

    #[test]
    fn a_token_says_what_it_must() {
        let expected =
            Expected { issuer: "https://i.example", client: "us", nonce: "n", now: 1_000_000 };
        let good = json!({"iss": "https://i.example", "aud": "us", "nonce": "n", "sub": "1",
            "iat": 999_990, "exp": 1_000_300});
        assert_eq!(holds(&good, &expected), Ok(()));
        let several = json!(["us", "them"]);
        for (name, value, fits) in [
            ("iss", json!("https://i.example/"), false),
            ("aud", json!("them"), false),
            ("aud", json!(["us"]), true),
            ("aud", several.clone(), false),
            ("azp", json!("them"), false),
            ("azp", json!("us"), true),
            ("nonce", json!("m"), false),
            ("nonce", Value::Null, false),
            ("exp", json!(999_000), false),
            ("exp", json!("1000300"), false),
            ("iat", json!(1_000_200), false),
            ("sub", json!(""), false),
        ] {
            let mut claims = good.clone();
            claims[name] = value;
            assert_eq!(holds(&claims, &expected).is_ok(), fits, "{name}: {}", claims[name]);
        }
        let mut claims = good;
        (claims["aud"], claims["azp"]) = (several, json!("us"));
        assert_eq!(holds(&claims, &expected), Ok(()));
    }

    #[test]
    fn what_is_no_token_is_refused() {
        let expected = Expected { issuer: "joe", client: "us", nonce: "n", now: 0 };
        for token in ["", ".", "..", "a.b.c", "eyJhbGciOiJub25lIn0.e30."] {
            assert!(claims(token, &rsa().2, &expected).is_err(), "{token}");
        }
    }
}
