//! All figures as one JSON value, for `keruen figures --json`. Names of keys stay; new ones may come.

use keruen_domain::event::Event;
use keruen_domain::figures::Figures;
use serde_json::{Map, Value, json};

use super::Places;
use crate::attendance::project_state;
use crate::error::Result;
use crate::{Actor, Backend};

/// Figures of every project and each of its caravans. For the console only.
pub async fn figures_json(backend: &Backend, actor: &Actor) -> Result<Value> {
    actor.require_system()?;
    let projects = backend.read().await?.project_list().await?;
    let mut all = Vec::new();
    for project in projects {
        let state = project_state(backend, project.id).await?;
        let mut tx = backend.read().await?;
        let ids = tx.caravan_ids(project.id).await?;
        let mut caravans = Vec::new();
        for id in &ids {
            let Some(caravan) = tx.caravan_find(*id).await? else { continue };
            let figures = state.by_caravan.get(id).cloned().unwrap_or_default();
            let mut value = object(&figures);
            value.insert("id".into(), json!(caravan.id));
            value.insert("slug".into(), json!(caravan.slug));
            value.insert("title".into(), json!(caravan.title));
            places(&mut value, &Places::of(&mut tx, &[*id]).await?, &figures);
            caravans.push(value);
        }
        let mut value = object(&state.figures);
        value.insert("id".into(), json!(project.id));
        value.insert("title".into(), json!(project.title));
        let plan: Map<String, Value> =
            project.plan.iter().map(|(indicator, target)| (indicator.to_string(), json!(target))).collect();
        value.insert("plan".into(), Value::Object(plan));
        value.insert("caravans".into(), json!(caravans));
        all.push(value);
    }
    Ok(json!({ "projects": all }))
}

fn object(figures: &Figures) -> Map<String, Value> {
    match serde_json::to_value(figures) {
        Ok(Value::Object(map)) => map,
        _ => Map::new(),
    }
}

fn places(value: &mut Map<String, Value>, places: &Places, figures: &Figures) {
    let stops: Vec<Value> = places
        .stops
        .iter()
        .map(|stop| {
            let at = figures.by_stop.get(&stop.id).copied().unwrap_or_default();
            json!({
                "id": stop.id, "position": stop.position, "region": stop.region, "city": stop.city,
                "people_here": at.people_here, "new_here": at.new_here, "visits": at.visits,
            })
        })
        .collect();
    value.insert("stops".into(), json!(stops));
    let event = |event: &Event| {
        let visits = figures.by_event.get(&event.id).copied().unwrap_or(0);
        json!({ "id": event.id, "kind": event.kind, "stop": event.stop, "title": event.title, "attendances": visits })
    };
    value.insert("events".into(), places.events.iter().map(event).collect());
}
