//! Time and chance come from here, and only from here, so that tests and the demo can bring their own.

use keruen_domain::id::uuid_v7;
use keruen_domain::time::Timestamp;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;
}

/// Makes ids of rows. Not secret.
pub trait Ids: Send + Sync {
    /// A new time-ordered id.
    fn next(&self, now: Timestamp) -> Uuid;
}

/// Makes secrets: tokens, keys, ticket ids.
pub trait Entropy: Send + Sync {
    /// Fills `bytes` with unpredictable ones.
    fn fill(&self, bytes: &mut [u8]);
}

/// The machine's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
    fn now(&self) -> Timestamp {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Timestamp::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

/// The system's random numbers.
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the system for random bytes")]
    fn fill(&self, bytes: &mut [u8]) {
        // Without random numbers nothing here is safe; the process must not go on.
        assert!(getrandom::fill(bytes).is_ok(), "the system gives no random numbers");
    }
}

/// Ids from the system's random numbers.
pub struct SystemIds;

impl Ids for SystemIds {
    fn next(&self, now: Timestamp) -> Uuid {
        let mut random = [0; 10];
        SystemEntropy.fill(&mut random);
        uuid_v7(now, random)
    }
}

/// A secret of 16 random bytes, as text for an address or a header, and the hash under which the store knows it.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// Draws a new secret: 22 characters of base64url, 128 bits.
    pub fn draw(entropy: &dyn Entropy) -> Self {
        use base64::Engine as _;
        let mut bytes = [0; 16];
        entropy.fill(&mut bytes);
        Self(base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes))
    }

    /// A secret that somebody sent.
    pub fn given(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// A secret that somebody says was drawn here: none when it does not look like one.
    pub fn parse(text: &str) -> Option<Self> {
        use base64::Engine as _;
        let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(text).ok()?;
        (bytes.len() == 16).then(|| Self::given(text))
    }

    /// A secret that whoever holds this one can make again, and nobody makes from it this one or another: the store keeps
    /// the hashes of both. `what` names its use, `whose` its owner.
    #[must_use]
    pub fn derived(&self, what: &str, whose: Uuid) -> Self {
        use base64::Engine as _;
        let mut sha = Sha256::new();
        for part in [what.as_bytes(), self.0.as_bytes(), whose.as_bytes()] {
            sha.update((part.len() as u64).to_be_bytes());
            sha.update(part);
        }
        let digest: [u8; 32] = sha.finalize().into();
        Self(base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(&digest[..16]))
    }

    /// SHA-256 of the text: what the store keeps. A 128-bit secret needs no slow hash.
    pub fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0.as_bytes()).to_vec()
    }

    /// The text. For its owner only; never logged.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}
