//! Real `keruen serve` processes: two of them on one PostgreSQL, one on SQLite. What they log, and how they end.

use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use keruen_backend::chance::{Clock as _, SystemClock};
use keruen_backend::contract;
use keruen_domain::api::RegistrationRequest;
use keruen_domain::registration::RegistrationForm;
use serde_json::json;

use crate::support::{Process, World, adult, request};

contract! {
    async fn fifty_visitors_two_processes_ten_seats(t: TestBackend) {
        // The processes live in the present.
        t.clock.set(SystemClock.now());
        let world = Arc::new(World::new(&t).await);
        let event = t.event(&world.here, |form| {
            form.starts_day = "2099-09-06".into();
            form.capacity = "10".into();
        }).await;
        let secret = world.registered(&t, event, "Айгерім").await.ticket_secret;
        let count = if t.url().starts_with("sqlite") { 1 } else { 2 };
        let processes: Vec<Process> = (0..count).map(|_| Process::start(t.url())).collect();

        let mut calls = tokio::task::JoinSet::new();
        for number in 0..49_u32 {
            let (world, address) = (Arc::clone(&world), processes[number as usize % count].address);
            calls.spawn(async move {
                let letter = |n: u32| char::from_u32(0x430 + n).unwrap_or('а');
                let form = RegistrationForm { given_name: format!("Аян{}{}", letter(number / 10), letter(number % 10)), ..adult() };
                let body = json!(RegistrationRequest { event, form }).to_string();
                let authorization = format!("Bearer {}", world.people.program);
                let headers = [("content-type", "application/json"), ("authorization", authorization.as_str())];
                let answer = request(address, "POST", "/api/v1/registrations", &headers, &body).await;
                assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
                answer.json()["state"].as_str().unwrap_or_default().to_owned()
            });
        }
        let states = tokio::time::timeout(Duration::from_mins(1), calls.join_all()).await.expect("all answered");
        let count = |state: &str| states.iter().filter(|other| *other == state).count();
        // One of the ten seats was taken before.
        assert_eq!((count("confirmed"), count("waiting")), (9, 40));

        let page = request(processes[0].address, "GET", &format!("/kk/t/{}?name=hidden", secret.expose()), &[], "").await;
        assert_eq!(page.status, StatusCode::OK);
        for process in processes {
            let log = tokio::task::spawn_blocking(move || process.end()).await.expect("a log");
            assert!(log.contains("route=\"/api/v1/registrations\" status=201"), "{log}");
            for private in [secret.expose(), world.people.program.as_str(), "hidden", "Аян", "Сапарова", "7011234567"] {
                assert!(!log.contains(private), "{private} is in the log: {log}");
            }
        }
    }
}
