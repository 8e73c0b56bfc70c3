//! Bad input, row by row: what was sent, and the answer that it must get. Never a 5xx, a message in the page's
//! language, and in forms the typed values kept.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use keruen_app::words;
use keruen_backend::testing::TestBackend;
use keruen_backend::{contract, events};
use keruen_domain::event::EventState;
use keruen_domain::field::FieldProblem;
use keruen_domain::text::Lang;
use serde_json::{Value, json};

use crate::support::{Answer, BASE, Site, World, adult, batch, phone, scan};

/// One row of the table.
struct Row {
    what: &'static str,
    request: Request<Body>,
    status: StatusCode,
    /// Must stand in the answer.
    says: Vec<String>,
    /// Must not.
    hides: Vec<String>,
}

fn form_request(path: &str, body: String) -> Request<Body> {
    let request = Request::builder()
        .method(Method::POST)
        .uri(path)
        .header(header::ORIGIN, BASE)
        .header("sec-fetch-site", "same-origin");
    request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").body(Body::from(body)).expect("a request")
}

/// The adult's form with some fields replaced, as a browser encodes it.
fn encoded(changes: &[(&str, &str)]) -> String {
    let mut fields = serde_json::to_value(adult()).expect("a form").as_object().cloned().expect("an object");
    for (name, value) in changes {
        fields.insert((*name).to_owned(), Value::from(*value));
    }
    let pairs: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{name}={}", keruen_app::shell::encode(value.as_str().unwrap_or_default())))
        .collect();
    pairs.join("&")
}

/// As it stands in a double-quoted attribute.
fn in_attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

fn says(problem: FieldProblem) -> String {
    in_attribute(&words::field_problem(Lang::Kk, problem))
}

/// Rows of the registration form: each comes back with 422, the words, and what was typed.
fn form_rows(world: &World) -> Vec<Row> {
    let path = format!("/kk/e/{}/register", world.here.event);
    let long = "я".repeat(10_000);
    let mut rows = Vec::new();
    let mut row = |what, changes: &[(&str, &str)], problem: FieldProblem| {
        // Another field that was right stays as typed.
        let kept = changes
            .iter()
            .filter(|(name, value)| !value.is_empty() && value.len() < 300 && *name != "region")
            .map(|(_, value)| format!("value=\"{}\"", in_attribute(value)));
        let says = [says(problem), "value=\"Сапарова\"".to_owned()]
            .into_iter()
            .filter(|text| !changes.iter().any(|(name, _)| *name == "family_name") || !text.contains("Сапарова"));
        rows.push(Row {
            what,
            request: form_request(&path, encoded(changes)),
            status: StatusCode::UNPROCESSABLE_ENTITY,
            says: says.chain(kept).collect(),
            hides: Vec::new(),
        });
    };
    row("an empty name", &[("given_name", "")], FieldProblem::Empty);
    row("only spaces", &[("given_name", "   ")], FieldProblem::Empty);
    row("a name of 10 000 letters", &[("given_name", &long)], FieldProblem::TooLong { max: 100 });
    row("right-to-left override in a name", &[("given_name", "Ай\u{202e}герім")], FieldProblem::NotAName);
    row("emoji in a name", &[("given_name", "Айгерім🎉")], FieldProblem::NotAName);
    row("HTML in a name", &[("given_name", "<script>alert(1)</script>")], FieldProblem::NotAName);
    row("SQL in a name", &[("given_name", "Robert'); DROP TABLE persons;--")], FieldProblem::NotAName);
    row("a NUL in a name", &[("given_name", "Ай\u{0}герім")], FieldProblem::NotAName);
    row("a birth in the future", &[("birth_year", "2035")], FieldProblem::DateInFuture);
    row("the 31st of February", &[("birth_day", "31"), ("birth_month", "2")], FieldProblem::BadDate);
    row("a birth in 1800", &[("birth_year", "1800")], FieldProblem::TooOld);
    row("a year that is no number", &[("birth_year", "MMXX")], FieldProblem::BadDate);
    row("letters for a telephone", &[("phone", "қоңырау")], FieldProblem::BadPhone);
    row(
        "a number far too long for a telephone",
        &[("phone", "+7 701 123 45 67 89 01 23 45 67")],
        FieldProblem::BadPhone,
    );
    row("an e-mail without a host", &[("email", "aigerim@")], FieldProblem::BadEmail);
    row("neither telephone nor e-mail", &[("phone", ""), ("email", "")], FieldProblem::NoContact);
    // A list cannot show what it does not offer.
    row("a region that does not exist", &[("region", "KZ-99")], FieldProblem::UnknownValue);
    row("no consent", &[("consent_data", "")], FieldProblem::MustAgree);
    row("an IIN in a free field", &[("institution", "ЖСН 900101300007")], FieldProblem::ContainsIin);
    rows
}

