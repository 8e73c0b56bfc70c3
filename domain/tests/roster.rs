//! A roster that is followed by changes is the roster that is loaded in full: whatever replies are lost, late, repeated or
//! out of order, from whichever server.

use std::collections::BTreeMap;

use keruen_domain::agreement::Agreement;
use keruen_domain::api::RosterReply;
use keruen_domain::fact::Direction;
use keruen_domain::id::{CaravanId, EventId, GroupId, TicketId};
use keruen_domain::roster::{
    Cursor, Look, RosterDelta, RowHash, RowKey, Rows, Trail, merge, passage_hash, replace, sum, ticket_hash,
};
use keruen_domain::scan::{ConsentMark, Passage, Roster, RosterTicket, Seen, TicketMark};
use keruen_domain::ticket::ShortCode;
use keruen_domain::time::Timestamp;
use proptest::prelude::*;
use uuid::Uuid;

const INSTANCE: Uuid = Uuid::from_u128(9);

type Tickets = BTreeMap<u8, u8>;
type Passages = BTreeMap<(u8, u8), u8>;

/// What happens, one after the other.
#[derive(Debug, Clone)]
enum Step {
    /// A ticket becomes another, or goes.
    Ticket(u8, Option<u8>),
    /// Somebody passes, or it is taken back.
    Passage((u8, u8), Option<u8>),
    /// The phone asks one of the servers, whose fold is so many changes old.
    Ask { server: usize, behind: usize, from: Since, fate: Fate },
    /// A server forgets everything.
    Restart(usize),
}

/// Since when the phone asks.
#[derive(Debug, Clone, Copy)]
enum Since {
    Latest,
    /// Its last whole roster.
    Base,
}

#[derive(Debug, Clone, Copy)]
enum Fate {
    Heard,
    Twice,
    Lost,
    /// Comes before the next reply, or after it.
    Late,
}

fn step(servers: usize, fates: Vec<Fate>) -> impl Strategy<Value = Step> {
    let from = prop_oneof![Just(Since::Latest), Just(Since::Base)];
    let ask = (0..servers, 0..3_usize, from, prop::sample::select(fates));
    prop_oneof![
        3 => (0..6_u8, prop::option::weighted(0.8, 0..4_u8)).prop_map(|(key, value)| Step::Ticket(key, value)),
        3 => ((0..2_u8, 0..6_u8), prop::option::weighted(0.8, 0..4_u8)).prop_map(|(key, value)| Step::Passage(key, value)),
        4 => ask.prop_map(|(server, behind, from, fate)| Step::Ask { server, behind, from, fate }),
        1 => (0..servers).prop_map(Step::Restart),
    ]
}

fn ticket(n: u8, look: u8) -> RosterTicket {
    RosterTicket {
        id: TicketId(Uuid::from_u128(0x30 + u128::from(n))),
        code: ShortCode::from_random(u64::from(n).to_be_bytes()),
        name: format!("Айгерім {look}"),
        class: String::new(),
        mark: if look == 0 { TicketMark::Revoked } else { TicketMark::Valid },
        consent: ConsentMark::Held,
        registrations: Vec::new(),
        // Two looks of one blank ticket may differ by nothing but its number.
        blank: (look >= 2).then(|| look.into()),
        group: (look == 3).then(|| GroupId(Uuid::from_u128(0x60))),
    }
}

fn passage((event, ticket): (u8, u8), at: u8) -> (EventId, TicketId, Passage) {
    let passage = Passage { at: Timestamp::from_millis(at.into()), direction: Direction::In, operator: String::new() };
    (EventId(Uuid::from_u128(event.into())), TicketId(Uuid::from_u128(0x30 + u128::from(ticket))), passage)
}

fn set<K: Ord>(rows: &mut BTreeMap<K, u8>, key: K, value: Option<u8>) {
    rows.remove(&key);
    rows.extend(value.map(|value| (key, value)));
}

/// The store: what was true after each change; its revision is their number.
struct Store(Vec<(Tickets, Passages)>);

