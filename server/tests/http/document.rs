//! The OpenAPI document is the API: every route is in it, and its shapes are those of the real types.

use axum::http::Method;
use keruen_backend::testing::TestBackend;
use keruen_domain::agreement::Agreement;
use keruen_domain::api::{
    DeviceReport, DeviceStanding, HandedBatch, HandedFact, HeldEvent, ItemReceipt, LiveDevice, LiveEvent, LiveSnapshot,
    LiveStop, LogFile, Operator, PairRequest, ReadyCheck, ReadyPoint, Receipt, RegistrationReply, RegistrationRequest,
    ScanReply,
};
use keruen_domain::event::RegistrationState;
use keruen_domain::figures::StopFigures;
use keruen_domain::id::{CaravanId, DeviceId, EventId, PersonId, StopId};
use keruen_domain::time::Timestamp;
use keruen_domain::walk_in::{OutgoingWalkIns, WalkIn, WalkInForm, WalkInReceipt, WalkInReply};
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Site, World, adult, scan};

async fn document(site: &Site) -> Value {
    site.call(Method::GET, "/api/v1/openapi.json", None, None).await.json()
}

#[tokio::test]
async fn every_route_is_described_and_nothing_else() {
    let t = TestBackend::sqlite().await;
    let site = Site::on(&t);
    let document = document(&site).await;
    let mut described: Vec<String> = Vec::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        described.extend(
            item.as_object().expect("operations").keys().map(|method| format!("{} {path}", method.to_uppercase())),
        );
    }
    let mut routed: Vec<String> = site
        .table
        .iter()
        .filter(|route| route.path.starts_with("/api/"))
        .map(|route| format!("{} {}", route.method, route.path))
        .collect();
    described.sort();
    routed.sort();
    assert_eq!(described, routed);
}

#[tokio::test]
async fn the_shapes_are_those_of_the_types() {
    let t = TestBackend::sqlite().await;
    let (site, world) = (Site::on(&t), World::new(&t).await);
    let document = document(&site).await;
    let registered = world.registered(&t, world.here.event, "Айгерім").await;
    let roster = site.call(Method::GET, "/api/v1/roster", Some(&world.phone.device_token), None).await.json();
    let fact = json!(scan(world.here.event, registered.ticket, &world.phone, 1));
    let id = Uuid::nil;
    let receipt = ItemReceipt { id: None, receipt: Receipt::Malformed, problem: Some("why".to_owned()) };
    let now = Timestamp::from_millis(0);
    let reply = RegistrationReply {
        person: PersonId(id()),
        state: RegistrationState::Confirmed,
        ticket_secret: String::new(),
        consent_token: None,
    };
    let stop = LiveStop { id: StopId(id()), figures: StopFigures { people_here: 0, new_here: 0, visits: 0 } };
    let event = LiveEvent {
        id: EventId(id()),
        stop: None,
        registered: 0,
        waiting: 0,
        arrived: 0,
        inside: 0,
        per_minute: 0,
        capacity: None,
        held: Agreement::default(),
        anonymous: 0,
        not_seen: 0,
    };
    let ready = ReadyCheck { at: now, missing: vec![ReadyPoint::Camera] };
    let report = DeviceReport {
        operator: id(),
        unsent: 1,
        quarantined: 0,
        offset: Some(-1),
        roster_as_of: None,
        ready: Some(ready.clone()),
    };
    let device = LiveDevice {
        id: DeviceId(id()),
        operator: String::new(),
        last_seen: None,
        unsent: Some(1),
        missing: Some(ready.missing.clone()),
    };
    let live = LiveSnapshot {
        caravan: CaravanId(id()),
        as_of: now,
        direct_participants: 0,
        project_direct_participants: 0,
        attendances: 0,
        anonymous: 0,
        to_review: 0,
        stops: Vec::new(),
        events: Vec::new(),
        devices: Vec::new(),
    };
    let error = site.call(Method::GET, "/api/v1/roster", None, None).await.json();

    let shapes = Shapes(&document);
    shapes.fit("PairRequest", &PairRequest { token: String::new(), operator: String::new() });
    shapes.fit("PairReply", &world.phone);
    shapes.fit("RosterReply", &roster);
    shapes.fit("RosterDelta", &roster["delta"]);
    shapes.fit("RosterEvent", &roster["events"][0]);
    shapes.fit("RosterTicket", &roster["tickets"][0]);
    let held = HeldEvent { event: EventId(id()), all: Agreement::default(), others: Agreement::default() };
    shapes.fit("HeldEvent", &held);
    shapes.fit("Agreement", &Agreement::default());
    shapes.fit("CaravanKey", &roster["keys"][0]);
    shapes.fit("Localized", &roster["events"][0]["title"]);
    shapes.fit("Fact", &fact);
    shapes.fit("Scan", &fact["body"]["scan"]);
    let handed = json!(HandedFact { device: world.phone.device, fact: fact.clone(), proof: None });
    shapes.fit("HandedFact", &handed);
    shapes.fit("HandedBatch", &HandedBatch { facts: vec![handed.clone()] });
    shapes.fit("LogFile", &LogFile::new(vec![handed]));
    shapes.fit("Operator", &Operator { id: id(), name: String::new() });
    shapes.fit(
        "ScanReply",
        &ScanReply { receipts: Vec::new(), server_time: now, instance: id(), standing: Some(DeviceStanding::Revoked) },
    );
    shapes.fit("ItemReceipt", &receipt);
    shapes.fit("RegistrationRequest", &RegistrationRequest { event: EventId(id()), form: adult() });
    shapes.fit("RegistrationReply", &reply);
    let walk_in = WalkIn { id: PersonId(id()), at: Some(now), form: WalkInForm::default() };
    shapes.fit("WalkIn", &walk_in);
    shapes.fit("WalkInBatch", &OutgoingWalkIns { people: vec![walk_in] });
    let receipt = WalkInReceipt { id: None, receipt: Receipt::Malformed, problem: Some("why".to_owned()) };
    shapes.fit("WalkInReceipt", &receipt);
    shapes.fit("WalkInReply", &WalkInReply { receipts: vec![receipt] });
    shapes.fit("LiveSnapshot", &live);
    shapes.fit("LiveStop", &stop);
    shapes.fit("LiveEvent", &event);
    shapes.fit("LiveDevice", &device);
    shapes.fit("DeviceReport", &report);
    shapes.fit("ReadyCheck", &ready);
    shapes.fit("ErrorReply", &error);
    shapes.fit("ErrorBody", &error["error"]);
}

/// The document's schemas.
struct Shapes<'a>(&'a Value);

impl Shapes<'_> {
    /// The value has no property that the schema lacks, and every required one.
    fn fit(&self, name: &str, value: &impl Serialize) {
        let schema = &self.0["components"]["schemas"][name];
        let properties =
            schema["properties"].as_object().unwrap_or_else(|| panic!("{name} is not described: {schema}"));
        let value = json!(value);
        let value = value.as_object().unwrap_or_else(|| panic!("{name}: not an object: {value}"));
        let unknown: Vec<&String> = value.keys().filter(|key| !properties.contains_key(*key)).collect();
        assert!(unknown.is_empty(), "{name}: {unknown:?} are not described");
        for required in schema["required"].as_array().into_iter().flatten() {
            let required = required.as_str().expect("a name");
            assert!(value.contains_key(required), "{name}: {required} is described as required, but absent");
        }
    }
}