/// Rows of requests that no form of ours sends.
fn broken_rows(world: &World) -> Vec<Row> {
    let path = format!("/kk/e/{}/register", world.here.event);
    let page = |what, request, status| Row {
        what,
        request,
        status,
        says: vec!["<html lang=\"kk\">".to_owned()],
        hides: Vec::new(),
    };
    let with_type = |kind: &str, body: Body| {
        let request = Request::builder()
            .method(Method::POST)
            .uri(&path)
            .header(header::ORIGIN, BASE)
            .header("sec-fetch-site", "same-origin");
        request.header(header::CONTENT_TYPE, kind).body(body).expect("a request")
    };
    let get = |path: &str| Request::builder().uri(path).body(Body::empty()).expect("a request");
    let mut foreign = form_request(&path, encoded(&[]));
    foreign.headers_mut().insert("sec-fetch-site", "cross-site".parse().expect("a value"));
    foreign.headers_mut().insert(header::ORIGIN, "https://evil.example".parse().expect("a value"));
    vec![
        page("a form from another site", foreign, StatusCode::FORBIDDEN),
        page("a form as JSON", with_type("application/json", Body::from("{}")), StatusCode::UNSUPPORTED_MEDIA_TYPE),
        page("a form without a type", with_type("", Body::from("a=b")), StatusCode::UNSUPPORTED_MEDIA_TYPE),
        page(
            "5 MB of form",
            form_request(&path, format!("given_name={}", "a".repeat(5_000_000))),
            StatusCode::PAYLOAD_TOO_LARGE,
        ),
        page(
            "a registration for no event",
            form_request(&format!("/kk/e/{}/register", uuid::Uuid::nil()), encoded(&[])),
            StatusCode::NOT_FOUND,
        ),
        page("an event's id that is none", get("/kk/e/first"), StatusCode::NOT_FOUND),
        page("another language", get("/kk/c/no-such-caravan"), StatusCode::NOT_FOUND),
        page(
            "bytes that are no UTF-8",
            form_request(&path, "given_name=%FF%FE".to_owned()),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        Row {
            what: "a way out of the site's folder",
            request: get("/assets/..%2f..%2fCargo.toml"),
            status: StatusCode::NOT_FOUND,
            says: Vec::new(),
            hides: vec!["[workspace".to_owned()],
        },
    ]
}

/// Rows of the API, with a token.
async fn api_rows(t: &TestBackend, world: &World) -> Vec<Row> {
    let ticket = world.registered(t, world.here.event, "Дана").await.ticket;
    let foreign = phone(t, &world.people.other_organiser.actor, world.there.caravan).await;
    let (ours, theirs) = (world.phone.device_token.clone(), foreign.device_token.clone());
    let fact = scan(world.here.event, ticket, &world.phone, 1);
    let mut contested = fact.clone();
    contested.wall = contested.wall.plus(1);
    let mut unknown = scan(keruen_domain::id::EventId(uuid::Uuid::nil()), ticket, &world.phone, 9);
    unknown.mono = 9;
    let mut many: Vec<Value> = (10..210).map(|seq| json!(scan(world.here.event, ticket, &world.phone, seq))).collect();
    many[77] = json!({ "id": "nonsense" });
    let all_but_one = [vec!["stored"; 77], vec!["malformed"], vec!["stored"; 122]].concat();
    let too_many: Vec<Value> = (300..501).map(|seq| json!(scan(world.here.event, ticket, &world.phone, seq))).collect();
    let reordered: Vec<Value> =
        [1002, 1000, 1001].map(|seq| json!(scan(world.here.event, ticket, &world.phone, seq))).into();
    let post = |path: &str, token: &str, kind: &str, body: String| {
        let request = Request::builder().method(Method::POST).uri(path).header(header::CONTENT_TYPE, kind);
        request.header(header::AUTHORIZATION, format!("Bearer {token}")).body(Body::from(body)).expect("a request")
    };
    let scans = |token: &str, body: Value| post("/api/v1/scans", token, "application/json", body.to_string());
    let receipts = |what, request, receipts: &[&str]| {
        let says = receipts.iter().map(|word| format!("\"receipt\":\"{word}\"")).collect::<Vec<_>>();
        Row { what, request, status: StatusCode::OK, says, hides: Vec::new() }
    };
    let error = |what, request, status, key: &str| Row {
        what,
        request,
        status,
        says: vec![format!("\"key\":\"{key}\"")],
        hides: Vec::new(),
    };
    let text = |body: &str, kind: &str| post("/api/v1/scans", &ours, kind, body.to_owned());
    let register = |event: Value| {
        let mut body = json!(adult());
        body["event"] = event;
        post("/api/v1/registrations", &world.people.program, "application/json", body.to_string())
    };
    vec![
        receipts("a scan", scans(&ours, batch(&[json!(fact)])), &["stored"]),
        receipts("the same scan again", scans(&ours, batch(&[json!(fact)])), &["already"]),
        receipts("the same id, another content", scans(&ours, batch(&[json!(contested)])), &["contested"]),
        receipts("scans out of order", scans(&ours, batch(&reordered)), &["stored", "stored", "stored"]),
        receipts("one bad item among 200", scans(&ours, batch(&many)), &all_but_one),
        receipts("a scan at an unknown event", scans(&ours, batch(&[json!(unknown)])), &["stored"]),
        receipts("another caravan's phone with our ids", scans(&theirs, batch(&[json!(fact)])), &["stored"]),
        error("201 items", scans(&ours, batch(&too_many)), StatusCode::PAYLOAD_TOO_LARGE, "too-large"),
        error(
            "truncated JSON",
            text("{\"facts\":[{\"id\":", "application/json"),
            StatusCode::BAD_REQUEST,
            "bad-request",
        ),
        error(
            "JSON 10 000 levels deep",
            text(&format!("{{\"facts\":{}", "[".repeat(10_000)), "application/json"),
            StatusCode::BAD_REQUEST,
            "bad-request",
        ),
        error(
            "bytes that are no UTF-8 text",
            text("\u{0}\u{1}", "application/json"),
            StatusCode::BAD_REQUEST,
            "bad-request",
        ),
        error(
            "JSON of another shape",
            text("{\"facts\":7}", "application/json"),
            StatusCode::UNPROCESSABLE_ENTITY,
            "unprocessable",
        ),
        error("XML", text("<facts/>", "application/xml"), StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type"),
        error(
            "5 MB of JSON",
            text(&"x".repeat(5_000_000), "application/json"),
            StatusCode::PAYLOAD_TOO_LARGE,
            "too-large",
        ),
        error(
            "an organiser's token on a phone's route",
            scans(&world.people.program, batch(&[])),
            StatusCode::UNAUTHORIZED,
            "sign-in-needed",
        ),
        error(
            "a registration for an unknown event",
            register(json!(uuid::Uuid::nil())),
            StatusCode::NOT_FOUND,
            "not-found",
        ),
        error(
            "a registration for no id at all",
            register(json!("first")),
            StatusCode::UNPROCESSABLE_ENTITY,
            "unprocessable",
        ),
    ]
}

async fn check(site: &Site, rows: Vec<Row>) {
    let mut wrong = Vec::new();
    for row in rows {
        let answer = site.send(row.request).await;
        eprintln!("{:<48} {}", row.what, answer.status);
        wrong.extend(faults(row.what, row.status, &row.says, &row.hides, &answer));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn faults(what: &str, status: StatusCode, says: &[String], hides: &[String], answer: &Answer) -> Vec<String> {
    let text = answer.text();
    let mut faults = Vec::new();
    if answer.status != status {
        faults.push(format!(
            "{what}: {} instead of {status}: {}",
            answer.status,
            text.chars().take(600).collect::<String>()
        ));
        return faults;
    }
    // Each thing said must stand after the one before: receipts come in the order sent.
    let mut rest = text.as_str();
    let ordered = says.iter().all(|part| part.starts_with("\"receipt"));
    for part in says {
        match rest.find(part.as_str()) {
            Some(at) if ordered => rest = &rest[at + part.len()..],
            Some(_) => {}
            None => faults.push(format!("{what}: {part} is not said")),
        }
    }
    faults
        .extend(hides.iter().filter(|part| text.contains(part.as_str())).map(|part| format!("{what}: {part} is told")));
    faults
}

contract! {
    async fn bad_forms_come_back_with_words_and_what_was_typed(t: TestBackend) {
        let (site, world) = (Site::on(&t), World::new(&t).await);
        check(&site, form_rows(&world)).await;
    }

    async fn bad_calls_of_the_api_have_their_answers(t: TestBackend) {
        let (site, world) = (Site::on(&t), World::new(&t).await);
        let rows = api_rows(&t, &world).await;
        check(&site, rows).await;
    }
}

#[tokio::test]
async fn broken_requests_get_a_page() {
    let t = TestBackend::sqlite().await;
    let (site, world) = (Site::on(&t), World::new(&t).await);
    check(&site, broken_rows(&world)).await;
}

#[tokio::test]
async fn foreign_and_odd_but_right_input_is_taken() {
    let t = TestBackend::sqlite().await;
    let (site, world) = (Site::on(&t), World::new(&t).await);
    let path = format!("/kk/e/{}/register", world.here.event);
    for (what, changes) in [
        ("a foreign telephone", vec![("phone", "+49 30 901820")]),
        ("an apostrophe", vec![("family_name", "О'Нил")]),
        ("spaces around", vec![("given_name", "  Айгерім ")]),
        ("Latin letters", vec![("family_name", "Müller-Lüdenscheidt")]),
    ] {
        let answer = site.send(form_request(&path, encoded(&changes))).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{what}: {}", answer.text());
    }
}

#[tokio::test]
async fn a_closed_and_a_cancelled_event_take_nobody() {
    let t = TestBackend::sqlite().await;
    let (site, world) = (Site::on(&t), World::new(&t).await);
    let path = format!("/kk/e/{}/register", world.here.event);
    for (state, words) in [
        (EventState::Closed, words::refusal_event_closed(Lang::Kk)),
        (EventState::Cancelled, words::refusal_event_cancelled(Lang::Kk)),
    ] {
        events::event_state_set(&t, &world.people.organiser.actor, world.here.event, state).await.expect("a state");
        let answer = site.send(form_request(&path, encoded(&[]))).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{state}");
        assert!(answer.text().contains(&keruen_app::shell::escape(words)), "{state}: {}", answer.text());
        let body = json!({ "event": world.here.event });
        let called = site.call(Method::POST, "/api/v1/registrations", Some(&world.people.program), Some(&body)).await;
        assert!(called.status.is_client_error(), "{state}: {}", called.status);
    }
}
