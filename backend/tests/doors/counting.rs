//! What counts, what is taken back, and the way from a figure to its facts.

use keruen_backend::actor::Actor;
use keruen_backend::attendance::{annul, attended, entry_accept, mark_by_hand};
use keruen_backend::consents::{ConsentForm, consent_confirm};
use keruen_backend::devices::device_revoke;
use keruen_backend::figures::{
    Contest, FactStanding, Filter, Presence, RecordedBy, Scope, figures_json, person_facts, persons_behind,
    project_figures,
};
use keruen_backend::testing::{Fixture, TestBackend};
use keruen_backend::{Error, Refusal, contract};
use keruen_domain::fact::{Direction, EntryLink, Fact, FactKind, FactRef, Ground, Method, Note, Outcome, Read};
use keruen_domain::figures::Figures;
use keruen_domain::hearing::Silence;
use keruen_domain::id::FactId;
use keruen_domain::person::Sex;

use crate::gate::{Gate, adult, come, minor};

async fn figures(t: &TestBackend, fixture: &Fixture) -> Figures {
    project_figures(t, &fixture.organiser, fixture.project).await.expect("figures").figures
}

/// Direct participants and attendances.
async fn count(t: &TestBackend, fixture: &Fixture) -> (i64, i64) {
    let figures = figures(t, fixture).await;
    (figures.direct_participants, figures.attendances)
}

fn note(text: &str) -> Note {
    Note::parse(text).expect("a note")
}

