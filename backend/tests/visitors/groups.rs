//! Classes that a leader registers: places, the list, consents on paper (design rules 9 to 11).

use std::collections::BTreeMap;

use keruen_backend::actor::{DeviceActor, DeviceRole, MemberRole};
use keruen_backend::chance::Secret;
use keruen_backend::consents::{ConsentScope, consent_link, consent_page};
use keruen_backend::events::{event_capacity_set, event_get, event_state_set};
use keruen_backend::groups::{
    Entered, GroupView, Joins, Pupil, consents_held, group_context, group_list, group_page_renew, group_register,
    group_view, joining, pupil_joins, pupil_leaves,
};
use keruen_backend::people::{person_edit, person_record};
use keruen_backend::registrations::{cancel, register_again};
use keruen_backend::tickets::ticket_view;
use keruen_backend::{Actor, Backend, Error, Refusal, contract};
use keruen_domain::class_list::Listed;
use keruen_domain::event::EventState;
use keruen_domain::event::RegistrationState::{self, AwaitingConsent, Cancelled, Confirmed, Waiting};
use keruen_domain::group_form::{GroupDraft, GroupForm};
use keruen_domain::id::{DeviceId, EventId};
use keruen_domain::person_form::PersonForm;
use keruen_domain::registration::RegistrationForm;
use keruen_domain::scan::ConsentMark;
use keruen_domain::short_text::ShortText;
use keruen_domain::text::Lang;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};

use crate::people::{adult, come, place, refusal};

/// Given names of a class: consonants, since names hold no digits, and vowels are folded into one another.
fn given_name(number: usize) -> String {
    const LETTERS: [char; 10] = ['б', 'д', 'з', 'к', 'л', 'м', 'н', 'п', 'р', 'с'];
    format!("Оқушы{}{}{}", LETTERS[number / 100 % 10], LETTERS[number / 10 % 10], LETTERS[number % 10])
}

/// A class of minors, registered for these events.
pub(crate) fn class(events: &[EventId], fit: &str, people: std::ops::Range<usize>) -> GroupForm {
    let mut form = BTreeMap::new();
    let mut put = |name: &str, value: &str| form.insert(name.to_owned(), value.to_owned());
    put("leader_name", "Омарова Сәуле");
    put("leader_phone", "+7 701 555 44 33");
    put("title", "№ 15 гимназия, 9 Ә");
    put("fit", fit);
    put("region", "KZ-75");
    put("place", "urban");
    put("institution_kind", "school");
    for event in events {
        put(&format!("event.{event}"), "yes");
    }
    for (line, number) in people.enumerate() {
        let line = line + 1;
        put(&format!("family_name.{line}"), "Оспан");
        put(&format!("given_name.{line}"), &given_name(number));
        put(&format!("birth_date.{line}"), "05.03.2008");
        put(&format!("sex.{line}"), "male");
        put(&format!("class_name.{line}"), "9 Ә");
    }
    GroupForm(form)
}

async fn read(t: &Backend, form: &GroupForm) -> GroupDraft {
    let context = group_context(t, &Actor::Anonymous, &form.events()).await.expect("open events");
    form.parse(&context).expect("a faultless form")
}

pub(crate) async fn enter(t: &Backend, page: &Secret, form: &GroupForm) -> Result<Entered, Error> {
    let draft = read(t, form).await;
    group_register(t, &Actor::Anonymous, page, &draft, Lang::Kk, None).await
}

pub(crate) async fn newcomer(t: &Backend, page: &Secret, how: Joins, number: usize) -> Listed {
    let joining = joining(t, page, how).await.expect("open events");
    let form = class(&[], "", number..number + 1);
    let mut line = form.list();
    line.0.extend(joining.origin);
    line.parse(&joining.context).expect("a line").people.remove(0)
}

