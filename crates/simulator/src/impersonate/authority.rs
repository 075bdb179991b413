//! A certificate authority of this run, which may speak for WeChat's names alone (RFC 5280).

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::der::{TRUE, bits, bytes, of, sequence, value};
use crate::{clock, entropy};

/// Its key, which is never written anywhere, and its certificate.
pub(super) struct Authority {
    key: EcdsaKeyPair,
    pub(super) certificate: Vec<u8>,
}

/// A certificate and its key, both as rustls takes them.
pub(super) struct Issued {
    pub(super) certificate: Vec<u8>,
    pub(super) key: Vec<u8>,
}

/// How long certificates are valid: longer than anybody lets a simulator run.
const LIFE: u64 = 90 * 86_400;

const ECDSA_SHA256: &[u8] = &[0x06, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2];
const EC_PUBLIC_KEY: &[u8] = &[0x06, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1];
const P256: &[u8] = &[0x06, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7];
const COMMON_NAME: &[u8] = &[0x06, 3, 0x55, 4, 3];
const SERVER_AUTH: &[u8] = &[0x06, 8, 0x2b, 6, 1, 5, 5, 7, 3, 1];

/// The name of the authority, which says what it is to whoever finds it in a list.
const NAME: &str = "WeChat simulator of this computer";

impl Authority {
    /// A new one that may speak for these domains and what is below them.
    pub(super) fn new(domains: &[&str], now: u64) -> Result<Self, String> {
        let (key, _) = new_key()?;
        let constraint: Vec<_> = domains
            .iter()
            .flat_map(|domain| sequence(&[&value(0x82, domain.as_bytes())]))
            .collect();
        let extensions = [
            extension(19, true, &sequence(&[TRUE])),
            // keyCertSign and cRLSign.
            extension(15, true, &[0x03, 2, 1, 0x06]),
            extension(14, false, &bytes(&key_id(&key))),
            extension(30, true, &sequence(&[&value(0xa0, &constraint)])),
        ];
        let certificate = certificate(&key, NAME, &key, &extensions.concat(), now)?;
        Ok(Self { key, certificate })
    }

    /// A certificate for these names.
    pub(super) fn issue(&self, names: &[&str], now: u64) -> Result<Issued, String> {
        let (key, document) = new_key()?;
        let all: Vec<_> = names
            .iter()
            .flat_map(|name| value(0x82, name.as_bytes()))
            .collect();
        let extensions = [
            // digitalSignature.
            extension(15, true, &[0x03, 2, 7, 0x80]),
            extension(37, false, &sequence(&[SERVER_AUTH])),
            extension(17, false, &value(0x30, &all)),
            extension(35, false, &sequence(&[&value(0x80, &key_id(&self.key))])),
        ];
        let subject = names.first().copied().unwrap_or(NAME);
        Ok(Issued {
            certificate: certificate(&self.key, subject, &key, &extensions.concat(), now)?,
            key: document,
        })
    }

    /// The certificate as the file that clients are given.
    pub(super) fn pem(&self) -> String {
        let text = STANDARD.encode(&self.certificate);
        let mut out = "-----BEGIN CERTIFICATE-----\n".to_owned();
        let mut rest = text.as_str();
        while !rest.is_empty() {
            let (line, after) = rest.split_at(rest.len().min(64));
            out.push_str(line);
            out.push('\n');
            rest = after;
        }
        out + "-----END CERTIFICATE-----\n"
    }
}

fn new_key() -> Result<(EcdsaKeyPair, Vec<u8>), String> {
    let wrong = |_| "no key could be made".to_owned();
    let algorithm = &ECDSA_P256_SHA256_ASN1_SIGNING;
    let document = EcdsaKeyPair::generate_pkcs8(algorithm, &SystemRandom::new()).map_err(wrong)?;
    let key = EcdsaKeyPair::from_pkcs8(algorithm, document.as_ref())
        .map_err(|_| "the new key cannot be read".to_owned())?;
    Ok((key, document.as_ref().to_vec()))
}

fn key_id(key: &EcdsaKeyPair) -> Vec<u8> {
    Sha256::digest(key.public_key().as_ref())[..20].to_vec()
}

/// An extension of 2.5.29.
fn extension(number: u8, is_critical: bool, content: &[u8]) -> Vec<u8> {
    let id = [0x06, 3, 0x55, 0x1d, number];
    let critical = if is_critical { TRUE } else { &[] };
    sequence(&[&id, critical, &bytes(content)])
}

fn certificate(
    signer: &EcdsaKeyPair,
    subject: &str,
    key: &EcdsaKeyPair,
    extensions: &[u8],
    now: u64,
) -> Result<Vec<u8>, String> {
    let algorithm = sequence(&[ECDSA_SHA256]);
    let mut serial = entropy::hex(15).into_bytes();
    serial.insert(0, 1);
    let public = sequence(&[
        &sequence(&[EC_PUBLIC_KEY, P256]),
        &bits(key.public_key().as_ref()),
    ]);
    let valid = sequence(&[
        &time(now.saturating_sub(86_400)),
        &time(now.saturating_add(LIFE)),
    ]);
    let content = sequence(&[
        &of(0xa0, &[&[0x02, 1, 2]]),
        &value(0x02, &serial),
        &algorithm,
        &name(NAME),
        &valid,
        &name(subject),
        &public,
        &of(0xa3, &[&value(0x30, extensions)]),
    ]);
    let signature = signer
        .sign(&SystemRandom::new(), &content)
        .map_err(|_| "a certificate could not be signed".to_owned())?;
    Ok(sequence(&[&content, &algorithm, &bits(signature.as_ref())]))
}

fn name(text: &str) -> Vec<u8> {
    let part = sequence(&[COMMON_NAME, &value(0x0c, text.as_bytes())]);
    sequence(&[&of(0x31, &[&part])])
}

/// A moment before 2050.
fn time(seconds: u64) -> Vec<u8> {
    let digits: String = clock::iso(seconds)
        .chars()
        .filter(char::is_ascii_digit)
        .skip(2)
        .collect();
    value(0x17, format!("{digits}Z").as_bytes())
}
