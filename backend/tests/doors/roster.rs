//! What a phone carries, and what it must not.

use keruen_backend::Actor;
use keruen_backend::actor::DeviceRole;
use keruen_backend::caravans::stop_create;
use keruen_backend::contract;
use keruen_backend::groups::{group_context, group_register, group_view, pupil_leaves};
use keruen_backend::registrations::register_again;
use keruen_backend::scans::{self, roster, roster_since};
use keruen_backend::testing::fixtures::stop_form;
use keruen_domain::api::{Operator, ScanBatch};
use keruen_domain::fact::Direction;
use keruen_domain::group_form::GroupForm;
use keruen_domain::id::EventId;
use keruen_domain::scan::{Colour, ConsentMark, Reading, Roster, Seen, TicketMark, Verdict, decide};
use keruen_domain::stop_form::StopForm;
use keruen_domain::text::Lang;
use keruen_domain::ticket::Keyring;
use keruen_domain::time::HOUR;

use crate::gate::{Gate, adult, batch, come, form, minor};

/// Two pupils of one class.
fn class(event: EventId) -> GroupForm {
    let mut values = vec![
        ("leader_name".to_owned(), "Омарова Сәуле"),
        ("leader_phone".to_owned(), "+7 701 555 44 33"),
        ("title".to_owned(), "№ 15 гимназия, 9 Ә"),
        ("region".to_owned(), "KZ-75"),
        ("place".to_owned(), "urban"),
        ("institution_kind".to_owned(), "school"),
        (format!("event.{event}"), "yes"),
    ];
    for (line, given_name) in [(1, "Әсел"), (2, "Мирас")] {
        let of_line = |name: &str| format!("{name}.{line}");
        values.extend([
            (of_line("family_name"), "Оспан"),
            (of_line("given_name"), given_name),
            (of_line("birth_date"), "05.03.2008"),
            (of_line("sex"), "male"),
        ]);
    }
    GroupForm(values.into_iter().map(|(name, value)| (name, value.to_owned())).collect())
}