contract! {
    async fn a_scan_counts_once_and_can_be_taken_back(t: TestBackend) {
        let fixture = t.caravan("counting").await;
        let gate = Gate::new(&t, &fixture).await;
        let visitor = come(&t, fixture.event, &adult(1)).await;
        assert_eq!(count(&t, &fixture).await, (0, 0), "registered is not attended");
        let scan = gate.scan(fixture.event, visitor.ticket);
        gate.send(&t, std::slice::from_ref(&scan)).await;
        assert_eq!(count(&t, &fixture).await, (1, 1));
        gate.send(&t, &[scan.clone(), gate.scan(fixture.event, visitor.ticket)]).await;
        assert_eq!(count(&t, &fixture).await, (1, 1), "twice through the door is one visit");
        gate.send(&t, &[gate.scan(fixture.online, visitor.ticket)]).await;
        assert_eq!(count(&t, &fixture).await, (1, 2));

        let mine = attended(&t, fixture.project, visitor.person).await.expect("events");
        assert_eq!(mine.len(), 2);
        let second = person_facts(&t, &fixture.organiser, visitor.person).await.expect("a page").facts[1].reference;
        annul(&t, &fixture.organiser, gate.name(&scan)).await.expect("taken back");
        assert_eq!(count(&t, &fixture).await, (1, 2), "the second scan of the same event still holds");
        let gone = annul(&t, &fixture.organiser, second).await.expect("taken back");
        assert_eq!(annul(&t, &fixture.organiser, second).await.expect("again"), gone, "once is enough");
        assert_eq!(count(&t, &fixture).await, (1, 1));
        assert_eq!(attended(&t, fixture.project, visitor.person).await.expect("events").len(), 1);
        annul(&t, &fixture.organiser, gone).await.expect("taken back again");
        assert_eq!(count(&t, &fixture).await, (1, 2));

        let unknown = FactRef { id: FactId(uuid::Uuid::nil()), ..gone };
        let stranger = t.caravan("annul-stranger").await.organiser;
        for (actor, target) in [(&fixture.organiser, unknown), (&stranger, gone)] {
            assert!(matches!(annul(&t, actor, target).await, Err(Error::Refusal(Refusal::NotFound))));
        }
        assert!(matches!(annul(&t, &Actor::Anonymous, gone).await, Err(Error::Refusal(Refusal::SignInNeeded))));
    }

    async fn entries_and_marks_count_once(t: TestBackend) {
        let fixture = t.caravan("by-hand").await;
        let visitor = come(&t, fixture.online, &adult(2)).await;
        let link = EntryLink::parse("instagram.com/p/1").expect("a link");
        let entry = entry_accept(&t, &fixture.organiser, fixture.online, visitor.person, &link).await.expect("accepted");
        assert_eq!(entry_accept(&t, &fixture.organiser, fixture.online, visitor.person, &link).await.expect("again"), entry);
        assert_eq!(count(&t, &fixture).await, (1, 1));
        let mark = mark_by_hand(&t, &fixture.organiser, fixture.event, visitor.person, &note("телефон сөнді")).await.expect("marked");
        let all = figures(&t, &fixture).await;
        assert_eq!((all.direct_participants, all.attendances, all.online_only), (1, 2, 0));
        assert_eq!(all.by_method.into_iter().collect::<Vec<_>>(), [(Method::Entry, 1)], "by the method of the first");
        annul(&t, &fixture.organiser, mark).await.expect("taken back");
        assert_eq!(figures(&t, &fixture).await.online_only, 1);
        let again = mark_by_hand(&t, &fixture.organiser, fixture.event, visitor.person, &note("қате болды")).await.expect("marked anew");
        assert_ne!(again, mark);

        let page = person_facts(&t, &fixture.organiser, visitor.person).await.expect("a page");
        let told: Vec<_> = page.facts.iter().map(|row| (row.kind, row.standing, row.note.as_deref())).collect();
        assert!(told.contains(&(FactKind::Entry, FactStanding::InForce, Some("https://instagram.com/p/1"))));
        assert!(told.contains(&(FactKind::Entry, FactStanding::Annulled, Some("телефон сөнді"))));
        assert!(told.contains(&(FactKind::Annulment, FactStanding::InForce, None)));
        assert_eq!((page.registrations.len(), page.consents.len()), (1, 1));

        let other = t.caravan("by-hand-other").await;
        let there = mark_by_hand(&t, &other.organiser, other.event, visitor.person, &note("бөтен")).await;
        assert!(matches!(there, Err(Error::Refusal(Refusal::NotFound))), "another project's person");
        assert!(matches!(person_facts(&t, &other.organiser, visitor.person).await, Err(Error::Refusal(Refusal::NotFound))));
    }

    async fn a_minor_counts_when_the_consent_arrives(t: TestBackend) {
        let fixture = t.caravan("consent").await;
        let gate = Gate::new(&t, &fixture).await;
        let [one, two] = [come(&t, fixture.event, &minor(3)).await, come(&t, fixture.event, &minor(4)).await];
        gate.send(&t, &[gate.scan(fixture.event, one.ticket)]).await;
        let before = figures(&t, &fixture).await;
        assert_eq!((before.direct_participants, before.awaiting_consent), (0, 1));
        let form = ConsentForm {
            rep_name: "Серікова Гүлнар".into(),
            rep_relation: "mother".into(),
            consent_data: "yes".into(),
            ..ConsentForm::default()
        };
        consent_confirm(&t, &one.consent_token.expect("a link"), &form, None).await.expect("confirmed");
        let after = figures(&t, &fixture).await;
        assert_eq!((after.direct_participants, after.awaiting_consent), (1, 0));

        let asked = gate.read(fixture.event, Read::Ticket(two.ticket), Outcome::Open, Direction::In);
        gate.send(&t, std::slice::from_ref(&asked)).await;
        assert_eq!(count(&t, &fixture).await, (1, 1), "an amber without an answer admits nobody");
        gate.send(&t, &[gate.answer(&asked, Outcome::Admitted, Ground::ToFollow)]).await;
        assert_eq!(figures(&t, &fixture).await.awaiting_consent, 1);
        gate.send(&t, &[gate.answer(&asked, Outcome::Admitted, Ground::PaperSeen)]).await;
        assert_eq!(count(&t, &fixture).await, (2, 2), "the paper was seen at the door");
    }

    async fn a_revoked_phone_is_kept_but_does_not_count(t: TestBackend) {
        let fixture = t.caravan("stolen").await;
        let gate = Gate::new(&t, &fixture).await;
        let visitor = come(&t, fixture.event, &adult(5)).await;
        let late = come(&t, fixture.event, &adult(6)).await;
        gate.send(&t, &[gate.scan(fixture.event, visitor.ticket)]).await;
        t.clock.advance(1_000);
        device_revoke(&t, &fixture.organiser, gate.device.id).await.expect("revoked");
        gate.send(&t, &[gate.scan(fixture.event, late.ticket)]).await;
        assert_eq!(count(&t, &fixture).await, (1, 1));
        assert!(attended(&t, fixture.project, late.person).await.expect("events").is_empty());
        let page = person_facts(&t, &fixture.organiser, late.person).await.expect("a page");
        assert_eq!(page.facts.iter().map(|row| row.standing).collect::<Vec<_>>(), [FactStanding::Silent(Silence::OutOfService)]);
    }

    async fn every_figure_opens_into_as_many_persons(t: TestBackend) {
        let fixture = t.caravan("persons").await;
        let gate = Gate::new(&t, &fixture).await;
        let second = t.event(&fixture, |form| form.capacity = String::new()).await;
        for n in 0..8 {
            let visitor = come(&t, second, &adult(n)).await;
            let events = [vec![second], vec![fixture.online], vec![second, fixture.online]][n % 3].clone();
            let scans: Vec<Fact> = events.into_iter().map(|event| gate.scan(event, visitor.ticket)).collect();
            gate.send(&t, &scans).await;
        }
        let all = figures(&t, &fixture).await;
        assert_eq!((all.direct_participants, all.attendances), (8, 10));
        for scope in [Scope::Project(fixture.project), Scope::Caravan(fixture.caravan)] {
            let rows = async |filter: Filter| {
                let rows = persons_behind(&t, &fixture.organiser, scope, &filter).await.expect("rows");
                i64::try_from(rows.len()).expect("small")
            };
            let one = Filter::default();
            assert_eq!(rows(one).await, all.direct_participants);
            assert_eq!(rows(Filter { presence: Some(Presence::OnlineOnly), ..one }).await, all.online_only);
            for (region, n) in &all.by_region {
                assert_eq!(rows(Filter { region: Some(*region), ..one }).await, *n);
            }
            for (age, n) in &all.by_age {
                assert_eq!(rows(Filter { age: Some(*age), ..one }).await, *n);
            }
            for sex in Sex::ALL {
                assert_eq!(rows(Filter { sex: Some(*sex), ..one }).await, all.by_sex[sex]);
            }
            for (method, n) in &all.by_method {
                assert_eq!(rows(Filter { method: Some(*method), ..one }).await, *n);
            }
            for (event, n) in &all.by_event {
                assert_eq!(rows(Filter { event: Some(*event), ..one }).await, *n);
            }
            for (stop, at) in &all.by_stop {
                assert_eq!(rows(Filter { stop: Some(*stop), ..one }).await, at.people_here);
                assert_eq!(rows(Filter { stop: Some(*stop), presence: Some(Presence::New), ..one }).await, at.new_here);
            }
        }
        let rows = persons_behind(&t, &fixture.organiser, Scope::Project(fixture.project), &Filter::default()).await.expect("rows");
        assert!(rows[0].name.starts_with("Сапаров Ақан") && rows[2].name.starts_with("Сапаров Бекзат"), "in Kazakh order");
        for (actor, due) in [(&Actor::Anonymous, Refusal::SignInNeeded), (&fixture.organiser, Refusal::Forbidden)] {
            assert!(matches!(figures_json(&t, actor).await, Err(Error::Refusal(refusal)) if refusal == due), "all projects at once");
        }
        let json = figures_json(&t, &Actor::System).await.expect("JSON");
        assert_eq!(json["projects"][0]["direct_participants"], 8);
        assert_eq!(json["projects"][0]["caravans"][0]["by_sex"]["female"], all.by_sex[&Sex::Female]);
        assert_eq!(json["projects"][0]["caravans"][0]["stops"][0]["people_here"], all.by_stop[&fixture.stop].people_here);
        let visitor = t.caravan("persons-stranger").await.organiser;
        let stranger = persons_behind(&t, &visitor, Scope::Caravan(fixture.caravan), &Filter::default()).await;
        assert!(matches!(stranger, Err(Error::Refusal(Refusal::NotFound))));
    }

    async fn a_contested_scan_is_shown_with_both_versions(t: TestBackend) {
        let fixture = t.caravan("contested").await;
        let gate = Gate::new(&t, &fixture).await;
        let visitor = come(&t, fixture.event, &adult(7)).await;
        let scan = gate.scan(fixture.event, visitor.ticket);
        gate.send(&t, &[scan.clone(), Fact { wall: scan.wall.plus(500), ..scan }]).await;
        assert_eq!(count(&t, &fixture).await, (1, 1));
        let page = person_facts(&t, &fixture.organiser, visitor.person).await.expect("a page");
        assert_eq!(page.facts.len(), 2);
        assert!(page.facts.iter().all(|row| row.contest == Contest::Contested));
        assert!(matches!(&page.facts[0].recorded_by, RecordedBy::Device { operator, .. } if operator == "Асқар"));
    }
}
