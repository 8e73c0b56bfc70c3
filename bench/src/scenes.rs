//! What is measured on each engine.

use std::sync::Arc;
use std::time::Instant;

use keruen_domain::fact::{Body, Direction, Fact, Method, Outcome, Read, Scan};
use keruen_domain::id::FactId;
use keruen_domain::scan::Verdict;
use keruen_domain::time::Timestamp;
use uuid::Uuid;

use crate::http::Client;
use crate::load::{Request, load};
use crate::seed::{Seed, form, seed};
use crate::server::Server;
use crate::{Result, line};

pub(crate) async fn all(engine: &str, url: &str, seconds: u64, people: usize) -> Result<()> {
    let begin = Instant::now();
    let seed = Arc::new(seed(url, people).await?);
    line(
        engine,
        format!("{people} registrations, one after the other, in process"),
        format!("{:.1} s", begin.elapsed().as_secs_f64()),
    );
    let server = Server::start(url).await?;
    line(engine, format!("start with {people} participants"), format!("{} ms", server.started_in.as_millis()));
    line(engine, "memory after start", format!("{} MiB", server.memory()?.0));
    pages(engine, &server, &seed, seconds).await?;
    roster(engine, &server, &seed).await?;
    for clients in [1, 8, 32] {
        let measured = scans(&server, &seed, clients, seconds, 1).await?;
        line(engine, format!("check-ins, one per request, {clients} client(s)"), measured.words(1));
    }
    let measured = scans(&server, &seed, 8, seconds, 200).await?;
    line(engine, "check-ins, 200 per request, 8 clients", measured.words(200));
    registrations(engine, &server, &seed, seconds).await?;
    let (now, peak) = server.memory()?;
    line(engine, "memory after all that", format!("{now} MiB, at most {peak} MiB"));
    server.stop().await
}

async fn pages(engine: &str, server: &Server, seed: &Arc<Seed>, seconds: u64) -> Result<()> {
    for (what, path) in
        [("event page", format!("/kk/e/{}", seed.event)), ("caravan page", format!("/kk/c/{}", seed.slug))]
    {
        let get = move |_, _| {
            Some(Request { method: "GET", path: path.clone(), headers: String::new(), body: String::new() })
        };
        let measured = load(&server.host, 32, seconds, 200, get).await?;
        line(engine, format!("{what}, 32 clients"), measured.words(1));
    }
    Ok(())
}

async fn roster(engine: &str, server: &Server, seed: &Seed) -> Result<()> {
    let headers = format!("authorization: Bearer {}\r\naccept-encoding: gzip\r\n", seed.phones[0].device_token);
    let mut client = Client::connect(&server.host).await?;
    for time in ["first", "again"] {
        let begin = Instant::now();
        let reply = client.send("GET", "/api/v1/roster", &headers, "").await?;
        if reply.status != 200 {
            return Err(format!("roster: {}", reply.status).into());
        }
        let (size, took) = (reply.body.len(), begin.elapsed());
        line(
            engine,
            format!("roster of {} tickets, {time}", seed.tickets.len()),
            format!("{} ms, {} kB gz", took.as_millis(), size / 1000),
        );
    }
    Ok(())
}

async fn scans(
    server: &Server,
    seed: &Arc<Seed>,
    clients: usize,
    seconds: u64,
    each: usize,
) -> Result<crate::load::Measured> {
    let seed = Arc::clone(seed);
    // Every run has its own numbers, so that no fact is a repetition.
    let run = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?.as_nanos();
    load(&server.host, clients, seconds, 200, move |client, number| {
        let phone = &seed.phones[client];
        let facts: Vec<Fact> = (0..each)
            .map(|i| {
                let serial = (number * each + i) * 64 + client;
                let id = FactId(Uuid::from_u128((run << 64) | u128::try_from(serial).unwrap_or(0)));
                let wall = Timestamp::from_millis(1_790_000_000_000 + i64::try_from(serial).unwrap_or(0));
                let scan = Scan {
                    event: seed.event,
                    read: Read::Ticket(seed.tickets[serial % seed.tickets.len()]),
                    direction: Direction::In,
                    method: Method::Qr,
                    operator: phone.operator,
                    verdicts: vec![Verdict::Admit],
                    outcome: Outcome::Admitted,
                };
                Fact { id, seq: i64::try_from(serial).unwrap_or(0), wall, boot: 1, mono: 1, body: Body::Scan(scan) }
            })
            .collect();
        let body = serde_json::json!({ "facts": facts }).to_string();
        let headers = format!("authorization: Bearer {}\r\ncontent-type: application/json\r\n", phone.device_token);
        Some(Request { method: "POST", path: "/api/v1/scans".to_owned(), headers, body })
    })
    .await
}

async fn registrations(engine: &str, server: &Server, seed: &Arc<Seed>, seconds: u64) -> Result<()> {
    for clients in [1, 32] {
        let seed = Arc::clone(seed);
        let measured = load(&server.host, clients, seconds, 201, move |client, number| {
            let mut body = serde_json::to_value(form(number * 32 + client)).ok()?;
            body.as_object_mut()?.insert("event".to_owned(), serde_json::json!(seed.event));
            let headers = format!("authorization: Bearer {}\r\ncontent-type: application/json\r\n", seed.token);
            Some(Request { method: "POST", path: "/api/v1/registrations".to_owned(), headers, body: body.to_string() })
        })
        .await?;
        line(engine, format!("registrations over HTTP, {clients} client(s)"), measured.words(1));
    }
    Ok(())
}
