//! Tokens in the compact form of JSON Web Signature, signed with HMAC and SHA-256 (RFC 7515).

use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use base64::Engine;
use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::settings::{Secret, TokenSigning};

/// Say whether a token is signed with the key, or with the outgoing one while clients move over.
pub fn is_signed(token: &str, keys: &TokenSigning) -> bool {
    let signed = token.rsplit_once('.');
    let parts =
        signed.and_then(|(text, signature)| Some((text, URL_SAFE_NO_PAD.decode(signature).ok()?)));
    let is_by = |key: &Secret, text: &str, signature: &[u8]| {
        Hmac::<Sha256>::new_from_slice(key.expose().as_bytes()).map_or(false, |mac| {
            mac.chain_update(text).verify_slice(signature).is_ok()
        })
    };
    parts.map_or(false, |(text, signature)| {
        [&keys.secret, &keys.secret_previous]
            .into_iter()
            .flatten()
            .any(|key| is_by(key, text, &signature))
    })
}
