//! The organiser's form that gives a phone's scans of a time range to another event.

use serde::{Deserialize, Serialize};

use crate::{
    field::FieldProblem,
    form::{FormErrors, FormReader},
    id::{DeviceId, EventId},
    time::CivilDateTime,
};

/// The form as it came; names are those of the inputs.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MoveForm {
    /// Id of the phone.
    pub device: String,
    /// Id of the event where the scans are.
    pub from_event: String,
    /// Id of the event where they belong.
    pub to_event: String,
    /// Day of the scans.
    pub move_day: String,
    /// First minute, `HH:MM`.
    pub from_time: String,
    /// Last minute: scans in it are meant too.
    pub until_time: String,
}

/// A move as a faultless form describes it, in the local time of the event where the scans are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MoveDraft {
    /// The phone.
    pub device: DeviceId,
    /// Where the scans are.
    pub from_event: EventId,
    /// Where they belong.
    pub to_event: EventId,
    /// First minute.
    pub from: CivilDateTime,
    /// Last minute, not before the first.
    pub until: CivilDateTime,
}

impl MoveForm {
    /// Reads the whole form.
    pub fn parse(&self) -> Result<MoveDraft, FormErrors> {
        let mut reader = FormReader::default();
        let device = reader.choice("device", &self.device, |id| id.parse().ok());
        let from_event: Option<EventId> = reader.choice("from_event", &self.from_event, |id| id.parse().ok());
        let to_event = reader.choice("to_event", &self.to_event, |id| id.parse().ok());
        if from_event.is_some() && from_event == to_event {
            reader.add("to_event", FieldProblem::UnknownValue);
        }
        let day = reader.day("move_day", &self.move_day);
        let from = reader.time("from_time", &self.from_time, day);
        let until = reader.time("until_time", &self.until_time, day);
        if from.zip(until).is_some_and(|(from, until)| until < from) {
            reader.add("until_time", FieldProblem::EndsBeforeStart);
        }
        let draft = (|| {
            Some(MoveDraft {
                device: device?,
                from_event: from_event?,
                to_event: to_event?,
                from: from?,
                until: until?,
            })
        })();
        reader.finish(draft)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> MoveForm {
        MoveForm {
            device: uuid::Uuid::from_u128(1).to_string(),
            from_event: uuid::Uuid::from_u128(2).to_string(),
            to_event: uuid::Uuid::from_u128(3).to_string(),
            move_day: "2022-09-06".into(),
            from_time: "10:00".into(),
            until_time: "10:00".into(),
        }
    }

    #[test]
    fn one_minute_is_a_range_and_less_is_none() {
        let draft = form().parse().expect("faultless");
        assert_eq!((draft.from, draft.until.minute), (draft.until, 0));
        let backwards = MoveForm { until_time: "09:59".into(), ..form() }.parse().expect_err("backwards");
        assert_eq!(backwards.get("until_time"), Some(FieldProblem::EndsBeforeStart));
        let nowhere = MoveForm { to_event: form().from_event, ..form() }.parse().expect_err("nowhere");
        assert_eq!(nowhere.get("to_event"), Some(FieldProblem::UnknownValue));
        assert_eq!(MoveForm::default().parse().expect_err("empty").len(), 6);
    }
}
