//! What becomes of a group when one of its batches cannot be kept.

use keruen_domain::fact::{Body, Direction, Fact, Method, Outcome, Read, Scan};
use keruen_domain::id::TicketId;

use super::*;
use crate::actor::DeviceRole;
use crate::devices::{PairingForm, device_actor, pair, pairing_create};
use crate::testing::{Fixture, TestBackend};
use keruen_domain::api::PairRequest;

async fn phone(t: &TestBackend, of: &Fixture) -> DeviceActor {
    let form = PairingForm::one_phone(DeviceRole::Door, None);
    let link = pairing_create(t, &of.organiser, of.caravan, form).await.expect("a link");
    let request = PairRequest { token: link.code.as_str().to_owned(), operator: "Асқар".to_owned() };
    let token = pair(t, &request).await.expect("paired").device_token;
    device_actor(t, &token).await.expect("reads").expect("known").actor
}

type Answer = oneshot::Receiver<Result<Done, Internal>>;

/// A batch of one scan, with an operator who is new.
fn batch(of: &Fixture, device: DeviceActor, n: u128) -> (Job, Answer) {
    let scan = Scan {
        event: of.event,
        read: Read::Ticket(TicketId(Uuid::from_u128(n))),
        direction: Direction::In,
        method: Method::Qr,
        operator: Uuid::from_u128(n),
        verdicts: Vec::new(),
        outcome: Outcome::Admitted,
    };
    let body = Body::Scan(scan);
    let fact = Fact { id: FactId(Uuid::from_u128(n)), seq: 0, wall: Timestamp::default(), boot: 0, mono: 0, body };
    let row = Row::new(Source::Device(device.id), device.project, &fact).expect("a row");
    let operator = NewOperator { id: Uuid::from_u128(n), name: ShortText::parse("Мира").expect("a name") };
    Job::new(device, Beside { operators: vec![operator], ..Beside::default() }, vec![row])
}

crate::contract! {
    async fn a_batch_that_the_store_refuses_fails_alone(t: TestBackend) {
        let fixture = t.caravan("spoilt").await;
        let (one, two) = (phone(&t, &fixture).await, phone(&t, &fixture).await);
        // No such phone: the store refuses its operator, whose row refers to it.
        let nobody = DeviceActor { id: DeviceId(Uuid::from_u128(404)), ..one };
        let (jobs, answers): (Vec<Job>, Vec<Answer>) =
            [batch(&fixture, one, 1), batch(&fixture, nobody, 2), batch(&fixture, two, 3)].into_iter().unzip();
        t.clock.advance(60_000);
        keep_or_part(&t, jobs).await;

        let mut told = Vec::new();
        for answer in answers {
            told.push(answer.await.expect("answered").map(|done| done.receipts));
        }
        assert!(matches!(&told[..], [Ok(first), Err(Internal::Store(_)), Ok(last)] if *first == [Receipt::Stored] && *last == [Receipt::Stored]), "{told:?}");
        let rows = crate::devices::device_list(&t, &fixture.organiser, fixture.caravan).await.expect("a list");
        assert!(rows.iter().all(|row| (row.facts, row.seen_at) == (1, Some(t.now()))), "kept, and heard");

        // Sent again, what was kept is known, and what was not is refused again.
        let (jobs, answers): (Vec<Job>, Vec<Answer>) = [batch(&fixture, one, 1), batch(&fixture, nobody, 2)].into_iter().unzip();
        keep_or_part(&t, jobs).await;
        let [first, second] = <[Answer; 2]>::try_from(answers).expect("two");
        assert_eq!(first.await.expect("answered").expect("kept").receipts, [Receipt::Already]);
        assert!(second.await.expect("answered").is_err());
    }

    async fn when_the_store_is_away_all_are_told_so(t: TestBackend) {
        let fixture = t.caravan("away").await;
        let one = phone(&t, &fixture).await;
        let (jobs, answers): (Vec<Job>, Vec<Answer>) = [batch(&fixture, one, 1), batch(&fixture, one, 2)].into_iter().unzip();
        t.store().close().await;
        keep_or_part(&t, jobs).await;
        for answer in answers {
            assert!(matches!(answer.await.expect("answered"), Err(Internal::StoreAway)));
        }
    }
}
