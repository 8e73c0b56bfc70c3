//! Closing a stop on both engines: who owes what, counted heads, the deed, what comes afterwards, the act's figures.

use std::collections::BTreeMap;

use keruen_backend::actor::{Actor, MemberRole};
use keruen_backend::closing::{act, closing_view, heads_count, institutions, stop_deed};
use keruen_backend::paper_entry::{sheet_open, sheet_type};
use keruen_backend::testing::START;
use keruen_backend::{Error, Refusal, contract};
use keruen_domain::closing::{Deed, Owes};
use keruen_domain::fact::Method;
use keruen_domain::paper_entry::SheetForm;
use keruen_domain::registration::RegistrationForm;
use keruen_domain::time::DAY;

use crate::gate::{Gate, adult, come};

fn from(number: usize, institution: &str) -> RegistrationForm {
    RegistrationForm { institution: institution.into(), ..adult(number) }
}

contract! {
    async fn a_stop_is_closed_and_what_comes_later_is_said(t: TestBackend) {
        let f = t.caravan("closing").await;
        let actor = t.stop_coordinator(&f, f.stop).await;
        let people = [
            come(&t, f.event, &from(1, "№ 12 мектеп")).await,
            come(&t, f.event, &from(2, "№ 12 Мектеп")).await,
            come(&t, f.event, &from(3, "Колледж")).await,
        ];
        let gate = Gate::new(&t, &f).await;
        gate.send(&t, &[gate.scan(f.event, people[0].ticket)]).await;
        t.clock.set(START.plus(2 * DAY));
        let view = closing_view(&t, &actor, f.stop).await.expect("a stop");
        let owing: Vec<_> = view.phones.iter().map(|phone| (phone.operator.as_str(), phone.owes)).collect();
        assert_eq!(owing, [("Асқар", Owes::Silent)], "not heard since the event ended");
        assert_eq!((view.events[0].attended, view.events[0].heads, view.closed()), (1, None, None));

        let heads = BTreeMap::from([(format!("heads.{}", f.event), "3".to_owned())]);
        heads_count(&t, &actor, f.stop, &heads).await.expect("counted");
        stop_deed(&t, &actor, f.stop, Deed::Closed).await.expect("closed");
        stop_deed(&t, &actor, f.stop, Deed::Closed).await.expect("closed twice is closed once");
        let view = closing_view(&t, &actor, f.stop).await.expect("a stop");
        assert_eq!((view.deeds.len(), view.late, view.events[0].heads), (1, 0, Some(3)));
        assert_eq!(view.closed().map(|done| done.by.as_str()), Some("Ақбота"));

        t.clock.set(START.plus(3 * DAY));
        gate.send(&t, &[gate.scan(f.event, people[0].ticket), gate.scan(f.event, people[1].ticket)]).await;
        let form = SheetForm { sheet_no: "7".into(), heads: "2".into() };
        let sheet = sheet_open(&t, &actor, f.event, &form).await.expect("a sheet");
        for person in [people[0].person, people[2].person] {
            sheet_type(&t, &actor, sheet, "1", &[person], None).await.expect("typed");
        }
        let view = closing_view(&t, &actor, f.stop).await.expect("a stop");
        assert_eq!(view.late, 2, "two are new; one was there before and was only seen again");
        assert_eq!((view.figures.people_here, view.events[0].attended), (3, 3), "they count");
        assert_eq!(view.events[0].sheets.iter().map(|(sheet, held)| (sheet.heads, *held)).collect::<Vec<_>>(), [(Some(2), 2)]);
        assert!(view.phones.is_empty(), "the phone was heard");

        t.clock.set(START.plus(4 * DAY));
        stop_deed(&t, &f.organiser, f.stop, Deed::Reopened).await.expect("open");
        t.clock.set(START.plus(5 * DAY));
        stop_deed(&t, &actor, f.stop, Deed::Closed).await.expect("closed");
        let view = closing_view(&t, &actor, f.stop).await.expect("a stop");
        assert_eq!((view.deeds.len(), view.late), (3, 0));
    }

    async fn an_act_has_the_figures_of_its_people(t: TestBackend) {
        let f = t.caravan("act").await;
        let second = t.event(&f, |_| {}).await;
        let people = [
            come(&t, f.event, &from(1, "№ 12 мектеп")).await,
            come(&t, f.event, &from(2, "№ 12  Мектеп")).await,
            come(&t, f.event, &from(3, "№ 12 мектеп")).await,
            come(&t, f.event, &from(4, "Колледж")).await,
        ];
        let gate = Gate::new(&t, &f).await;
        let mut facts: Vec<_> = people.iter().map(|person| gate.scan(f.event, person.ticket)).collect();
        facts.push(gate.scan(second, people[1].ticket));
        gate.send(&t, &facts).await;
        let whole = act(&t, &f.organiser, f.stop, None).await.expect("an act");
        assert_eq!((whole.figures.people_here, whole.figures.new_here, whole.figures.visits), (4, 4, 5));
        assert_eq!(whole.by_method, BTreeMap::from([(Method::Qr, 4)]));
        assert_eq!(whole.events.iter().map(|event| event.visits).sum::<i64>(), 5);
        let listed = institutions(&t, &f.organiser, f.stop).await.expect("institutions");
        assert_eq!(listed, [("№ 12 мектеп".to_owned(), 3), ("Колледж".to_owned(), 1)]);
        let school = act(&t, &f.organiser, f.stop, Some("№ 12 МЕКТЕП")).await.expect("an act");
        assert_eq!((school.figures.people_here, school.figures.visits), (3, 4));
        assert_eq!(school.institution.as_deref(), Some("№ 12 мектеп"));
        let nobody = act(&t, &f.organiser, f.stop, Some("Лицей")).await;
        assert!(matches!(nobody, Err(Error::Refusal(Refusal::NotFound))));
    }

    async fn closing_is_for_the_stops_own_coordinators(t: TestBackend) {
        let (f, theirs) = (t.caravan("ours").await, t.caravan("theirs").await);
        let volunteer = t.member(&f, MemberRole::Volunteer).await;
        for (actor, due) in [
            (&Actor::Anonymous, Refusal::SignInNeeded),
            (&volunteer, Refusal::Forbidden),
            (&theirs.organiser, Refusal::NotFound),
        ] {
            let says = |error: Option<Error>| assert!(matches!(error, Some(Error::Refusal(refusal)) if refusal == due));
            says(closing_view(&t, actor, f.stop).await.err());
            says(stop_deed(&t, actor, f.stop, Deed::Closed).await.err());
            says(heads_count(&t, actor, f.stop, &BTreeMap::new()).await.err());
            says(act(&t, actor, f.stop, None).await.err());
            says(institutions(&t, actor, f.stop).await.err());
        }
        let foreign = BTreeMap::from([(format!("heads.{}", theirs.event), "3".to_owned())]);
        let done = heads_count(&t, &f.organiser, f.stop, &foreign).await;
        assert!(matches!(done, Err(Error::Refusal(Refusal::NotFound))), "an event of another stop");
    }
}
