//! Logs in other hands as phones and browsers meet them: receipts, a file posted by a plain form, words for what is wrong.

use axum::http::{Method, StatusCode};
use keruen_app::words;
use keruen_backend::contract;
use keruen_domain::api::{HandedFact, LogFile};
use keruen_domain::handed::{BadFile, FILE_MAX};
use keruen_domain::text::Lang;
use serde_json::{Value, json};

use crate::support::{Site, World, phone, scan};

contract! {
    async fn a_phone_hands_in_what_another_recorded(t: TestBackend) {
        let (site, world) = (Site::on(&t), World::new(&t).await);
        let visitor = world.registered(&t, world.here.event, "Айгерім").await;
        let other = phone(&t, &world.people.organiser.actor, world.here.caravan).await;
        let fact = scan(world.here.event, visitor.ticket, &other, 1);
        let proven = json!(HandedFact::new(other.device, &fact, other.pairing_key.as_ref()).expect("JSON"));
        let bare = json!({ "device": other.device, "fact": scan(world.here.event, visitor.ticket, &other, 2) });
        let send = async |facts: &[Value]| {
            let body = json!({ "facts": facts });
            let token = Some(world.phone.device_token.as_str());
            let answer = site.call(Method::POST, "/api/v1/scans/handed", token, Some(&body)).await;
            assert_eq!((answer.status, answer.header("x-keruen")), (StatusCode::OK, "1"), "{}", answer.text());
            let receipts = answer.json()["receipts"].as_array().expect("receipts").clone();
            receipts.iter().map(|item| item["receipt"].as_str().expect("a word").to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(send(&[proven.clone(), bare.clone(), json!(1)]).await, ["stored", "unproven", "malformed"]);
        assert_eq!(send(&[bare, proven]).await, ["unproven", "already"], "said again, and proven by nothing");
        let many = json!({ "facts": vec![json!(null); 201] });
        let answer = site.call(Method::POST, "/api/v1/scans/handed", Some(&world.phone.device_token), Some(&many)).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    }

    async fn a_file_is_posted_by_a_plain_form(t: TestBackend) {
        let (site, world) = (Site::on(&t), World::new(&t).await);
        let visitor = world.registered(&t, world.here.event, "Айгерім").await;
        let path = format!("/kk/desk/c/{}/devices/handed", world.here.caravan);
        let desk = site.browser();
        desk.set_cookie("session", &world.people.organiser.session);
        let devices = desk.get(&format!("/kk/desk/c/{}/devices", world.here.caravan)).await.text();
        assert!(devices.contains(&path), "the list of phones leads there");
        let page = desk.get(&path).await.text();
        assert!(page.contains("multipart/form-data") && page.contains("type=\"file\""), "{page}");

        let fact = scan(world.here.event, visitor.ticket, &world.phone, 1);
        let proven = json!(HandedFact::new(world.phone.device, &fact, world.phone.pairing_key.as_ref()).expect("JSON"));
        let bare = json!({ "device": world.phone.device, "fact": scan(world.here.event, visitor.ticket, &world.phone, 2) });
        let file = json!(LogFile::new(vec![proven, bare, json!("?")])).to_string();
        let taken = desk.post_file(&path, &[], ("log", file.as_bytes())).await;
        assert_eq!(taken.status, StatusCode::OK, "{}", taken.text());
        for said in [words::handed_stored(Lang::Kk, 1), words::handed_unproven(Lang::Kk, 1), words::handed_malformed(Lang::Kk, 1)] {
            assert!(taken.text().contains(&said), "{said}: {}", taken.text());
        }
        let again = desk.post_file(&path.replace("/kk/", "/ru/"), &[], ("log", file.as_bytes())).await.text();
        for said in [words::handed_already(Lang::Ru, 1), words::handed_stored(Lang::Ru, 0), words::handed_unproven(Lang::Ru, 1)] {
            assert!(again.contains(&said), "{said}: {again}");
        }

        let large = vec![b' '; FILE_MAX + 1];
        let huge = vec![b' '; FILE_MAX + 200_000];
        for (content, field, status, bad) in [
            (&b"bad"[..], "log", StatusCode::UNPROCESSABLE_ENTITY, BadFile::NoLog),
            (&b""[..], "log", StatusCode::UNPROCESSABLE_ENTITY, BadFile::NoLog),
            (file.as_bytes(), "other", StatusCode::UNPROCESSABLE_ENTITY, BadFile::NoLog),
            (&br#"{"keruen_log":3,"facts":[]}"#[..], "log", StatusCode::UNPROCESSABLE_ENTITY, BadFile::Version),
            (&large[..], "log", StatusCode::PAYLOAD_TOO_LARGE, BadFile::TooLarge),
            (&huge[..], "log", StatusCode::PAYLOAD_TOO_LARGE, BadFile::TooLarge),
        ] {
            let answer = desk.post_file(&path.replace("/kk/", "/en/"), &[], (field, content)).await;
            assert_eq!(answer.status, status, "{}", answer.text());
            assert!(answer.text().contains(words::bad_file(Lang::En, bad)), "{bad:?}");
        }
        // A form without a file, as a script may post it.
        assert_eq!(desk.post(&path, &[("log", "x")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);

        let volunteer = site.browser();
        volunteer.set_cookie("session", &world.people.volunteer.session);
        assert_eq!(volunteer.post_file(&path, &[], ("log", file.as_bytes())).await.status, StatusCode::FORBIDDEN);
        assert!(!volunteer.get(&format!("/kk/desk/c/{}/devices", world.here.caravan)).await.text().contains(&path));
    }
}