impl Store {
    fn rows(&self, look: Look) -> (Vec<RosterTicket>, Vec<(EventId, TicketId, Passage)>) {
        let at = |revision: i64| &self.0[usize::try_from(revision).expect("small")];
        let tickets = at(look.read).0.iter().map(|(n, value)| ticket(*n, *value)).collect();
        (tickets, at(look.folded).1.iter().map(|(key, value)| passage(*key, *value)).collect())
    }

    fn revision(&self) -> usize {
        self.0.len() - 1
    }

    fn change(&mut self, change: impl FnOnce(&mut Tickets, &mut Passages)) {
        let (mut tickets, mut passages) = self.0.last().expect("a state").clone();
        change(&mut tickets, &mut passages);
        self.0.push((tickets, passages));
    }
}

#[derive(Default)]
struct Server {
    trail: Option<Trail>,
    folded: usize,
}

impl Server {
    fn answer(&mut self, store: &Store, behind: usize, since: Option<Cursor>) -> RosterReply {
        // Of two folds the later one is kept.
        self.folded = self.folded.max(store.revision().saturating_sub(behind));
        let number = |revision: usize| i64::try_from(revision).expect("small");
        let look = Look { read: number(store.revision()), folded: number(self.folded) };
        let (mut tickets, mut passages) = store.rows(look);
        let of_ticket = |ticket: &RosterTicket| (RowKey::Ticket(ticket.id), ticket_hash(ticket));
        let of_passage = |(event, ticket, passage): &(EventId, TicketId, Passage)| {
            (RowKey::Passage(*event, *ticket), passage_hash(*event, *ticket, passage))
        };
        let rows: Vec<(RowKey, RowHash)> =
            tickets.iter().map(of_ticket).chain(passages.iter().map(of_passage)).collect();
        let mut sum = Agreement::default();
        for (_, hash) in &rows {
            sum.include(hash);
        }
        let trail = self.trail.get_or_insert_with(|| Trail::new(look, &rows));
        trail.observe(look, &rows);
        let cursor = Cursor { instance: INSTANCE, revision: look.folded };
        let mut delta = RosterDelta { cursor: cursor.to_string(), sum, ..RosterDelta::default() };
        if let Some(since) = since.filter(|since| trail.covers(since.revision)) {
            delta.since = Some(since.to_string());
            tickets.retain(|ticket| trail.changed(RowKey::Ticket(ticket.id), since.revision));
            passages.retain(|(event, ticket, _)| trail.changed(RowKey::Passage(*event, *ticket), since.revision));
            for key in trail.gone(since.revision) {
                match key {
                    RowKey::Ticket(ticket) => delta.gone_tickets.push(ticket),
                    RowKey::Passage(event, ticket) => delta.gone_passages.push((event, ticket)),
                }
            }
        }
        RosterReply {
            caravan: CaravanId(INSTANCE),
            as_of: Timestamp::from_millis(0),
            instance: INSTANCE,
            keys: Vec::new(),
            stops: Vec::new(),
            groups: Vec::new(),
            events: Vec::new(),
            tickets,
            passages,
            held: Vec::new(),
            role: None,
            wipe_after: None,
            delta: Some(delta),
        }
    }
}

#[derive(Default)]
struct Phone {
    roster: Roster,
    heard: Seen,
    sum: Agreement,
    base: Option<Cursor>,
    latest: Option<Cursor>,
}

impl Phone {
    /// Whether it has the reply's rows now.
    fn take(&mut self, reply: &RosterReply) -> bool {
        let delta = reply.delta.as_ref().expect("a delta");
        let cursor = delta.cursor.parse().ok();
        if let Some(delta) = reply.changes() {
            let Some(after) = merge(&mut self.roster, &mut self.heard, self.sum, reply, delta) else { return false };
            self.sum = after;
        } else {
            replace(&mut self.roster, &mut self.heard, Rows::of(reply));
            self.sum = sum(&self.roster, &self.heard);
            self.base = cursor;
        }
        self.latest = cursor;
        assert_eq!(self.sum, delta.sum);
        assert_eq!(sum(&self.roster, &self.heard), delta.sum, "counted anew");
        let codes: BTreeMap<_, _> = self.roster.codes.iter().map(|(code, ticket)| (code.as_str(), *ticket)).collect();
        let due: BTreeMap<_, _> = self.roster.tickets.values().map(|t| (t.code.as_str(), t.id)).collect();
        assert_eq!(codes, due);
        true
    }
}

