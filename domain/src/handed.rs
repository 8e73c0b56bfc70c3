//! A phone's log in other hands: the file that it is saved to, and the proof by which each fact is known to be the phone's
//! own (decision 0040).

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::fact::Fact;
use crate::id::DeviceId;

/// The version of [`LogFile`] that is written, and the only one that is read.
pub const LOG_VERSION: u8 = 2;
/// Largest file that is read, bytes: more than 15 000 facts.
pub const FILE_MAX: usize = 8 * 1024 * 1024;

/// The key under which one phone proves its facts. It is told with the phone's token, and made of the installation's secret
/// and the device's id: nothing of it is stored.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PairingKey([u8; 32]);

/// HMAC-SHA256 (RFC 2104) over a fact's canonical bytes and its device, under the device's key.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Proof([u8; 32]);

/// The text is not 64 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not 64 hexadecimal digits")]
pub struct NotHex;

impl PairingKey {
    /// The key of a phone.
    pub fn of(secret: &[u8; 32], device: DeviceId) -> Self {
        let mac = mac(secret).chain_update(b"keruen-pairing-key").chain_update(device.0.as_bytes());
        Self(mac.finalize().into_bytes().into())
    }

    /// The proof that `device`, whose key this is, recorded the fact.
    ///
    /// # Errors
    /// As [`Fact::canonical`].
    pub fn prove(&self, device: DeviceId, fact: &Fact) -> Result<Proof, serde_json::Error> {
        Ok(Proof(self.over(device, fact)?.finalize().into_bytes().into()))
    }

    /// Whether the proof is that of `device`, whose key this is, for this fact. Takes as long whatever is wrong.
    pub fn proves(&self, device: DeviceId, fact: &Fact, proof: Proof) -> bool {
        self.over(device, fact).is_ok_and(|mac| mac.verify_slice(&proof.0).is_ok())
    }

    fn over(&self, device: DeviceId, fact: &Fact) -> Result<Hmac<Sha256>, serde_json::Error> {
        let bytes = fact.canonical()?;
        Ok(mac(&self.0).chain_update(b"keruen-fact").chain_update(device.0.as_bytes()).chain_update(bytes))
    }
}

/// A key that is shorter than a block is filled up with zeros (RFC 2104 §2).
fn mac(key: &[u8; 32]) -> Hmac<Sha256> {
    let mut block = [0; 64];
    block[..32].copy_from_slice(key);
    <Hmac<Sha256> as KeyInit>::new(&block.into())
}

impl fmt::Debug for PairingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PairingKey(…)")
    }
}

impl fmt::Debug for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Proof({})", hex(&self.0))
    }
}

impl From<PairingKey> for String {
    fn from(key: PairingKey) -> Self {
        hex(&key.0)
    }
}

impl TryFrom<String> for PairingKey {
    type Error = NotHex;
    fn try_from(text: String) -> Result<Self, NotHex> {
        unhex(&text).map(Self)
    }
}

impl From<Proof> for String {
    fn from(proof: Proof) -> Self {
        hex(&proof.0)
    }
}

impl TryFrom<String> for Proof {
    type Error = NotHex;
    fn try_from(text: String) -> Result<Self, NotHex> {
        unhex(&text).map(Self)
    }
}

fn hex(bytes: &[u8]) -> String {
    use fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn unhex(text: &str) -> Result<[u8; 32], NotHex> {
    if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(NotHex);
    }
    let mut bytes = [0; 32];
    for (n, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * n..2 * n + 2], 16).map_err(|_| NotHex)?;
    }
    Ok(bytes)
}

/// One fact of a phone in other hands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HandedFact {
    /// The phone that recorded it.
    pub device: DeviceId,
    /// The fact, or what the phone could not send as one, as it was written.
    pub fact: Value,
    /// The phone's proof of it. A text that is none counts as none.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "proof_or_none")]
    pub proof: Option<Proof>,
}

fn proof_or_none<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Proof>, D::Error> {
    Ok(Option::<String>::deserialize(deserializer)?.and_then(|text| Proof::try_from(text).ok()))
}

impl HandedFact {
    /// A fact of `device`, proven by its key where it has one.
    ///
    /// # Errors
    /// As [`Fact::canonical`].
    pub fn new(device: DeviceId, fact: &Fact, key: Option<&PairingKey>) -> Result<Self, serde_json::Error> {
        let proof = key.map(|key| key.prove(device, fact)).transpose()?;
        Ok(Self { device, fact: serde_json::to_value(fact)?, proof })
    }
}

/// A phone's log as a file. It holds what facts hold and nothing else: no names, no signatures of tickets, no tokens.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LogFile {
    /// [`LOG_VERSION`].
    pub keruen_log: u8,
    /// Each a [`HandedFact`]; read one by one, so that a bad one spoils nothing.
    pub facts: Vec<Value>,
}

/// Why a file is not read at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadFile {
    /// Larger than [`FILE_MAX`].
    #[error("the file is too large")]
    TooLarge,
    /// Not a log of ours.
    #[error("the file is no log")]
    NoLog,
    /// A log of another version of Keruen.
    #[error("the log has another version")]
    Version,
}

impl LogFile {
    /// A file of these facts.
    pub const fn new(facts: Vec<Value>) -> Self {
        Self { keruen_log: LOG_VERSION, facts }
    }

    /// Reads a file.
    pub fn read(bytes: &[u8]) -> Result<Self, BadFile> {
        #[derive(Deserialize)]
        struct Version {
            keruen_log: u64,
        }
        if bytes.len() > FILE_MAX {
            return Err(BadFile::TooLarge);
        }
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let version: Version = serde_json::from_slice(bytes).map_err(|_| BadFile::NoLog)?;
        if version.keruen_log != u64::from(LOG_VERSION) {
            return Err(BadFile::Version);
        }
        serde_json::from_slice(bytes).map_err(|_| BadFile::NoLog)
    }
}

/// `POST /api/v1/scans/handed`: up to [`crate::api::BATCH_MAX`] facts of other phones.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct HandedBatch {
    /// Each a [`HandedFact`], from whatever phone; read one by one.
    pub facts: Vec<Value>,
}

/// A name for an item of a log, by its content alone: 32 hexadecimal digits.
pub fn name_of(item: &Value) -> String {
    hex(&Sha256::digest(item.to_string().as_bytes())[..16])
}
