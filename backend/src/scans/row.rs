//! A fact as a row of `facts`.

use keruen_domain::fact::{Body, Fact, FactKind, FactRef, Read, Source};
use keruen_domain::id::ProjectId;
use keruen_domain::ticket::ShortCode;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Where a typed short code is found again: its hash, in the place of the id that the fact is about.
pub(crate) fn code_key(code: ShortCode) -> Uuid {
    let hash = Sha256::digest(code.as_str().as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    Uuid::from_bytes(bytes)
}

/// One row, but for the time of receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) source: Source,
    pub(crate) id: Uuid,
    pub(crate) digest: [u8; 32],
    pub(crate) project: ProjectId,
    pub(crate) kind: FactKind,
    pub(crate) event: Option<Uuid>,
    pub(crate) ticket: Option<Uuid>,
    pub(crate) person: Option<Uuid>,
    pub(crate) target: Option<Uuid>,
    pub(crate) seq: i64,
    pub(crate) wall: i64,
    pub(crate) body: String,
    /// Who brought it without a proof; none: its source sent or proved it.
    pub(crate) handed_by: Option<Uuid>,
}

impl Row {
    /// The row of a fact: its canonical text, the digest of it, and what it speaks of, so that it can be found.
    pub(crate) fn new(source: Source, project: ProjectId, fact: &Fact) -> Result<Self, serde_json::Error> {
        let body = serde_json::to_string(fact)?;
        let mut row = Self {
            source,
            id: fact.id.0,
            digest: Sha256::digest(body.as_bytes()).into(),
            project,
            kind: fact.body.kind(),
            event: None,
            ticket: None,
            person: None,
            target: None,
            seq: fact.seq,
            wall: fact.wall.millis(),
            body,
            handed_by: None,
        };
        match &fact.body {
            Body::Scan(scan) => {
                row.event = Some(scan.event.0);
                match &scan.read {
                    Read::Ticket(ticket) => row.ticket = Some(ticket.0),
                    Read::Code(code) => row.target = Some(code_key(*code)),
                    Read::Other(_) => {}
                }
            }
            Body::Answer { scan: FactRef { id, .. }, .. }
            | Body::Annulment { target: FactRef { id, .. } }
            | Body::Acceptance { target: FactRef { id, .. } }
            | Body::Reviewed { target: FactRef { id, .. } } => row.target = Some(id.0),
            Body::Clock { device, .. } => row.target = Some(device.0),
            Body::Move { device, to_event, .. } => {
                row.event = Some(to_event.0);
                row.target = Some(device.0);
            }
            Body::Entry { event, person, .. } => {
                row.event = Some(event.0);
                row.person = Some(person.0);
            }
            Body::Ticket { ticket, person, .. } => {
                row.ticket = Some(ticket.0);
                row.person = Some(person.0);
            }
            Body::Blank { ticket, .. } => row.ticket = Some(ticket.0),
            Body::Merge { left, right } | Body::Distinct { left, right } => {
                row.person = Some(left.0);
                row.target = Some(right.0);
            }
            Body::Role { person, .. } | Body::Consent { person, .. } | Body::Withdrawal { person, .. } => {
                row.person = Some(person.0);
            }
        }
        Ok(row)
    }

    /// Identity: source and id. Several digests of one identity contest each other.
    pub(crate) const fn key(&self) -> (Uuid, Uuid) {
        (self.source.uuid(), self.id)
    }
}