/// Plays the steps; how many deltas were refused.
fn play(steps: &[Step], servers: usize) -> usize {
    let mut store = Store(vec![Default::default()]);
    let mut servers: Vec<Server> = (0..servers).map(|_| Server::default()).collect();
    let (mut phone, mut late, mut refused) = (Phone::default(), Vec::<RosterReply>::new(), 0);
    for step in steps {
        match step {
            Step::Ticket(key, value) => store.change(|tickets, _| set(tickets, *key, *value)),
            Step::Passage(key, value) => store.change(|_, passages| set(passages, *key, *value)),
            // What it folds next is of then.
            Step::Restart(server) => servers[*server] = Server { trail: None, folded: store.revision() },
            Step::Ask { server, behind, from, fate } => {
                let since = if matches!(from, Since::Latest) { phone.latest } else { phone.base };
                let reply = servers[*server].answer(&store, *behind, since);
                match fate {
                    Fate::Lost => continue,
                    Fate::Late => {
                        late.push(reply);
                        continue;
                    }
                    Fate::Heard | Fate::Twice => {}
                }
                for _ in 0..if matches!(fate, Fate::Twice) { 2 } else { 1 } {
                    if !phone.take(&reply) {
                        refused += 1;
                        assert!(phone.take(&servers[*server].answer(&store, *behind, None)), "in full");
                    }
                }
                let number = |revision: usize| i64::try_from(revision).expect("small");
                let look = Look { read: number(store.revision()), folded: number(servers[*server].folded) };
                let (tickets, passages) = store.rows(look);
                assert_eq!(phone.roster.tickets, tickets.into_iter().map(|t| (t.id, t)).collect());
                assert_eq!(phone.heard, passages.into_iter().map(|(event, ticket, p)| ((event, ticket), p)).collect());
                for old in late.drain(..) {
                    // Rows of another time: taken up whole, or not at all.
                    refused += usize::from(!phone.take(&old));
                }
            }
        }
    }
    refused
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_arrives_the_phone_has_what_the_server_has(
        steps in prop::collection::vec(step(2, vec![Fate::Heard, Fate::Twice, Fate::Lost, Fate::Late]), 0..40)
    ) {
        play(&steps, 2);
    }

    #[test]
    fn one_server_that_goes_on_is_never_asked_in_full_again(
        steps in prop::collection::vec(step(1, vec![Fate::Heard, Fate::Twice, Fate::Lost]), 0..40)
    ) {
        prop_assert_eq!(play(&steps, 1), 0);
    }

    #[test]
    fn a_change_that_is_not_told_is_noticed_and_nothing_is_taken_up(name in 1..4_u8, other in 1..4_u8) {
        let mut store = Store(vec![Default::default()]);
        store.change(|tickets, _| set(tickets, 1, Some(name)));
        store.change(|_, passages| set(passages, (0, 1), Some(1)));
        let (mut server, mut phone) = (Server::default(), Phone::default());
        prop_assert!(phone.take(&server.answer(&store, 0, None)));
        store.change(|tickets, _| set(tickets, 2, Some(other)));
        store.change(|_, passages| set(passages, (0, 1), None));
        let whole = server.answer(&store, 0, phone.latest);
        let mut forgotten = whole.clone();
        forgotten.tickets.clear();
        let before = (phone.roster.tickets.clone(), phone.heard.clone(), phone.sum);
        prop_assert!(!phone.take(&forgotten));
        let mut kept = whole.clone();
        kept.delta.as_mut().expect("a delta").gone_passages.clear();
        prop_assert!(!phone.take(&kept));
        prop_assert_eq!(before, (phone.roster.tickets.clone(), phone.heard.clone(), phone.sum));
        prop_assert!(phone.take(&whole));
    }
}
