//! What only shows between the two halves of a change of the list.

use std::collections::{BTreeMap, BTreeSet};

use keruen_domain::group_form::GroupForm;
use keruen_domain::id::EventId;
use keruen_domain::text::Lang;

use super::super::{Entered, group_context, group_page_renew, group_register, group_view};
use super::*;
use crate::Error;
use crate::actor::Actor;
use crate::testing::TestBackend;

fn form(event: EventId, given_name: &str) -> GroupForm {
    let tick = format!("event.{event}");
    let values = [
        ("leader_name", "Омарова Сәуле"),
        ("leader_phone", "+7 701 555 44 33"),
        ("title", "9 Ә"),
        ("region", "KZ-75"),
        ("place", "urban"),
        ("institution_kind", "school"),
        (tick.as_str(), "yes"),
        ("family_name.1", "Оспан"),
        ("given_name.1", given_name),
        ("birth_date.1", "05.03.2008"),
        ("sex.1", "male"),
    ];
    GroupForm(values.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect::<BTreeMap<_, _>>())
}

async fn opened(t: &TestBackend, page: &Secret) -> Group {
    t.read().await.expect("a transaction").group_by_page(page).await.expect("reads").expect("a group")
}

fn is_not_found(answer: &Result<()>) -> bool {
    matches!(answer, Err(Error::Refusal(Refusal::NotFound)))
}

crate::contract! {
    async fn a_page_that_is_renewed_while_somebody_joins_or_leaves_changes_the_list_no_more(t: TestBackend) {
        let f = t.caravan("renewed-between").await;
        let (page, now) = (t.draw_secret(), t.now());
        let first = form(f.event, "Мирас");
        let context = group_context(&t, &Actor::Anonymous, &BTreeSet::from([f.event])).await.expect("open events");
        let draft = first.parse(&context).expect("a form");
        let entered = group_register(&t, &Actor::Anonymous, &page, &draft, Lang::Kk, None).await.expect("registered");
        assert_eq!(entered, Entered::Now);
        // The first half of both has seen the page.
        let group = opened(&t, &page).await;
        let listed = form(f.event, "Ерлан").list().parse(&context).expect("a line").people.remove(0);
        let offer = t.read().await.expect("a transaction").registration_offer(f.event).await.expect("reads").expect("an event");
        let signer = keys::signer(&t, group.caravan).await.expect("a key");
        let pupil = NewPupil::new(&t, &offer, &signer, &page, &listed, &group, None, now);
        let member = group_view(&t, &page).await.expect("a group").pupils[0].person;

        let new = t.draw_secret();
        group_page_renew(&t, &f.organiser, f.caravan, group.id, &new, None).await.expect("renewed");
        assert!(is_not_found(&join(&t, (&group, &page), Joins::AtTheEnd, &pupil, now).await));
        assert!(is_not_found(&leave(&t, (&group, &page), member).await));
        let view = group_view(&t, &new).await.expect("a group");
        assert_eq!((view.pupils.len(), view.pupils[0].left), (1, false));
    }
}
