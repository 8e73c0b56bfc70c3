//! Sealing of signing seeds by the installation's secret key, and what else is made of it: the phones' pairing keys, the addresses in
//! letters. Sealing is
//! XChaCha20-Poly1305 (RFC 8439 with a 24-byte nonce).

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use keruen_domain::handed::PairingKey;
use keruen_domain::id::DeviceId;
use uuid::Uuid;

use crate::chance::{Entropy, Secret};
use crate::error::Internal;

/// The installation's secret key, the same on each replica; needed again with a restored backup.
#[derive(Clone)]
pub struct SecretKey([u8; 32]);

impl SecretKey {
    /// A key from its bytes.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Reads 64 hexadecimal digits.
    pub fn parse(hex: &str) -> Option<Self> {
        let hex = hex.trim();
        if hex.len() != 64 || !hex.is_ascii() {
            return None;
        }
        let mut bytes = [0; 32];
        for (i, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).ok()?;
        }
        Some(Self(bytes))
    }

    /// Draws a new key; returns it with its hexadecimal text.
    pub fn draw(entropy: &dyn Entropy) -> (Self, String) {
        let mut bytes = [0; 32];
        entropy.fill(&mut bytes);
        let text = bytes.iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
        (Self(bytes), text)
    }

    /// The key by which a phone proves its facts.
    pub fn pairing_key(&self, device: DeviceId) -> PairingKey {
        PairingKey::of(&self.0, device)
    }

    /// The secret of the ticket page that a letter names: made again for a letter that is written again, kept nowhere.
    pub(crate) fn letter_page(&self, letter: Uuid) -> Secret {
        use base64::Engine as _;
        Secret::given(&base64::engine::general_purpose::STANDARD.encode(self.0)).derived("letter page", letter)
    }

    /// Seals `plain`; `context` (what it is, whose) must be the same at opening.
    pub fn seal(&self, entropy: &dyn Entropy, context: &[u8], plain: &[u8]) -> Result<Vec<u8>, Internal> {
        let mut nonce = [0; 24];
        entropy.fill(&mut nonce);
        let cipher = XChaCha20Poly1305::new(&Key::from(self.0));
        let sealed = cipher
            .encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: context })
            .map_err(|_| Internal::Crypto("sealing failed"))?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Opens what [`SecretKey::seal`] made with the same key and context.
    pub fn open(&self, context: &[u8], sealed: &[u8]) -> Result<Vec<u8>, Internal> {
        let (nonce, body) = sealed.split_first_chunk::<24>().ok_or(Internal::Crypto("sealed text is too short"))?;
        let cipher = XChaCha20Poly1305::new(&Key::from(self.0));
        cipher
            .decrypt(&XNonce::from(*nonce), Payload { msg: body, aad: context })
            .map_err(|_| Internal::Crypto("KERUEN_SECRET_KEY does not fit this store"))
    }
}

impl std::fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretKey(…)")
    }
}
