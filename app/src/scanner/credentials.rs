//! What pairing gave, and who holds the phone.

use keruen_domain::api::{Operator, PairReply};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What pairing gave, kept on the phone.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Credentials {
    /// The server's answer to pairing.
    pub pair: PairReply,
    /// Name of who paired the phone.
    pub operator_name: String,
    /// Who took the phone over later, in the order in which they came.
    #[serde(default)]
    pub crew: Vec<Operator>,
    /// Who of the crew holds it now; none: who paired it.
    #[serde(default)]
    pub on_duty: Option<Uuid>,
}

impl Credentials {
    /// Everybody who ever held the phone.
    pub fn operators(&self) -> Vec<Operator> {
        let first = Operator { id: self.pair.operator, name: self.operator_name.clone() };
        std::iter::once(first).chain(self.crew.iter().cloned()).collect()
    }

    /// Who holds it now.
    pub fn operator(&self) -> Operator {
        let on_duty = self.on_duty.and_then(|id| self.crew.iter().find(|operator| operator.id == id));
        on_duty.cloned().unwrap_or_else(|| Operator { id: self.pair.operator, name: self.operator_name.clone() })
    }

    /// Hands the phone to somebody: the same person again when the name is known, else somebody new with this id.
    pub fn hand_over(&mut self, name: &str, id: Uuid) {
        let known = self.operators().into_iter().find(|operator| operator.name == name);
        let operator = known.unwrap_or_else(|| {
            let new = Operator { id, name: name.to_owned() };
            self.crew.push(new.clone());
            new
        });
        self.on_duty = Some(operator.id);
    }
}
