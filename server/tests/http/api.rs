//! `/api/v1`: what each call answers, word for word.

use axum::http::{Method, StatusCode};
use keruen_backend::contract;
use keruen_backend::testing::TestBackend;
use keruen_domain::api::RegistrationRequest;
use keruen_domain::registration::RegistrationForm;
use serde_json::json;

use crate::support::{Site, World, adult, batch, desk_phone, redacted, scan};

contract! {
    async fn a_phone_is_paired_once_per_use(t: TestBackend) {
        let (site, world) = (Site::on(&t), World::new(&t).await);
        let link = world.pairing_link(&t).await;
        let pair = async |operator: &str| {
            let body = json!({ "token": link, "operator": operator });
            site.call(Method::POST, "/api/v1/devices/pair", None, Some(&body)).await
        };
        let answers = [
            redacted(&pair("").await),
            redacted(&pair("Дана").await),
            redacted(&pair("Дана").await),
        ];
        insta::allow_duplicates! {
            insta::assert_snapshot!(answers[0], @r#"
            422
            {
              "error": {
                "fields": [
                  {
                    "field": "given_name",
                    "key": "field-error-empty",
                    "message": "Fill in this field."
                  }
                ],
                "key": "fields",
                "message": "1 field needs correcting"
              }
            }
            "#);
            insta::assert_snapshot!(answers[1], @r#"
            200
            {
              "caravan": "drawn 1",
              "caravan_title": {
                "en": "",
                "kk": "Жастар керуені",
                "ru": "Молодёжный караван"
              },
              "device": "drawn 2",
              "device_token": "drawn 3",
              "operator": "drawn 4",
              "pairing_key": "drawn 5",
              "stop": null
            }
            "#);
            insta::assert_snapshot!(answers[2], @r#"
            410
            {
              "error": {
                "key": "link-used",
                "message": "This link has been used. Ask for a new one."
              }
            }
            "#);
        }
    }

    async fn full_names_go_to_desk_phones_only(t: TestBackend) {
        let (site, world) = (Site::on(&t), World::new(&t).await);
        world.registered(&t, world.here.event, "Айгерім").await;
        let desk = desk_phone(&t, &world.people.organiser.actor, world.here.caravan).await;
        for (token, name, role) in
            [(&world.phone.device_token, "Айгерім С.", "door"), (&desk.device_token, "Сапарова Айгерім", "desk")]
        {
            let roster = site.call(Method::GET, "/api/v1/roster", Some(token), None).await.json();
            assert_eq!((roster["tickets"][0]["name"].as_str(), roster["role"].as_str()), (Some(name), Some(role)));
            assert_eq!(roster.to_string().contains("Сапарова"), role == "desk");
        }
    }

    async fn a_roster_holds_what_a_door_needs(t: TestBackend) {
        let (site, world) = (Site::on(&t), World::new(&t).await);
        world.registered(&t, world.here.event, "Айгерім").await;
        let roster = site.call(Method::GET, "/api/v1/roster", Some(&world.phone.device_token), None).await;
        assert_eq!(roster.status, StatusCode::OK, "{}", roster.text());
        let json = roster.json();
        assert_eq!(json["tickets"][0]["name"], "Айгерім С.");
        let text = roster.text();
        for kept_back in ["Сапарова", "+7701", "7011234567", "2000-03-07", "signature"] {
            assert!(!text.contains(kept_back), "{kept_back} in {text}");
        }
        assert_eq!(site.call(Method::GET, "/api/v1/roster", None, None).await.status, StatusCode::UNAUTHORIZED);
    }

    async fn a_roster_is_followed_by_its_cursor(t: TestBackend) {
        let (site, world) = (Site::on(&t), World::new(&t).await);
        let first = world.registered(&t, world.here.event, "Айгерім").await.ticket;
        let token = Some(world.phone.device_token.as_str());
        let whole = site.call(Method::GET, "/api/v1/roster", token, None).await.json();
        assert_eq!((&whole["tickets"][0]["id"], &whole["delta"]["since"]), (&json!(first), &json!(null)));
        let second = world.registered(&t, world.here.event, "Дана").await.ticket;
        let cursor = whole["delta"]["cursor"].as_str().expect("a cursor");
        let path = format!("/api/v1/roster?since={cursor}");
        let changes = site.call(Method::GET, &path, token, None).await;
        assert_eq!(changes.status, StatusCode::OK, "{}", changes.text());
        let json = changes.json();
        assert_eq!((json["tickets"].as_array().expect("a list").len(), &json["tickets"][0]["id"]), (1, &json!(second)));
        assert_eq!((&json["delta"]["since"], json["events"].as_array().map(Vec::len)), (&json!(cursor), whole["events"].as_array().map(Vec::len)));
        // Our cursor opens nothing to somebody else.
        let foreign = crate::support::phone(&t, &world.people.other_organiser.actor, world.there.caravan).await;
        for _ in 0..2 {
            let answer = site.call(Method::GET, &path, Some(&foreign.device_token), None).await;
            assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
            for ours in [first.to_string(), second.to_string(), world.here.event.to_string()] {
                assert!(!answer.text().contains(&ours));
            }
        }
        for token in [None, Some("nonsense"), Some(world.people.program.as_str())] {
            assert!(site.call(Method::GET, &path, token, None).await.status.is_client_error());
        }
        let twice = site.call(Method::GET, &format!("{path}&since=1"), token, None).await;
        assert!(twice.status.is_client_error() && twice.header("x-keruen") == "1", "{}", twice.text());
    }

    async fn each_item_of_a_batch_has_its_receipt(t: TestBackend) {
        let (site, world) = (Site::on(&t), World::new(&t).await);
        let ticket = world.registered(&t, world.here.event, "Айгерім").await.ticket;
        let fact = scan(world.here.event, ticket, &world.phone, 1);
        let mut other = fact.clone();
        other.mono += 1;
        let token = Some(world.phone.device_token.as_str());
        let send = async |body| redacted(&site.call(Method::POST, "/api/v1/scans", token, Some(&body)).await);
        let answers = [
            send(batch(&[json!(fact), json!({ "id": 7 }), json!("nonsense")])).await,
            send(batch(&[json!(fact), json!(other)])).await,
        ];
        insta::allow_duplicates! {
            insta::assert_snapshot!(answers[0], @r#"
            200
            {
              "instance": "drawn 1",
              "receipts": [
                {
                  "id": "drawn 2",
                  "receipt": "stored"
                },
                {
                  "id": null,
                  "problem": "invalid type: integer `7`, expected a formatted UUID string",
                  "receipt": "malformed"
                },
                {
                  "id": null,
                  "problem": "invalid type: string \"nonsense\", expected struct Fact",
                  "receipt": "malformed"
                }
              ],
              "server_time": 1662350400000,
              "standing": "paired"
            }
            "#);
            insta::assert_snapshot!(answers[1], @r#"
            200
            {
              "instance": "drawn 1",
              "receipts": [
                {
                  "id": "drawn 2",
                  "receipt": "already"
                },
                {
                  "id": "drawn 2",
                  "receipt": "contested"
                }
              ],
              "server_time": 1662350400000,
              "standing": "paired"
            }
            "#);
        }
    }

    async fn a_program_registers_as_the_form_does(t: TestBackend) {
        let (site, world) = (Site::on(&t), World::new(&t).await);
        let send = async |form: RegistrationForm| {
            let body = json!(RegistrationRequest { event: world.here.event, form });
            redacted(&site.call(Method::POST, "/api/v1/registrations", Some(&world.people.program), Some(&body)).await)
        };
        let answers = [
            send(adult()).await,
            send(RegistrationForm { given_name: String::new(), phone: "12".to_owned(), ..adult() }).await,
        ];
        insta::allow_duplicates! {
            insta::assert_snapshot!(answers[0], @r#"
            201
            {
              "consent_token": null,
              "person": "drawn 1",
              "state": "confirmed",
              "ticket_secret": "drawn 2"
            }
            "#);
            insta::assert_snapshot!(answers[1], @r#"
            422
            {
              "error": {
                "fields": [
                  {
                    "field": "given_name",
                    "key": "field-error-empty",
                    "message": "Fill in this field."
                  },
                  {
                    "field": "phone",
                    "key": "field-error-bad-phone",
                    "message": "Write the number like this: +7 701 123 45 67."
                  }
                ],
                "key": "fields",
                "message": "2 fields need correcting"
              }
            }
            "#);
        }
    }
}

#[tokio::test]
async fn errors_have_one_form_and_the_callers_language() {
    let t = TestBackend::sqlite().await;
    let site = Site::on(&t);
    insta::assert_snapshot!(redacted(&site.call(Method::GET, "/api/v1/nothing", None, None).await), @r#"
    404
    {
      "error": {
        "key": "not-found",
        "message": "There is no such record. Check the link."
      }
    }
    "#);
    insta::assert_snapshot!(redacted(&site.call(Method::GET, "/api/v1/scans", None, None).await), @r#"
    405
    {
      "error": {
        "key": "method-not-allowed",
        "message": "This address takes another method; see the header Allow."
      }
    }
    "#);
    insta::assert_snapshot!(redacted(&site.call(Method::POST, "/api/v1/scans", None, Some(&json!({ "facts": [] }))).await), @r#"
    401
    {
      "error": {
        "key": "sign-in-needed",
        "message": "Sign in first."
      }
    }
    "#);
    let russian = axum::http::Request::builder().uri("/api/v1/roster").header("accept-language", "ru-KZ,ru;q=0.9");
    let answer = site.send(russian.body(axum::body::Body::empty()).expect("a request")).await;
    insta::assert_snapshot!(redacted(&answer), @r#"
    401
    {
      "error": {
        "key": "sign-in-needed",
        "message": "Сначала войдите в систему."
      }
    }
    "#);
}
