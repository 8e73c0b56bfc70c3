//! Everybody registers at once, by the public form, for events with too few seats: how fast, and whether none is sold twice.

use std::fmt::Write as _;

use keruen_backend::Actor;
use keruen_backend::events::event_get;

use crate::load::{Request, load};
use crate::seed::{events, form};
use crate::server::Server;
use crate::{Result, line};

/// Seats of each event.
const SEATS: i64 = 50;
/// The load ends with its people; nobody waits for a server that hangs.
const SECONDS_MAX: u64 = 600;

pub(crate) async fn registrations(
    engine: &str,
    url: &str,
    events_many: usize,
    people: usize,
    clients: usize,
) -> Result<()> {
    let (backend, made) = events(url, &vec![SEATS; events_many]).await?;
    let server = Server::start(url).await?;
    let paths: Vec<String> = made.iter().map(|event| format!("/kk/e/{event}/register")).collect();
    // Any other answer than "registered, go to your ticket" ends the benchmark.
    let measured = load(&server.host, clients, SECONDS_MAX, 303, move |client, number| {
        let who = number * clients + client;
        let path = (who < people).then(|| paths.get(who % paths.len()).cloned()).flatten()?;
        let headers = "content-type: application/x-www-form-urlencoded\r\n".to_owned();
        Some(Request { method: "POST", path, headers, body: encoded(who)? })
    })
    .await?;
    let (mut seated, mut waiting) = (0, 0);
    for event in &made {
        let view = event_get(&backend, &Actor::System, *event).await?.view;
        if view.seats_taken > SEATS {
            return Err(format!("{} people on {SEATS} seats", view.seats_taken).into());
        }
        if view.waiting > 0 && view.seats_taken < SEATS {
            return Err(format!("{} wait beside {} free seats", view.waiting, SEATS - view.seats_taken).into());
        }
        (seated, waiting) = (seated + view.seats_taken, waiting + view.waiting);
    }
    if usize::try_from(seated + waiting)? != people {
        return Err(format!("{seated} seated and {waiting} waiting are not {people}").into());
    }
    line(
        engine,
        format!("{people} people register by the form for {events_many} events of {SEATS} seats, {clients} clients"),
        format!("{}; {seated} seated, {waiting} wait, none sold twice, no other answer than 303", measured.words(1)),
    );
    backend.store().close().await;
    server.stop().await
}

/// The form of somebody, as a browser encodes it.
fn encoded(who: usize) -> Option<String> {
    let form = serde_json::to_value(form(who)).ok()?;
    let mut body = String::new();
    for (name, value) in form.as_object()? {
        let _ = write!(body, "{name}=");
        for byte in value.as_str().unwrap_or_default().bytes() {
            // Writing into a String cannot fail.
            let _ = write!(body, "%{byte:02X}");
        }
        body.push('&');
    }
    Some(body)
}
