//! What a phone may record at all; everything else is malformed at the door of the server.

use crate::fact::{Body, Fact, Method, Read, Scan};
use crate::id::DeviceId;
use crate::scan::Verdict;

/// Why a phone's fact is not well formed; for developers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotFromDevice {
    /// Only people with an account record such facts.
    #[error("a device records scan, answer, annulment and clock only")]
    Kind,
    /// A clock fact about another device.
    #[error("a device measures its own clock only")]
    OtherClock,
    /// A scan whose method is not one of a door.
    #[error("a scan's method is qr, short_code, name or class_list")]
    Method,
    /// More verdicts than exist.
    #[error("more verdicts than there are")]
    Verdicts,
    /// Something unreadable that is not named by its hash.
    #[error("read.other is 16 hexadecimal digits")]
    Other,
    /// A negative sequence number.
    #[error("seq is negative")]
    Sequence,
}

impl Fact {
    /// Whether `device` may record this fact, as far as the fact alone tells.
    pub fn check_from(&self, device: DeviceId) -> Result<(), NotFromDevice> {
        if self.seq < 0 {
            return Err(NotFromDevice::Sequence);
        }
        match &self.body {
            Body::Scan(scan) => scan.check(),
            Body::Answer { .. } | Body::Annulment { .. } => Ok(()),
            Body::Clock { device: measured, .. } if *measured == device => Ok(()),
            Body::Clock { .. } => Err(NotFromDevice::OtherClock),
            _ => Err(NotFromDevice::Kind),
        }
    }
}

impl Scan {
    fn check(&self) -> Result<(), NotFromDevice> {
        if !matches!(self.method, Method::Qr | Method::ShortCode | Method::Name | Method::ClassList) {
            return Err(NotFromDevice::Method);
        }
        if self.verdicts.len() > Verdict::ALL.len() {
            return Err(NotFromDevice::Verdicts);
        }
        match &self.read {
            Read::Other(hash) if hash.len() != 16 || !hash.bytes().all(|b| b.is_ascii_hexdigit()) => {
                Err(NotFromDevice::Other)
            }
            _ => Ok(()),
        }
    }
}
