//! Folding before anybody asks: when a server starts in the middle of a day, the first phone does not wait for it.

use keruen_domain::time::DAY;

use super::project_state;
use crate::error::Result;
use crate::{Backend, zone};

/// Folds the projects that have a stop today, or the day before or after it, wherever their clocks are.
pub async fn warm(backend: &Backend) -> Result<()> {
    let day = |away: i64| zone::today(zone::DEFAULT, backend.now().plus(away));
    let projects = backend.read().await?.projects_under_way(day(-DAY), day(DAY)).await?;
    for project in projects {
        project_state(backend, project).await?;
    }
    Ok(())
}
