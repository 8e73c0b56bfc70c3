//! People whom desk phones write down: kept once, let in by their scans, shown beside whoever they may be.

use keruen_backend::actor::DeviceRole;
use keruen_backend::consents::{ConsentScope, consent_paper};
use keruen_backend::devices::device_revoke;
use keruen_backend::figures::project_figures;
use keruen_backend::people::{person_edit, person_record};
use keruen_backend::review::review_list;
use keruen_backend::scans::roster;
use keruen_backend::testing::{Fixture, TestBackend};
use keruen_backend::walk_ins::walk_ins_keep;
use keruen_backend::{Error, Refusal, contract};
use keruen_domain::api::Receipt;
use keruen_domain::fact::{Direction, Ground, Outcome, Read};
use keruen_domain::id::{PersonId, TicketId};
use keruen_domain::review::RowKind;
use keruen_domain::short_text::ShortText;
use keruen_domain::time::DAY;
use keruen_domain::walk_in::{WalkIn, WalkInBatch, WalkInForm};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::gate::{Gate, adult, come, form};

fn walk_in(n: u128, given_name: &str, birth_date: &str) -> WalkIn {
    let text = str::to_owned;
    let form = WalkInForm {
        family_name: text("Сапаров"),
        given_name: text(given_name),
        birth_date: text(birth_date),
        sex: text("male"),
        region: text("KZ-75"),
        place: text("urban"),
        institution_kind: text("school"),
        consent_data: text("yes"),
        ..WalkInForm::default()
    };
    WalkIn { id: PersonId(Uuid::from_u128(n)), at: None, form }
}

async fn keep(t: &TestBackend, gate: &Gate, people: Vec<Value>) -> Vec<Receipt> {
    let reply = walk_ins_keep(t, gate.device, WalkInBatch { people }).await.expect("kept");
    reply.receipts.into_iter().map(|item| item.receipt).collect()
}

/// Direct participants, minors who wait.
async fn count(t: &TestBackend, fixture: &Fixture) -> (i64, i64) {
    let figures = project_figures(t, &fixture.organiser, fixture.project).await.expect("figures").figures;
    (figures.direct_participants, figures.awaiting_consent)
}

