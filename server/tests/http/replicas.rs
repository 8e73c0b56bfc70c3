//! Many at once, and two servers on one store (on SQLite: two servers in one process and two connections to the file).

use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use keruen_backend::contract;
use keruen_domain::api::{LiveSnapshot, RegistrationRequest};
use keruen_domain::registration::RegistrationForm;
use serde_json::{Value, json};

use crate::support::{Server, World, adult, batch, phone, request, scan, stream};

contract! {
    async fn fifty_at_once_for_ten_seats(t: TestBackend) {
        let world = Arc::new(World::new(&t).await);
        let servers = [Server::start(t.backend(), &[]).await, Server::start(t.replica().await.backend(), &[]).await];
        let mut calls = tokio::task::JoinSet::new();
        for number in 0..50 {
            let (world, address) = (Arc::clone(&world), servers[number % 2].address);
            calls.spawn(async move {
                let form = RegistrationForm { given_name: name(number), ..adult() };
                let body = json!(RegistrationRequest { event: world.here.event, form }).to_string();
                let authorization = format!("Bearer {}", world.people.program);
                let headers = [("content-type", "application/json"), ("authorization", authorization.as_str())];
                let answer = request(address, "POST", "/api/v1/registrations", &headers, &body).await;
                assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
                answer.json()["state"].as_str().unwrap_or_default().to_owned()
            });
        }
        let states = calls.join_all().await;
        let count = |state: &str| states.iter().filter(|other| *other == state).count();
        assert_eq!((count("confirmed"), count("waiting")), (10, 40));
    }

    async fn what_one_server_does_the_other_shows(t: TestBackend) {
        let world = World::new(&t).await;
        let (a, b) = (Server::start(t.backend(), &[]).await, Server::start(t.replica().await.backend(), &[]).await);
        let ticket = world.registered(&t, world.here.event, "Айгерім").await.ticket;

        // A session and a pairing made on A work on B.
        let cookie = format!("session={}", world.people.organiser.session);
        assert_eq!(request(b.address, "GET", "/kk/desk", &[("cookie", &cookie)], "").await.status, StatusCode::OK);
        let paired = phone(&t, &world.people.organiser.actor, world.here.caravan).await;
        let authorization = format!("Bearer {}", paired.device_token);
        let roster = request(b.address, "GET", "/api/v1/roster", &[("authorization", &authorization)], "").await;
        assert_eq!(roster.status, StatusCode::OK, "{}", roster.text());

        // A scan sent to A reaches the board that is open on B.
        let path = format!("/api/v1/live?caravan={}", world.here.caravan);
        let mut board = stream(b.address, &path, &[("cookie", &cookie)]).await;
        let mut next = async || loop {
            let line = board.next_line().await.expect("a stream").expect("a stream without end");
            if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str::<LiveSnapshot>(data).expect("a snapshot");
            }
        };
        assert_eq!(next().await.direct_participants, 0);
        let body = batch(&[json!(scan(world.here.event, ticket, &paired, 1))]).to_string();
        let headers = [("content-type", "application/json"), ("authorization", authorization.as_str())];
        let receipt = request(a.address, "POST", "/api/v1/scans", &headers, &body).await;
        assert_eq!(receipt.json()["receipts"][0]["receipt"], Value::from("stored"));
        let seen = async { while next().await.direct_participants != 1 {} };
        tokio::time::timeout(Duration::from_secs(20), seen).await.expect("a snapshot with the scan");
    }
}

/// Names are letters: the number as letters.
fn name(number: usize) -> String {
    let letter = |n: usize| char::from_u32(0x430 + u32::try_from(n).unwrap_or(0)).unwrap_or('а');
    format!("Аян{}{}", letter(number / 10), letter(number % 10))
}