contract! {
    async fn a_door_carries_its_stop_and_short_names(t: TestBackend) {
        let fixture = t.caravan("roster").await;
        let grown = come(&t, fixture.event, &adult(1)).await;
        let pupil = come(&t, fixture.event, &minor(2)).await;
        let online = come(&t, fixture.online, &adult(3)).await;
        register_again(&t, &Actor::Anonymous, &grown.ticket_secret, fixture.online).await.expect("a second event");
        let door = Gate::with(&t, &fixture, form(DeviceRole::Door, Some(fixture.stop))).await;
        let desk = Gate::with(&t, &fixture, form(DeviceRole::Desk, None)).await;
        door.send(&t, &[door.scan(fixture.event, grown.ticket)]).await;

        let at_door = roster(&t, door.device).await.expect("a roster");
        assert_eq!(at_door.events.iter().map(|e| e.event.id).collect::<Vec<_>>(), [fixture.event]);
        assert_eq!((at_door.events[0].taken, at_door.events[0].offset_minutes), (2, 360));
        let mut names: Vec<_> = at_door.tickets.iter().map(|ticket| (ticket.name.as_str(), ticket.consent)).collect();
        names.sort_unstable_by_key(|(name, _)| *name);
        assert_eq!(names, [("Айгерім С.", ConsentMark::Missing), ("Бекзат С.", ConsentMark::Held)]);
        assert!(at_door.tickets.iter().all(|ticket| ticket.registrations.len() == 1 && ticket.mark == TicketMark::Valid));
        assert_eq!(at_door.passages.len(), 1);
        let (event, ticket, passage) = &at_door.passages[0];
        assert_eq!((*event, *ticket, passage.direction, passage.operator.as_str()), (fixture.event, grown.ticket, Direction::In, "Асқар"));

        let at_desk = roster(&t, desk.device).await.expect("a roster");
        assert_eq!((at_desk.events.len(), at_desk.tickets.len()), (2, 3));
        assert!(at_desk.tickets.iter().any(|ticket| ticket.name == "Сапаров Бекзат" && ticket.registrations.len() == 2));
        assert!(at_desk.tickets.iter().any(|ticket| ticket.id == online.ticket));
        let json = serde_json::to_string(&at_desk).expect("JSON");
        for secret in ["signature", "+7709", "1990", grown.ticket_secret.expose(), pupil.ticket_secret.expose()] {
            assert!(!json.contains(secret), "{secret} must not leave the server");
        }
    }

    async fn a_class_is_known_by_its_tickets_and_its_leader_at_desks_only(t: TestBackend) {
        let fixture = t.caravan("class").await;
        let page = t.draw_secret();
        let list = class(fixture.event);
        let context = group_context(&t, &Actor::Anonymous, &list.events()).await.expect("open");
        let draft = list.parse(&context).expect("faultless");
        group_register(&t, &Actor::Anonymous, &page, &draft, Lang::Kk, None).await.expect("registered");
        let single = come(&t, fixture.event, &adult(1)).await;
        let view = group_view(&t, &page).await.expect("a group");
        let phone = |role, stop| Gate::with(&t, &fixture, form(role, stop));
        for (role, leader) in [(DeviceRole::Door, ""), (DeviceRole::Desk, "Омарова Сәуле")] {
            let gate = phone(role, Some(fixture.stop)).await;
            let told = roster(&t, gate.device).await.expect("a roster");
            let groups: Vec<_> = told.groups.iter().map(|g| (g.id, g.title.as_str(), g.leader.as_str())).collect();
            assert_eq!(groups, [(view.id, "№ 15 гимназия, 9 Ә", leader)]);
            for ticket in &told.tickets {
                assert_eq!(ticket.group, (ticket.id != single.ticket).then_some(view.id));
            }
            assert_eq!(told.tickets.len(), 3);
        }
        // Who left the list is none of the class, and a class that comes elsewhere is not told.
        let gate = phone(DeviceRole::Desk, Some(fixture.stop)).await;
        let before = roster(&t, gate.device).await.expect("a roster").delta.expect("followed").cursor;
        pupil_leaves(&t, &page, view.pupils[0].person).await.expect("left");
        let after = roster_since(&t, gate.device, Some(&before)).await.expect("a roster");
        assert_eq!(after.tickets.iter().map(|ticket| ticket.group).collect::<Vec<_>>(), [None], "one row changed");
        let taraz = StopForm { city_kk: "Тараз".into(), region: "KZ-31".into(), ..stop_form() };
        let elsewhere = stop_create(&t, &fixture.organiser, fixture.caravan, &taraz).await.expect("a stop");
        let far = phone(DeviceRole::Desk, Some(elsewhere)).await;
        assert!(roster(&t, far.device).await.expect("a roster").groups.is_empty());
    }

    async fn names_go_a_day_after_the_last_event(t: TestBackend) {
        let fixture = t.caravan("names-go").await;
        let visitor = come(&t, fixture.event, &adult(1)).await;
        let gate = Gate::with(&t, &fixture, form(DeviceRole::Desk, Some(fixture.stop))).await;
        gate.send(&t, &[gate.scan(fixture.event, visitor.ticket)]).await;
        let before = roster(&t, gate.device).await.expect("a roster");
        let wipe_after = before.wipe_after.expect("an event is in scope");
        assert_eq!(wipe_after, before.events[0].event.ends_at.plus(24 * HOUR));
        t.clock.set(wipe_after.plus(-1));
        assert_eq!(roster(&t, gate.device).await.expect("a roster").tickets.len(), 1);
        t.clock.set(wipe_after);
        let after = roster(&t, gate.device).await.expect("a roster");
        assert_eq!((after.tickets.len(), after.passages.len(), after.events.len()), (0, 0, 1));
        let json = serde_json::to_string(&after).expect("JSON");
        assert!(!json.contains("Сапаров"), "no names");
        assert_eq!(gate.send(&t, &[gate.scan(fixture.event, visitor.ticket)]).await.len(), 1, "it may still hand in");
    }

    async fn two_phones_may_use_one_id_for_two_people(t: TestBackend) {
        let fixture = t.caravan("namesakes").await;
        let (one, mut same) = (Gate::new(&t, &fixture).await, Gate::new(&t, &fixture).await);
        let (first, second) = (come(&t, fixture.event, &adult(1)).await, come(&t, fixture.event, &adult(2)).await);
        one.send(&t, &[one.scan(fixture.event, first.ticket)]).await;
        same.operator = one.operator;
        let operators = vec![Operator { id: one.operator, name: "Мира".to_owned() }];
        t.clock.advance(1_000);
        let sent = ScanBatch { operators, ..batch(&[same.scan(fixture.event, second.ticket)]) };
        scans::ingest(&t, same.device, sent).await.expect("kept");

        let roster = roster(&t, one.device).await.expect("a roster");
        let held_by = |ticket| roster.passages.iter().find(|(_, of, _)| *of == ticket).map(|(.., passage)| passage.operator.as_str());
        assert_eq!((held_by(first.ticket), held_by(second.ticket)), (Some("Асқар"), Some("Мира")));
    }

    async fn a_phone_decides_with_it(t: TestBackend) {
        let fixture = t.caravan("decides").await;
        let visitor = come(&t, fixture.event, &adult(1)).await;
        let elsewhere = t.caravan("decides-not").await;
        let stranger = come(&t, elsewhere.event, &adult(2)).await;
        let gate = Gate::new(&t, &fixture).await;
        let code = |secret| {
            let backend = t.backend();
            async move { keruen_backend::tickets::ticket_view(&backend, &secret).await.expect("a ticket").code }
        };
        let (own, foreign) = (code(visitor.ticket_secret.clone()).await, code(stranger.ticket_secret.clone()).await);
        let reply = roster(&t, gate.device).await.expect("a roster");
        let now = reply.events.iter().find(|e| e.event.id == fixture.event).expect("the event").event.starts_at;
        let roster = Roster {
            caravan: Some(reply.caravan),
            keys: Keyring::new(reply.keys),
            events: reply.events.into_iter().map(|e| (e.event.id, e)).collect(),
            codes: reply.tickets.iter().map(|ticket| (ticket.code, ticket.id)).collect(),
            tickets: reply.tickets.into_iter().map(|ticket| (ticket.id, ticket)).collect(),
        };
        let verdict = |reading: Reading<'_>, now| decide(&roster, &Seen::new(), fixture.event, Direction::In, &reading, now);
        let green = verdict(Reading::Qr(&own), now);
        assert_eq!((green.verdicts, green.colour, green.ticket), (vec![Verdict::Admit], Colour::Admit, Some(visitor.ticket)));
        let typed = visitor.short_code.display().to_lowercase();
        assert_eq!(verdict(Reading::Code(&typed), now).headline(), Verdict::Admit);
        assert_eq!(verdict(Reading::Qr(&own), now.plus(-2 * HOUR)).headline(), Verdict::TooEarly);
        assert_eq!(verdict(Reading::Qr(&foreign), now).headline(), Verdict::Forged, "another project's key is not known here");
        assert_eq!(verdict(Reading::Qr(&own[1..]), now).headline(), Verdict::Unreadable);
    }
}
