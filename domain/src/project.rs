//! A grant project: who pays, who operates, what was promised.

use serde::{Deserialize, Serialize};

use crate::text_enum::text_enum;
use crate::{id::ProjectId, text::Localized, time::CivilDate};

text_enum! {
    /// A figure that the grant agreement plans.
    pub enum Indicator {
        /// Distinct direct participants.
        DirectParticipants = "direct_participants",
        /// Attendances (visits).
        Attendances = "attendances",
        /// Events held.
        Events = "events",
        /// Regions visited.
        Regions = "regions",
    }
}

/// A project as organisers write it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Project {
    /// Its id.
    pub id: ProjectId,
    /// Title in three languages.
    pub title: Localized,
    /// Who gives the grant.
    pub grantor: Localized,
    /// Number of the grant agreement.
    pub contract_no: String,
    /// First day of the grant period.
    pub first_day: CivilDate,
    /// Last day of the grant period.
    pub last_day: CivilDate,
    /// The operator of the personal data: the organisation's name (Law 94-V, Art. 8(4)).
    pub operator: Localized,
    /// The operator's BIN, 12 digits.
    pub operator_bin: String,
    /// Text of the consent to data processing.
    pub consent_text: Localized,
    /// Version of the consent text; grows with each change of it.
    pub consent_version: i64,
    /// Days after an event in which a minor's consent may follow (design rule 11).
    pub consent_days: i64,
    /// Last day on which names are kept (design rule 12).
    pub keep_until: CivilDate,
    /// Plan per indicator; an indicator without a plan is absent.
    pub plan: Vec<(Indicator, i64)>,
    /// Grows with each edit; an edit that names an older one is refused.
    pub version: i64,
}
