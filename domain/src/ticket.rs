//! Tickets: the signed code in the QR, the keys that sign and verify it, the code that people type.
//!
//! Version byte ‖ 16-byte ticket id ‖ Ed25519 signature, 81 bytes, as 122 Base45 characters: QR version 5-M.
//! There is no personal data inside (design rule 8).

use std::collections::BTreeMap;

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::id::{CaravanId, TicketId};

pub use crate::short_code::{NotAShortCode, ShortCode};

/// Characters of an encoded ticket code. A space is one of Base45's characters: never trim.
pub const CODE_LENGTH: usize = 122;

const PURPOSE: &[u8; 13] = b"keruen-ticket";
const MESSAGE_LENGTH: usize = PURPOSE.len() + 1 + 16 + 16;

/// What a ticket's QR code says; whether it is genuine, only a key tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TicketCode {
    version: u8,
    id: TicketId,
    signature: [u8; 64],
}

/// The text is no ticket code of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a ticket code")]
pub struct Unreadable;

/// The signature is not that of the key's owner over this ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not signed by this key")]
pub struct Forged;

impl TicketCode {
    /// The code of a ticket that was signed before, from its stored parts.
    pub const fn from_parts(version: u8, id: TicketId, signature: [u8; 64]) -> Self {
        Self { version, id, signature }
    }

    /// The signature's 64 bytes.
    pub const fn signature(&self) -> &[u8; 64] {
        &self.signature
    }

    /// Number of the key pair that signed it, within its caravan.
    pub const fn version(&self) -> u8 {
        self.version
    }

    /// The ticket that it claims to be.
    pub const fn id(&self) -> TicketId {
        self.id
    }

    /// The 122 characters for the QR code.
    pub fn encode(&self) -> String {
        let mut bytes = [0; 81];
        bytes[0] = self.version;
        bytes[1..17].copy_from_slice(self.id.0.as_bytes());
        bytes[17..].copy_from_slice(&self.signature);
        base45::encode(bytes)
    }

    /// Reads exactly what [`Self::encode`] writes: no trimming, no lower case, no second spelling of the same bytes.
    pub fn decode(text: &str) -> Result<Self, Unreadable> {
        if text.len() != CODE_LENGTH {
            return Err(Unreadable);
        }
        let bytes = base45::decode(text).map_err(|_| Unreadable)?;
        let bytes: [u8; 81] = bytes.try_into().map_err(|_| Unreadable)?;
        let mut id = [0; 16];
        id.copy_from_slice(&bytes[1..17]);
        let mut signature = [0; 64];
        signature.copy_from_slice(&bytes[17..]);
        let code = Self { version: bytes[0], id: TicketId(Uuid::from_bytes(id)), signature };
        // The decoder lets the last two characters overflow their byte.
        if code.encode() == text { Ok(code) } else { Err(Unreadable) }
    }

    /// Checks the signature, strictly (RFC 8032, no second form of a signature, no weak keys).
    pub fn verify(&self, key: &CaravanKey) -> Result<(), Forged> {
        let verifying = VerifyingKey::from_bytes(&key.bytes).map_err(|_| Forged)?;
        self.verify_by(key.version, key.caravan, &verifying)
    }

    fn verify_by(&self, version: u8, caravan: CaravanId, key: &VerifyingKey) -> Result<(), Forged> {
        if version != self.version {
            return Err(Forged);
        }
        let message = signed_message(version, caravan, self.id);
        key.verify_strict(&message, &Signature::from_bytes(&self.signature)).map_err(|_| Forged)
    }
}

/// The bytes under a ticket's signature: `keruen-ticket` ‖ version ‖ caravan id ‖ ticket id.
pub fn signed_message(version: u8, caravan: CaravanId, id: TicketId) -> [u8; MESSAGE_LENGTH] {
    let mut message = [0; MESSAGE_LENGTH];
    message[..13].copy_from_slice(PURPOSE);
    message[13] = version;
    message[14..30].copy_from_slice(caravan.0.as_bytes());
    message[30..].copy_from_slice(id.0.as_bytes());
    message
}

/// Holds a caravan's private key; wiped from memory when dropped, never printed.
pub struct CaravanSigner {
    version: u8,
    caravan: CaravanId,
    key: SigningKey,
}

impl CaravanSigner {
    /// The signer of the key pair that grows from a 32-byte secret.
    pub fn from_seed(version: u8, caravan: CaravanId, seed: [u8; 32]) -> Self {
        Self { version, caravan, key: SigningKey::from_bytes(&seed) }
    }

    /// Signs a ticket. The same ticket gives the same code.
    pub fn sign(&self, id: TicketId) -> TicketCode {
        let signature = self.key.sign(&signed_message(self.version, self.caravan, id)).to_bytes();
        TicketCode { version: self.version, id, signature }
    }

    /// The public half.
    pub fn public(&self) -> CaravanKey {
        CaravanKey { caravan: self.caravan, version: self.version, bytes: self.key.verifying_key().to_bytes() }
    }
}

/// A caravan's public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaravanKey {
    /// Whose tickets it verifies.
    pub caravan: CaravanId,
    /// Its number within the caravan.
    pub version: u8,
    /// The Ed25519 public key.
    pub bytes: [u8; 32],
}

/// Public keys of one or more caravans, ready to verify.
#[derive(Debug, Clone, Default)]
pub struct Keyring {
    by_version: BTreeMap<u8, Vec<(CaravanId, VerifyingKey)>>,
}

/// Why a text is no ticket of the keyring's caravans.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Not our code at all.
    #[error("not a ticket code")]
    Unreadable,
    /// Our form, but signed by none of the keys with its number.
    #[error("not signed by a known key")]
    Forged,
    /// Our form, but no key has its number.
    #[error("no key with this number")]
    UnknownKey,
}

impl Keyring {
    /// A keyring of these keys. Bytes that are no public key verify nothing and are left out.
    pub fn new(keys: impl IntoIterator<Item = CaravanKey>) -> Self {
        let mut by_version: BTreeMap<u8, Vec<_>> = BTreeMap::new();
        for key in keys {
            if let Ok(verifying) = VerifyingKey::from_bytes(&key.bytes) {
                by_version.entry(key.version).or_default().push((key.caravan, verifying));
            }
        }
        Self { by_version }
    }

    /// Reads and verifies a scanned text: whose ticket, and which.
    pub fn read(&self, text: &str) -> Result<(CaravanId, TicketId), ReadError> {
        let code = TicketCode::decode(text).map_err(|_| ReadError::Unreadable)?;
        let keys = self.by_version.get(&code.version).ok_or(ReadError::UnknownKey)?;
        let signed = keys.iter().find(|(caravan, key)| code.verify_by(code.version, *caravan, key).is_ok());
        signed.map(|(caravan, _)| (*caravan, code.id)).ok_or(ReadError::Forged)
    }
}