async fn states(t: &Backend, page: &Secret, event: EventId) -> Vec<RegistrationState> {
    let view = group_view(t, page).await.expect("a group");
    view.pupils.iter().filter(|pupil| !pupil.left).filter_map(|pupil| pupil.states.get(&event).copied()).collect()
}

async fn seats(t: &Backend, event: EventId) -> (i64, i64) {
    let page = event_get(t, &Actor::Anonymous, event).await.expect("an event");
    (page.view.seats_taken, page.view.waiting)
}

fn named(view: &GroupView, number: usize) -> &Pupil {
    view.pupils.iter().find(|pupil| pupil.name.given() == given_name(number)).expect("on the list")
}

contract! {
    async fn the_first_of_the_list_get_what_is_free_and_a_form_sent_twice_makes_nobody_twice(t: TestBackend) {
        let f = t.caravan("class").await;
        let small = t.event(&f, |form| form.capacity = "3".into()).await;
        let page = t.draw_secret();
        let form = class(&[f.event, small], "part", 0..5);
        assert_eq!(enter(&t, &page, &form).await.expect("registered"), Entered::Now);
        assert_eq!(enter(&t, &page, &form).await.expect("sent again"), Entered::Before);
        assert_eq!(states(&t, &page, small).await, [AwaitingConsent, AwaitingConsent, AwaitingConsent, Waiting, Waiting]);
        assert_eq!((seats(&t, small).await, seats(&t, f.event).await), ((3, 2), (5, 0)));
        let view = group_view(&t, &page).await.expect("a group");
        assert_eq!((view.pupils.len(), view.events.len(), view.leader.phone.e164()), (5, 2, "+77015554433"));
        for pupil in &view.pupils {
            let ticket = ticket_view(&t, &pupil.ticket).await.expect("a ticket of their own");
            assert_eq!((ticket.person, ticket.short_code, ticket.code), (pupil.person, pupil.short_code, pupil.code.encode()));
            let link = pupil.consent_link.as_ref().expect("a minor's");
            assert_eq!(consent_page(&t, link).await.expect("the representative's page").person, pupil.person);
        }
        // A pupil's place goes to the next of the class.
        cancel(&t, &Actor::Anonymous, &view.pupils[0].ticket, small).await.expect("given up");
        assert_eq!(states(&t, &page, small).await, [Cancelled, AwaitingConsent, AwaitingConsent, AwaitingConsent, Waiting]);
    }

    async fn a_group_that_waits_whole_is_passed_over_and_keeps_its_place(t: TestBackend) {
        let f = t.caravan("whole").await;
        let event = t.event(&f, |form| form.capacity = "4".into()).await;
        come(&t, event, &adult(1)).await;
        let page = t.draw_secret();
        enter(&t, &page, &class(&[event], "whole", 0..4)).await.expect("registered");
        assert_eq!(seats(&t, event).await, (1, 4), "three are free, four are needed");
        let single = come(&t, event, &adult(2)).await;
        assert_eq!(single.state, Confirmed, "who fits is not held up");
        event_capacity_set(&t, &f.organiser, event, Some(5)).await.expect("raised");
        assert_eq!(seats(&t, event).await, (2, 4));
        event_capacity_set(&t, &f.organiser, event, Some(6)).await.expect("raised");
        assert_eq!(seats(&t, event).await, (6, 0));
        assert_eq!(states(&t, &page, event).await, [AwaitingConsent; 4]);

        // Another class waits for four; one of it gives up, and three places are free.
        let second = t.draw_secret();
        enter(&t, &second, &class(&[event], "whole", 10..14)).await.expect("registered");
        for pupil in &group_view(&t, &page).await.expect("a group").pupils[..3] {
            pupil_leaves(&t, &page, pupil.person).await.expect("left");
        }
        assert_eq!(seats(&t, event).await, (3, 4));
        let gone = group_view(&t, &second).await.expect("a group").pupils[0].person;
        pupil_leaves(&t, &second, gone).await.expect("left");
        assert_eq!(seats(&t, event).await, (6, 0), "the other three fit now");
        assert_eq!(states(&t, &second, event).await, [AwaitingConsent; 3]);
    }

    async fn a_swapped_pupil_leaves_place_and_turn_to_the_new_one(t: TestBackend) {
        let f = t.caravan("swap").await;
        let event = t.event(&f, |form| form.capacity = "1".into()).await;
        let page = t.draw_secret();
        enter(&t, &page, &class(&[event], "part", 0..2)).await.expect("registered");
        let later = come(&t, event, &adult(1)).await;
        assert_eq!(later.position, Some(2));
        let before = group_view(&t, &page).await.expect("a group");
        for (out, number) in [(0, 20), (1, 21)] {
            let how = Joins::InsteadOf(before.pupils[out].person);
            let listed = newcomer(&t, &page, how, number).await;
            pupil_joins(&t, &page, how, &listed, None).await.expect("swapped");
        }
        let view = group_view(&t, &page).await.expect("a group");
        let own = |number| named(&view, number).states[&event];
        assert_eq!((own(20), own(21), own(0), own(1)), (AwaitingConsent, Waiting, Cancelled, Cancelled));
        assert_eq!(place(&t, &named(&view, 21).ticket, event).await.1, Some(1), "before who came later");
        assert!(named(&view, 0).left && seats(&t, event).await == (1, 2));
        let listed = newcomer(&t, &page, Joins::AtTheEnd, 22).await;
        let twice = pupil_joins(&t, &page, Joins::InsteadOf(before.pupils[0].person), &listed, None).await;
        assert_eq!(refusal(twice), Refusal::StaleForm);
        pupil_joins(&t, &page, Joins::AtTheEnd, &listed, None).await.expect("one more");
        assert_eq!(seats(&t, event).await, (1, 3));
        // The button pressed again, or the same name once more: nobody is on a list twice.
        let again = pupil_joins(&t, &page, Joins::AtTheEnd, &listed, None).await;
        assert_eq!(refusal(again), Refusal::AlreadyRegistered);
        assert_eq!(seats(&t, event).await, (1, 3));
    }

    async fn a_swap_hands_over_places_where_nobody_new_is_taken_any_more(t: TestBackend) {
        let f = t.caravan("closed-swap").await;
        let closed = t.event(&f, |_| {}).await;
        let called_off = t.event(&f, |_| {}).await;
        let page = t.draw_secret();
        enter(&t, &page, &class(&[f.event, closed, called_off], "part", 0..2)).await.expect("registered");
        event_state_set(&t, &f.organiser, closed, EventState::Closed).await.expect("closed");
        event_state_set(&t, &f.organiser, called_off, EventState::Cancelled).await.expect("called off");
        let how = Joins::InsteadOf(group_view(&t, &page).await.expect("a group").pupils[0].person);
        let listed = newcomer(&t, &page, how, 20).await;
        pupil_joins(&t, &page, how, &listed, None).await.expect("swapped");
        let listed = newcomer(&t, &page, Joins::AtTheEnd, 21).await;
        pupil_joins(&t, &page, Joins::AtTheEnd, &listed, None).await.expect("one more");
        let view = group_view(&t, &page).await.expect("a group");
        let state = |number, event| named(&view, number).states.get(&event).copied();
        assert_eq!([f.event, closed, called_off].map(|event| state(20, event)), [Some(AwaitingConsent), Some(AwaitingConsent), None]);
        assert_eq!([f.event, closed, called_off].map(|event| state(21, event)), [Some(AwaitingConsent), None, None]);
        assert_eq!([f.event, closed].map(|event| state(0, event)), [Some(Cancelled); 2]);
        assert_eq!((seats(&t, f.event).await, seats(&t, closed).await), ((3, 0), (2, 0)));

        event_state_set(&t, &f.organiser, f.event, EventState::Closed).await.expect("closed");
        assert_eq!(refusal(joining(&t, &page, Joins::AtTheEnd).await), Refusal::EventOver);
        assert_eq!(refusal(pupil_joins(&t, &page, Joins::AtTheEnd, &listed, None).await), Refusal::EventOver);
    }

    async fn who_left_a_group_and_comes_back_waits_alone(t: TestBackend) {
        let f = t.caravan("alone").await;
        let event = t.event(&f, |form| form.capacity = "1".into()).await;
        let first = come(&t, event, &adult(1)).await;
        let page = t.draw_secret();
        enter(&t, &page, &class(&[event], "whole", 0..2)).await.expect("registered");
        let ticket = group_view(&t, &page).await.expect("a group").pupils[0].ticket.clone();
        cancel(&t, &Actor::Anonymous, &ticket, event).await.expect("given up");
        register_again(&t, &Actor::Anonymous, &ticket, event).await.expect("back, alone");
        assert_eq!(seats(&t, event).await, (1, 2));
        cancel(&t, &Actor::Anonymous, &first.ticket_secret, event).await.expect("given up");
        let seated = states(&t, &page, event).await.iter().filter(|state| state.holds_seat()).count();
        assert_eq!((seated, seats(&t, event).await), (1, (1, 1)), "together they would need two places");
    }

    async fn a_form_that_is_sent_twice_at_once_makes_one_group(t: TestBackend) {
        let f = t.caravan("at-once").await;
        let page = t.draw_secret();
        let draft = read(&t, &class(&[f.event], "part", 0..3)).await;
        let send = || group_register(&t, &Actor::Anonymous, &page, &draft, Lang::Kk, None);
        let (one, other) = tokio::join!(send(), send());
        let mut answers = [one.expect("registered"), other.expect("found")];
        answers.sort_by_key(|entered| *entered == Entered::Before);
        assert_eq!(answers, [Entered::Now, Entered::Before]);
        assert_eq!(seats(&t, f.event).await, (3, 0));
    }

    async fn what_a_pupil_registered_for_alone_stays_when_they_leave_the_list(t: TestBackend) {
        let f = t.caravan("own-plans").await;
        let other = t.event(&f, |_| {}).await;
        let page = t.draw_secret();
        enter(&t, &page, &class(&[f.event], "part", 0..1)).await.expect("registered");
        let pupil = group_view(&t, &page).await.expect("a group").pupils.remove(0);
        register_again(&t, &Actor::Anonymous, &pupil.ticket, other).await.expect("registered alone");
        pupil_leaves(&t, &page, pupil.person).await.expect("left");
        assert_eq!((seats(&t, f.event).await, seats(&t, other).await), ((0, 0), (1, 0)));
    }

    async fn whom_the_leader_called_of_age_needs_no_representative_until_they_turn_out_a_minor(t: TestBackend) {
        let f = t.caravan("of-age").await;
        let page = t.draw_secret();
        let mut form = class(&[f.event], "part", 0..1);
        form.0.insert("birth_date.1".to_owned(), "05.03.2000".to_owned());
        form.0.insert("adults".to_owned(), "yes".to_owned());
        enter(&t, &page, &form).await.expect("registered");
        let pupil = group_view(&t, &page).await.expect("a group").pupils.remove(0);
        assert_eq!((pupil.consent, pupil.states[&f.event]), (ConsentMark::Held, Confirmed));
        assert_eq!(refusal(consent_link(&t, &pupil.ticket, None).await), Refusal::NotFound);

        let record = person_record(&t, &f.organiser, pupil.person).await.expect("a record").form;
        let fields = RegistrationForm {
            birth_year: "2010".to_owned(),
            rep_name: "Оспанова Дана".to_owned(),
            rep_relation: "mother".to_owned(),
            rep_phone: "+7 701 222 33 44".to_owned(),
            ..record.fields.clone()
        };
        person_edit(&t, &f.organiser, pupil.person, &PersonForm { fields, ..record }).await.expect("corrected");
        let pupil = group_view(&t, &page).await.expect("a group").pupils.remove(0);
        assert_eq!((pupil.consent, pupil.states[&f.event]), (ConsentMark::Missing, AwaitingConsent));
        consent_link(&t, &pupil.ticket, None).await.expect("their representative is asked now");
        // The leader's page shows a link as well, and that opens too.
        let link = pupil.consent_link.as_ref().expect("a minor's");
        assert_eq!(consent_page(&t, link).await.expect("the representative's page").person, pupil.person);
    }

    async fn an_adult_s_link_opens_nothing(t: TestBackend) {
        let f = t.caravan("adult-link").await;
        let page = t.draw_secret();
        let mut form = class(&[f.event], "part", 0..1);
        form.0.insert("birth_date.1".to_owned(), "05.03.2000".to_owned());
        form.0.insert("adults".to_owned(), "yes".to_owned());
        enter(&t, &page, &form).await.expect("registered");
        let view = group_view(&t, &page).await.expect("a group");
        assert!(view.pupils[0].consent_link.is_none(), "nobody is asked");
        let renewed = t.draw_secret();
        group_page_renew(&t, &f.organiser, f.caravan, view.id, &renewed, None).await.expect("renewed");
        for page in [&page, &renewed] {
            let link = page.derived("consent", view.pupils[0].person.0);
            assert_eq!(refusal(consent_page(&t, &link).await), Refusal::LinkUnknown);
        }
    }

    async fn papers_that_the_leader_holds_confirm_by_their_word(t: TestBackend) {
        let f = t.caravan("papers").await;
        let page = t.draw_secret();
        enter(&t, &page, &class(&[f.event], "part", 0..3)).await.expect("registered");
        let people: Vec<_> = group_view(&t, &page).await.expect("a group").pupils.iter().map(|pupil| pupil.person).collect();
        let number = ShortText::parse("7-парақ, 02.09.2022").expect("a number");
        consents_held(&t, &page, &people[..2], &number, ConsentScope::DataAndPhoto).await.expect("recorded");
        consents_held(&t, &page, &people[..2], &number, ConsentScope::Data).await.expect("repeated");
        let view = group_view(&t, &page).await.expect("a group");
        let marks: Vec<_> = view.pupils.iter().map(|pupil| (pupil.consent, pupil.photo, pupil.states[&f.event])).collect();
        assert_eq!(marks[..2], [(ConsentMark::Held, true, Confirmed); 2]);
        assert_eq!(marks[2], (ConsentMark::Missing, false, AwaitingConsent));
        // Another group's leader has no word about them.
        let other = t.draw_secret();
        enter(&t, &other, &class(&[f.event], "part", 10..11)).await.expect("registered");
        consents_held(&t, &other, &people, &number, ConsentScope::Data).await.expect("nobody of theirs");
        assert_eq!(group_view(&t, &page).await.expect("a group").pupils[2].consent, ConsentMark::Missing);
    }

    async fn a_leader_who_lost_the_page_gets_another_and_nothing_that_was_handed_out_is_lost(t: TestBackend) {
        let f = t.caravan("renewed").await;
        let page = t.draw_secret();
        enter(&t, &page, &class(&[f.event], "part", 0..2)).await.expect("registered");
        let before = group_view(&t, &page).await.expect("a group");
        let briefs = group_list(&t, &f.organiser, f.caravan).await.expect("a list");
        let brief: Vec<_> = briefs.iter().map(|g| (g.id, g.title.as_str(), g.people, g.lacking)).collect();
        assert_eq!(brief, [(before.id, "№ 15 гимназия, 9 Ә", 2, 2)]);

        let coordinator = t.member(&f, MemberRole::Coordinator).await;
        let new = t.draw_secret();
        for sent in ["another page", "the same form once more"] {
            group_page_renew(&t, &coordinator, f.caravan, before.id, &new, None).await.expect(sent);
        }
        assert_eq!(refusal(group_view(&t, &page).await), Refusal::NotFound, "the old one is gone");
        let after = group_view(&t, &new).await.expect("the same group");
        assert_eq!(after.id, before.id);
        for (old, new) in before.pupils.iter().zip(&after.pupils) {
            assert_ne!(old.ticket.expose(), new.ticket.expose());
            for secret in [&old.ticket, &new.ticket] {
                assert_eq!(ticket_view(&t, secret).await.expect("a ticket").person, new.person);
            }
            for link in [&old.consent_link, &new.consent_link] {
                let page = consent_page(&t, link.as_ref().expect("a minor's")).await.expect("a page");
                assert_eq!(page.person, new.person);
            }
        }

        // Renewed once more: neither form brings back what it opened.
        let third = t.draw_secret();
        group_page_renew(&t, &coordinator, f.caravan, before.id, &third, None).await.expect("another page");
        for old in [&page, &new] {
            let again = group_page_renew(&t, &coordinator, f.caravan, before.id, old, None).await;
            assert_eq!(refusal(again), Refusal::StaleForm);
            assert_eq!(refusal(group_view(&t, old).await), Refusal::NotFound);
        }
        let other = t.draw_secret();
        enter(&t, &other, &class(&[f.event], "part", 10..11)).await.expect("registered");
        let taken = group_page_renew(&t, &coordinator, f.caravan, before.id, &other, None).await;
        assert_eq!(refusal(taken), Refusal::StaleForm, "another class's page");
        assert_eq!(group_view(&t, &third).await.expect("still").id, before.id);

        let volunteer = t.member(&f, MemberRole::Volunteer).await;
        let stranger = t.caravan("foreign").await;
        for (actor, caravan, due) in [
            (&volunteer, f.caravan, Refusal::Forbidden),
            (&stranger.organiser, f.caravan, Refusal::NotFound),
            (&stranger.organiser, stranger.caravan, Refusal::NotFound),
            (&Actor::Anonymous, f.caravan, Refusal::SignInNeeded),
        ] {
            assert_eq!(refusal(group_page_renew(&t, actor, caravan, before.id, &t.draw_secret(), None).await), due);
        }
        assert_eq!(refusal(group_list(&t, &volunteer, f.caravan).await), Refusal::Forbidden);
        assert!(group_list(&t, &stranger.organiser, stranger.caravan).await.expect("its own").is_empty());
    }

    async fn who_has_no_secret_has_nothing(t: TestBackend) {
        let f = t.caravan("nobody").await;
        let page = t.draw_secret();
        let form = class(&[f.event], "part", 0..1);
        enter(&t, &page, &form).await.expect("registered");
        let wrong = t.draw_secret();
        let person = group_view(&t, &page).await.expect("a group").pupils[0].person;
        assert_eq!(refusal(group_view(&t, &wrong).await), Refusal::NotFound);
        assert_eq!(refusal(pupil_leaves(&t, &wrong, person).await), Refusal::NotFound);
        assert_eq!(refusal(joining(&t, &wrong, Joins::AtTheEnd).await), Refusal::NotFound);
        let number = ShortText::parse("1").expect("a number");
        assert_eq!(refusal(consents_held(&t, &wrong, &[person], &number, ConsentScope::Data).await), Refusal::NotFound);
        let other = t.draw_secret();
        enter(&t, &other, &class(&[f.event], "part", 5..6)).await.expect("registered");
        assert_eq!(refusal(pupil_leaves(&t, &other, person).await), Refusal::NotFound, "another group's pupil");
        let phone = Actor::Device(DeviceActor {
            id: DeviceId(uuid::Uuid::nil()), project: f.project, caravan: f.caravan, stop: None, role: DeviceRole::Desk,
        });
        let draft = read(&t, &form).await;
        assert_eq!(refusal(group_register(&t, &phone, &wrong, &draft, Lang::Kk, None).await), Refusal::Forbidden);
        let elsewhere = t.caravan("elsewhere").await;
        let mixed = read(&t, &class(&[f.event, elsewhere.event], "part", 0..1)).await;
        assert_eq!(refusal(group_register(&t, &Actor::Anonymous, &wrong, &mixed, Lang::Kk, None).await), Refusal::NotInCaravan);
    }

    async fn whatever_happens_in_whatever_order_no_seat_is_sold_twice_and_nobody_who_fits_waits(t: TestBackend) {
        for seed in 0..6_u64 {
            let mut chance = ChaCha20Rng::seed_from_u64(seed);
            let f = t.caravan(&format!("chance-{}", char::from(b'a' + u8::try_from(seed).expect("few")))).await;
            let mut capacity = Some(6);
            let event = t.event(&f, |form| form.capacity = "6".into()).await;
            let (mut singles, mut groups, mut people) = (Vec::new(), Vec::new(), 0);
            for step in 0..40 {
                match chance.next_u32() % 8 {
                    0..=2 => {
                        people += 1;
                        singles.push(come(&t, event, &adult(people)).await.ticket_secret);
                    }
                    3 | 4 => {
                        let (size, whole) = (1 + chance.next_u32() as usize % 4, chance.next_u32() % 2 == 0);
                        let (page, fit) = (t.draw_secret(), if whole { "whole" } else { "part" });
                        enter(&t, &page, &class(&[event], fit, people..people + size)).await.expect("registered");
                        people += size;
                        groups.push((page, whole));
                    }
                    5 if !singles.is_empty() => {
                        let ticket = singles.swap_remove(chance.next_u32() as usize % singles.len());
                        cancel(&t, &Actor::Anonymous, &ticket, event).await.expect("given up");
                    }
                    6 if !groups.is_empty() => {
                        let (page, _) = &groups[chance.next_u32() as usize % groups.len()];
                        let view = group_view(&t, page).await.expect("a group");
                        let pupil = &view.pupils[chance.next_u32() as usize % view.pupils.len()];
                        pupil_leaves(&t, page, pupil.person).await.expect("left");
                    }
                    _ => {
                        capacity = (chance.next_u32() % 9 > 0).then(|| i64::from(chance.next_u32() % 20));
                        event_capacity_set(&t, &f.organiser, event, capacity).await.expect("set");
                    }
                }
                // What each one who waits, alone or together, would need.
                let (mut seated, mut waiting) = (0, Vec::new());
                for ticket in &singles {
                    match place(&t, ticket, event).await.0 {
                        Waiting => waiting.push(1),
                        state => seated += usize::from(state.holds_seat()),
                    }
                }
                for (page, whole) in &groups {
                    let states = states(&t, page, event).await;
                    let waits = states.iter().filter(|state| **state == Waiting).count();
                    let has = states.iter().filter(|state| state.holds_seat()).count();
                    seated += has;
                    assert!(!whole || waits == 0 || has == 0, "seed {seed}, step {step}: a group was torn apart");
                    if waits > 0 {
                        waiting.push(if *whole { waits } else { 1 });
                    }
                }
                let (taken, in_queue) = seats(&t, event).await;
                assert_eq!(usize::try_from(taken).expect("not negative"), seated, "seed {seed}, step {step}");
                if let Some(free) = capacity.map(|capacity| (capacity - taken).max(0)) {
                    let least = waiting.iter().min().copied().unwrap_or(usize::MAX);
                    assert!(least > usize::try_from(free).expect("few"), "seed {seed}, step {step}: {least} would fit {free}");
                } else {
                    assert_eq!(in_queue, 0, "seed {seed}, step {step}: nobody waits without a limit");
                }
            }
        }
    }
}
