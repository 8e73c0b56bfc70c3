//! The brake with a clock that stands still until everybody waits.

use std::fmt::Write as _;
use std::sync::atomic::AtomicUsize;

use axum::Router;
use axum::routing::post;
use tokio::time::Instant;
use tower::ServiceExt as _;

use super::*;

const REGISTER: &str = "/kk/e/1/register";
const GROUP: &str = "/kk/e/1/group";
const CONSENT: &str = "/kk/consent/s";

/// What the pages behind the brake were asked for.
#[derive(Clone, Default)]
struct Seen(Arc<AtomicUsize>);

fn site(patience: Patience, seen: &Seen) -> Router {
    let table = [
        Route { method: "POST", path: "/{lang}/e/{event}/register", who: Who::Public },
        Route { method: "POST", path: "/{lang}/e/{event}/group", who: Who::Public },
        Route { method: "POST", path: "/{lang}/consent/{token}", who: Who::Secret },
    ];
    let begun = Instant::now();
    let now =
        move || Timestamp::from_millis(1_000_000 + i64::try_from(begun.elapsed().as_millis()).expect("a short test"));
    let brake = Brake::new(&table, patience, now);
    let seen = seen.clone();
    // A form that is wrong is shown, one that is right sends on.
    let page = async move |held_up: Option<axum::Extension<HeldUp>>, form: String| {
        if form.contains("only_show") {
            return (StatusCode::OK, format!("{} {form}", held_up.map_or("", |_| "held up"))).into_response();
        }
        seen.0.fetch_add(1, Ordering::Relaxed);
        if form.contains("wrong") { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::SEE_OTHER }.into_response()
    };
    let mut router = Router::new();
    for route in table {
        router = router.route(route.path, post(page.clone()));
    }
    router.layer(axum::middleware::from_fn_with_state(brake, layer))
}

/// Posts a form; the status, and the seconds that it took.
async fn send(site: &Router, address: [u8; 4], path: &str, form: &str) -> (u16, u64) {
    let begun = Instant::now();
    let response = answer(site, address, path, form).await;
    (response.status().as_u16(), begun.elapsed().as_secs())
}

async fn answer(site: &Router, address: [u8; 4], path: &str, form: &str) -> Response {
    let request = Request::builder().method(Method::POST).uri(path);
    let mut request = request
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form.to_owned()))
        .expect("a request");
    request.extensions_mut().insert(Client(IpAddr::from(address)));
    site.clone().oneshot(request).await.expect("the router never fails")
}

const SCHOOL: [u8; 4] = [203, 0, 113, 9];

fn own_phone(n: usize) -> String {
    format!("given_name=A&phone=8701{n:07}")
}

#[tokio::test(start_paused = true)]
async fn sixty_of_one_address_pass_untouched_and_the_next_wait_longer_and_longer() {
    let site = site(Patience::people_per_address(60), &Seen::default());
    for n in 0..60 {
        assert_eq!(send(&site, SCHOOL, REGISTER, &own_phone(n)).await, (303, 0), "{n}");
    }
    assert_eq!(send(&site, SCHOOL, REGISTER, &own_phone(60)).await, (303, 1), "the sixty-first");
    assert_eq!(send(&site, [203, 0, 113, 10], REGISTER, &own_phone(61)).await, (303, 0), "somebody else");
    let mut waited = Vec::new();
    for n in 62..100 {
        let (status, seconds) = send(&site, SCHOOL, REGISTER, &own_phone(n)).await;
        assert_eq!(status, 303, "nobody is refused");
        waited.push(seconds);
    }
    // One after the other they end up where the limit forgives as fast as they come.
    assert!(waited.is_sorted() && waited[0] == 2 && waited[37] == 10, "{waited:?}");
    tokio::time::advance(Duration::from_mins(20)).await;
    assert_eq!(send(&site, SCHOOL, REGISTER, &own_phone(200)).await, (303, 0), "forgiven");
}

#[tokio::test(start_paused = true)]
async fn forty_of_one_contact_pass_untouched_from_wherever_they_come() {
    let site = site(Patience::people_per_address(60), &Seen::default());
    let address = |n: usize| [10, 0, 0, u8::try_from(n).expect("few")];
    let spelling = |n: usize| if n.is_multiple_of(2) { "phone=8+701+123+45+67" } else { "phone=%2B77011234567&email=" };
    for n in 0..40 {
        assert_eq!(send(&site, address(n), REGISTER, spelling(n)).await, (303, 0), "{n}");
    }
    assert_eq!(send(&site, address(40), REGISTER, spelling(40)).await, (303, 1));
    assert_eq!(send(&site, address(41), REGISTER, "phone=8+701+123+45+68").await, (303, 0), "another contact");
}

