//! Shapes of words beside facts.

use utoipa::ToSchema;
use uuid::Uuid;

/// What a volunteer wrote beside a fact of the same phone.
#[derive(ToSchema)]
pub struct FactNote {
    /// The fact.
    pub fact: Uuid,
    /// One line, 1 to 300 characters, no IIN. The first note of a fact stays; what is none is passed over.
    pub text: String,
}
