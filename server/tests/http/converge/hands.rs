//! Logs in other hands: a phone saves its log, another one takes the file along and hands it in. Some items lack a proof,
//! and some were never recorded by anybody.

use keruen_domain::api::{BATCH_MAX, HandedBatch, HandedFact, Receipt, ScanReply};
use keruen_domain::fact::{Body, Fact, Sourced};
use serde_json::json;

use super::phone::Phone;
use super::wire::{Ending, call};
use super::{Venue, lock};

/// One item of a file.
#[derive(Clone)]
pub(super) struct Item {
    handed: HandedFact,
    /// What nobody recorded.
    forged: Option<Sourced>,
}

impl Phone {
    /// Saves some of the log to a file that lies around from now on.
    pub(super) fn save(&mut self, venue: &Venue) {
        let (device, source) = (self.credentials.pair.device, self.source());
        let key = self.credentials.pair.pairing_key.clone();
        let from = self.chance.below(self.log.len());
        let facts: Vec<Fact> = self.log.iter().skip(from).take(80).map(|(fact, _)| fact.clone()).collect();
        let bare = self.chance.one_in(4);
        let mut items = Vec::new();
        for fact in facts {
            let key = key.as_ref().filter(|_| !bare);
            let handed = HandedFact::new(device, &fact, key).expect("JSON");
            if matches!(fact.body, Body::Scan(_)) && self.chance.one_in(30) {
                // The proof of another fact is none.
                let fact = Fact { id: self.id(), ..fact };
                let handed = HandedFact { fact: json!(fact), ..handed.clone() };
                items.push(Item { handed, forged: Some(Sourced { source, fact }) });
            }
            items.push(Item { handed, forged: None });
        }
        lock(&venue.files).push(items);
    }

    /// Takes a file along.
    pub(super) fn take(&mut self, venue: &Venue) {
        let mut files = lock(&venue.files);
        if !files.is_empty() {
            let place = self.chance.below(files.len());
            let file = files.swap_remove(place);
            // Some files go through more than one pair of hands.
            if self.chance.one_in(3) {
                files.push(file.clone());
            }
            self.carried.extend(file);
        }
    }

    /// Hands a batch of it in; whether that was acknowledged.
    pub(super) async fn hand_in(&mut self, venue: &Venue) -> bool {
        let batch: Vec<Item> = self.carried.iter().rev().take(BATCH_MAX).cloned().collect();
        let facts = batch.iter().map(|item| json!(item.handed)).collect();
        let body = serde_json::to_string(&HandedBatch { facts }).expect("JSON");
        let ending = match self.chance.below(12) {
            0 => Ending::HungUp,
            1 => Ending::Lost,
            _ => Ending::Heard,
        };
        let token = &self.credentials.pair.device_token;
        let reply = call::<ScanReply>(venue.address(), token, "POST /api/v1/scans/handed", &body, ending).await;
        let Ok(reply) = reply else { return false };
        assert_eq!(reply.receipts.len(), batch.len());
        for (item, answer) in batch.iter().zip(reply.receipts) {
            assert_ne!(answer.receipt, Receipt::Malformed, "{:?}", answer.problem);
            if let Some(forged) = &item.forged {
                assert!(matches!(answer.receipt, Receipt::Unproven | Receipt::Already), "{answer:?}");
                let mut known = lock(&venue.forged);
                if !known.contains(forged) {
                    known.push(forged.clone());
                }
            }
        }
        self.carried.truncate(self.carried.len() - batch.len());
        true
    }
}