contract! {
    async fn a_person_is_kept_once_however_often_the_phone_sends_them(t: TestBackend) {
        let fixture = t.caravan("walk-in").await;
        let desk = Gate::with(&t, &fixture, form(DeviceRole::Desk, Some(fixture.stop))).await;
        let (new, minor) = (walk_in(1, "Мәди", "05.03.2000"), walk_in(2, "Ерасыл", "05.03.2010"));
        let scan = desk.read(fixture.event, Read::Ticket(TicketId(new.id.0)), Outcome::Open, Direction::In);
        let asked = desk.read(fixture.event, Read::Ticket(TicketId(minor.id.0)), Outcome::Open, Direction::In);
        let answers = [
            desk.answer(&scan, Outcome::Admitted, Ground::Judgement),
            desk.answer(&asked, Outcome::Admitted, Ground::ToFollow),
        ];
        // Scans may come first: another tab, a request that broke off.
        desk.send(&t, &[scan, asked.clone(), answers[0].clone(), answers[1].clone()]).await;
        assert_eq!(count(&t, &fixture).await, (0, 0), "nobody is known yet");
        let sent = vec![json!(new), json!({ "id": "x" }), json!(minor)];
        assert_eq!(keep(&t, &desk, sent.clone()).await, [Receipt::Stored, Receipt::Malformed, Receipt::Stored]);
        assert_eq!(count(&t, &fixture).await, (1, 1), "the minor's consent is still to come");
        assert_eq!(keep(&t, &desk, sent).await, [Receipt::Already, Receipt::Malformed, Receipt::Already]);
        desk.send(&t, &[desk.answer(&asked, Outcome::Admitted, Ground::PaperSeen)]).await;
        assert_eq!(count(&t, &fixture).await, (2, 0));
        let wrong = walk_in(3, "", "05.03.2000");
        assert_eq!(keep(&t, &desk, vec![json!(wrong)]).await, [Receipt::Malformed]);

        let carried = roster(&t, desk.device).await.expect("a roster");
        assert_eq!(carried.passages.len(), 2, "{:?}", carried.tickets);
        let other = Gate::with(&t, &fixture, form(DeviceRole::Desk, None)).await;
        assert_eq!(keep(&t, &other, vec![json!(new)]).await, [Receipt::Malformed], "another phone's id");
        let listed = roster(&t, other.device).await.expect("a roster");
        assert!(listed.tickets.iter().any(|ticket| ticket.id.0 == new.id.0 && ticket.name == "Сапаров Мәди"));
    }

    async fn a_paper_that_follows_counts_the_minor(t: TestBackend) {
        let fixture = t.caravan("walk-in-paper").await;
        let desk = Gate::with(&t, &fixture, form(DeviceRole::Desk, None)).await;
        let minor = walk_in(1, "Ерасыл", "05.03.2010");
        let asked = desk.read(fixture.event, Read::Ticket(TicketId(minor.id.0)), Outcome::Open, Direction::In);
        assert_eq!(keep(&t, &desk, vec![json!(minor)]).await, [Receipt::Stored]);
        desk.send(&t, &[asked.clone(), desk.answer(&asked, Outcome::Admitted, Ground::ToFollow)]).await;
        assert_eq!(count(&t, &fixture).await, (0, 1));
        let number = ShortText::parse("К-1").expect("a number");
        consent_paper(&t, &fixture.organiser, minor.id, &number, ConsentScope::Data).await.expect("recorded");
        assert_eq!(count(&t, &fixture).await, (1, 0));
        // Nobody asked for the representative at the door: a mistyped name is corrected without one, and the paper holds.
        let mut record = person_record(&t, &fixture.organiser, minor.id).await.expect("a record").form;
        record.fields.given_name = "Ерасыл-Хан".into();
        person_edit(&t, &fixture.organiser, minor.id, &record).await.expect("corrected");
        let mut named = person_record(&t, &fixture.organiser, minor.id).await.expect("a record").form;
        assert_eq!(named.fields.given_name, "Ерасыл-Хан");
        named.fields.rep_name = "Сапарова Гүлнар".into();
        named.fields.rep_relation = "mother".into();
        named.fields.rep_phone = "+7 702 111 22 33".into();
        person_edit(&t, &fixture.organiser, minor.id, &named).await.expect("a representative");
        assert_eq!(count(&t, &fixture).await, (1, 0), "the paper still holds");
    }

    async fn an_id_that_is_somebodys_is_nobody_elses(t: TestBackend) {
        let fixture = t.caravan("walk-in-taken").await;
        let desk = Gate::with(&t, &fixture, form(DeviceRole::Desk, None)).await;
        let known = come(&t, fixture.event, &adult(1)).await;
        for id in [known.person.0, known.ticket.0] {
            let thief = WalkIn { id: PersonId(id), ..walk_in(1, "Мәди", "05.03.2000") };
            assert_eq!(keep(&t, &desk, vec![json!(thief)]).await, [Receipt::Malformed]);
        }
        let door = Gate::with(&t, &fixture, form(DeviceRole::Door, None)).await;
        let people = vec![json!(walk_in(1, "Мәди", "05.03.2000"))];
        let refused = walk_ins_keep(&t, door.device, WalkInBatch { people }).await;
        assert!(matches!(refused, Err(Error::Refusal(Refusal::Forbidden))), "{refused:?}");
    }

    async fn whom_a_phone_out_of_service_brings_is_kept_and_on_no_list(t: TestBackend) {
        let fixture = t.caravan("walk-in-late").await;
        let desk = Gate::with(&t, &fixture, form(DeviceRole::Desk, None)).await;
        let other = Gate::with(&t, &fixture, form(DeviceRole::Desk, None)).await;
        let listed = async || roster(&t, other.device).await.expect("a roster").tickets.len();
        assert_eq!(keep(&t, &desk, vec![json!(walk_in(1, "Мәди", "05.03.2000"))]).await, [Receipt::Stored]);
        t.clock.advance(1_000);
        device_revoke(&t, &fixture.organiser, desk.device.id).await.expect("revoked");
        assert_eq!(keep(&t, &desk, vec![json!(walk_in(2, "Ерасыл", "05.03.2000"))]).await, [Receipt::Stored]);
        assert_eq!(listed().await, 1, "who was brought before stays");
    }

    async fn a_birthday_on_the_way_changes_nothing(t: TestBackend) {
        let fixture = t.caravan("walk-in-birthday").await;
        let desk = Gate::with(&t, &fixture, form(DeviceRole::Desk, None)).await;
        // Seventeen when written down, eighteen when handed in, and never asked for an adult's consent.
        let mut pupil = WalkIn { at: Some(t.now()), ..walk_in(1, "Мәди", "06.09.2004") };
        pupil.form.consent_data = String::new();
        t.clock.advance(2 * DAY);
        assert_eq!(keep(&t, &desk, vec![json!(pupil)]).await, [Receipt::Stored]);
        let late = WalkIn { id: PersonId(Uuid::from_u128(2)), at: None, ..pupil };
        assert_eq!(keep(&t, &desk, vec![json!(late)]).await, [Receipt::Malformed]);
    }

    async fn whoever_they_may_be_is_shown_beside_them(t: TestBackend) {
        let fixture = t.caravan("walk-in-twice").await;
        let desk = Gate::with(&t, &fixture, form(DeviceRole::Desk, None)).await;
        // Ақан Сапаров, born on 1 April 1990, registered with a telephone of his own.
        let known = come(&t, fixture.event, &adult(0)).await;
        let mut again = walk_in(1, "ақан", "01.04.1990");
        again.form.phone = "87770000001".into();
        assert_eq!(keep(&t, &desk, vec![json!(again)]).await, [Receipt::Stored]);
        let scans = [desk.scan(fixture.event, known.ticket), desk.scan(fixture.event, TicketId(again.id.0))];
        desk.send(&t, &scans).await;
        assert_eq!(count(&t, &fixture).await, (2, 0), "two until somebody says one");
        let review = review_list(&t, &fixture.organiser, fixture.caravan).await.expect("a review");
        let kinds: Vec<_> = review.rows.iter().map(|row| row.row.id.kind).collect();
        assert_eq!(kinds, [RowKind::Duplicate]);
    }
}