#[tokio::test(start_paused = true)]
async fn a_mother_a_school_and_its_teachers_notice_nothing() {
    let site = site(Patience::people_per_address(60), &Seen::default());
    for name in ["A", "B", "C"] {
        let child = format!("given_name={name}&phone=87011234567&rep_phone=87011234567");
        assert_eq!(send(&site, [198, 51, 100, 7], REGISTER, &child).await, (303, 0));
    }
    // Thirty pupils at once, each of whom first types something wrong, and then their mothers by the same network.
    let mut all = Vec::new();
    for n in 0..30 {
        let site = site.clone();
        all.push(tokio::spawn(async move {
            let wrong = send(&site, SCHOOL, REGISTER, &format!("{}&wrong=1", own_phone(n))).await;
            let shown = send(&site, SCHOOL, REGISTER, &format!("{}&only_show=yes", own_phone(n))).await;
            let right = send(&site, SCHOOL, REGISTER, &own_phone(n)).await;
            (wrong, shown, right, send(&site, SCHOOL, CONSENT, "rep_name=B").await)
        }));
    }
    for one in all {
        assert_eq!(one.await.expect("no panic"), ((422, 0), (200, 0), (303, 0), (303, 0)));
    }
    // Their teachers' lists, of a hundred lines each.
    let list: String = (1..=100).fold("leader_phone=87015554433".to_owned(), |mut form, line| {
        let _ = write!(form, "&family_name.{line}=A&given_name.{line}=B");
        form
    });
    for _ in 0..3 {
        assert_eq!(send(&site, SCHOOL, GROUP, &list).await, (303, 0));
    }
    assert_eq!(send(&site, SCHOOL, GROUP, &list).await, (303, LONGEST_S.unsigned_abs()), "four hundred");
    assert_eq!(send(&site, SCHOOL, REGISTER, &own_phone(99)).await, (303, 0), "lists are counted apart");
}

#[tokio::test(start_paused = true)]
async fn who_wait_are_few_and_the_others_keep_what_they_typed() {
    let seen = Seen::default();
    let site = site(Patience::people_per_address(60), &seen);
    let mut all = Vec::new();
    for n in 0..300 {
        let site = site.clone();
        all.push(tokio::spawn(async move {
            let answer = answer(&site, SCHOOL, REGISTER, &own_phone(n)).await;
            let retry =
                answer.headers().get(header::RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
            let status = answer.status();
            let body = to_bytes(answer.into_body(), 1_000).await.expect("a body");
            (status.as_u16(), retry, String::from_utf8_lossy(&body).into_owned(), n)
        }));
    }
    let (mut taken, mut told) = (0, 0);
    for one in all {
        let (status, retry, body, n) = one.await.expect("no panic");
        if status == 303 {
            taken += 1;
        } else {
            told += 1;
            assert_eq!((status, body), (429, format!("held up {}&only_show=1", own_phone(n))));
            assert!(retry.is_some_and(|seconds| (10..=600).contains(&seconds)), "{retry:?}");
        }
    }
    assert_eq!((taken, told, seen.0.load(Ordering::Relaxed)), (70, 230, 70), "sixty, and ten who waited");
    // What was refused counts for nothing: ten minutes later sixty pass again.
    tokio::time::advance(Duration::from_secs(700)).await;
    for n in 0..60 {
        assert_eq!(send(&site, SCHOOL, REGISTER, &own_phone(1_000 + n)).await, (303, 0));
    }
}

#[tokio::test(start_paused = true)]
async fn who_goes_away_while_waiting_leaves_no_trace() {
    let seen = Seen::default();
    let site = site(Patience::people_per_address(1), &seen);
    assert_eq!(send(&site, SCHOOL, REGISTER, &own_phone(0)).await, (303, 0));
    for n in 1..100 {
        let form = own_phone(n);
        let impatient = send(&site, SCHOOL, REGISTER, &form);
        assert!(tokio::time::timeout(Duration::from_millis(1), impatient).await.is_err(), "it waits");
    }
    assert_eq!(send(&site, SCHOOL, REGISTER, &own_phone(100)).await, (303, 1));
    assert_eq!(seen.0.load(Ordering::Relaxed), 2);
}

#[tokio::test(start_paused = true)]
async fn a_form_that_is_too_long_is_not_read_to_its_end() {
    let site = site(Patience::people_per_address(1), &Seen::default());
    assert_eq!(send(&site, SCHOOL, REGISTER, &"a".repeat(FORM_MAX + 1)).await, (413, 0));
}
