//! The domain's own names in words: kinds, states, verdicts, methods, fields and what is wrong with them.

use super::{self as words, Lang};
use keruen_domain::caravan::CaravanState;
use keruen_domain::consent::{ConsentKind, ConsentWay};
use keruen_domain::erasure::ErasedBy;
use keruen_domain::event::{EventKind, EventState, RegistrationState};
use keruen_domain::fact::{Direction, Method, Outcome};
use keruen_domain::handed::BadFile;
use keruen_domain::person::{AgeBand, InstitutionKind, PlaceKind, Role, Sex};
use keruen_domain::project::Indicator;
use keruen_domain::registration::Relation;

/// Excursion, meeting …
pub const fn event_kind(lang: Lang, kind: EventKind) -> &'static str {
    match kind {
        EventKind::Excursion => words::kind_excursion(lang),
        EventKind::Meeting => words::kind_meeting(lang),
        EventKind::Contest => words::kind_contest(lang),
        EventKind::MasterClass => words::kind_master_class(lang),
        EventKind::Marathon => words::kind_marathon(lang),
        EventKind::Challenge => words::kind_challenge(lang),
        EventKind::Assembly => words::kind_assembly(lang),
    }
}

/// Draft, open, closed, cancelled.
pub const fn event_state(lang: Lang, state: EventState) -> &'static str {
    match state {
        EventState::Draft => words::event_state_draft(lang),
        EventState::Published => words::event_state_published(lang),
        EventState::Closed => words::event_state_closed(lang),
        EventState::Cancelled => words::event_state_cancelled(lang),
    }
}

/// Draft or published.
pub const fn caravan_state(lang: Lang, state: CaravanState) -> &'static str {
    match state {
        CaravanState::Draft => words::caravan_state_draft(lang),
        CaravanState::Published => words::caravan_state_published(lang),
    }
}

/// Confirmed, waiting …
pub const fn registration_state(lang: Lang, state: RegistrationState) -> &'static str {
    match state {
        RegistrationState::Waiting => words::registration_state_waiting(lang),
        RegistrationState::AwaitingConsent => words::registration_state_awaiting_consent(lang),
        RegistrationState::AwaitingApproval => words::registration_state_awaiting_approval(lang),
        RegistrationState::Confirmed => words::registration_state_confirmed(lang),
        RegistrationState::Cancelled => words::registration_state_cancelled(lang),
    }
}

/// Female, male.
pub const fn sex(lang: Lang, sex: Sex) -> &'static str {
    match sex {
        Sex::Female => words::sex_female(lang),
        Sex::Male => words::sex_male(lang),
    }
}

/// Urban, rural.
pub const fn place_kind(lang: Lang, place: PlaceKind) -> &'static str {
    match place {
        PlaceKind::Urban => words::place_urban(lang),
        PlaceKind::Rural => words::place_rural(lang),
    }
}

/// School, college …
pub const fn institution_kind(lang: Lang, kind: InstitutionKind) -> &'static str {
    match kind {
        InstitutionKind::School => words::institution_school(lang),
        InstitutionKind::College => words::institution_college(lang),
        InstitutionKind::University => words::institution_university(lang),
        InstitutionKind::Work => words::institution_work(lang),
        InstitutionKind::Other => words::institution_other(lang),
    }
}

/// Participant, volunteer …
pub const fn role(lang: Lang, role: Role) -> &'static str {
    match role {
        Role::Participant => words::role_participant(lang),
        Role::Contestant => words::role_contestant(lang),
        Role::Volunteer => words::role_volunteer(lang),
        Role::Leader => words::role_leader(lang),
        Role::Teacher => words::role_teacher(lang),
        Role::Staff => words::role_staff(lang),
        Role::Driver => words::role_driver(lang),
        Role::Guest => words::role_guest(lang),
        Role::Speaker => words::role_speaker(lang),
        Role::Press => words::role_press(lang),
    }
}

/// 14–17 …
pub const fn age_band(lang: Lang, band: AgeBand) -> &'static str {
    match band {
        AgeBand::Under14 => words::age_under_14(lang),
        AgeBand::A14_17 => words::age_14_17(lang),
        AgeBand::A18_22 => words::age_18_22(lang),
        AgeBand::A23_28 => words::age_23_28(lang),
        AgeBand::A29_35 => words::age_29_35(lang),
        AgeBand::Over35 => words::age_over_35(lang),
    }
}

/// Mother, father …
pub const fn relation(lang: Lang, relation: Relation) -> &'static str {
    match relation {
        Relation::Mother => words::relation_mother(lang),
        Relation::Father => words::relation_father(lang),
        Relation::Guardian => words::relation_guardian(lang),
        Relation::Other => words::relation_other(lang),
    }
}

/// How an attendance came to be known.
pub const fn method(lang: Lang, method: Method) -> &'static str {
    match method {
        Method::Qr => words::method_qr(lang),
        Method::ShortCode => words::method_short_code(lang),
        Method::Name => words::method_name(lang),
        Method::ClassList => words::method_class_list(lang),
        Method::Paper => words::method_paper(lang),
        Method::Entry => words::method_entry(lang),
        Method::ByHand => words::method_by_hand(lang),
    }
}

/// In, out.
pub const fn direction(lang: Lang, direction: Direction) -> &'static str {
    match direction {
        Direction::In => words::direction_in(lang),
        Direction::Out => words::direction_out(lang),
    }
}

/// Admitted, turned away, undecided.
pub const fn outcome(lang: Lang, outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Admitted => words::outcome_admitted(lang),
        Outcome::TurnedAway => words::outcome_turned_away(lang),
        Outcome::Open => words::outcome_open(lang),
    }
}

/// Data or photo.
pub const fn consent_kind(lang: Lang, kind: ConsentKind) -> &'static str {
    match kind {
        ConsentKind::Data => words::consent_kind_data(lang),
        ConsentKind::Photo => words::consent_kind_photo(lang),
    }
}

/// How a consent was asserted.
pub const fn consent_way(lang: Lang, way: ConsentWay) -> &'static str {
    match way {
        ConsentWay::Own => words::consent_way_own(lang),
        ConsentWay::Link => words::consent_way_link(lang),
        ConsentWay::WeakLink => words::consent_way_weak_link(lang),
        ConsentWay::Paper => words::consent_way_paper(lang),
        ConsentWay::LeadersWord => words::consent_way_leaders_word(lang),
        ConsentWay::PaperSeen => words::consent_way_paper_seen(lang),
    }
}

/// A person's name; of who was erased, that they were.
pub fn name_of(lang: Lang, name: &str) -> String {
    if name.is_empty() { words::breakdown_erased(lang).to_owned() } else { name.to_owned() }
}

/// Why a person was erased.
pub const fn erased_by(lang: Lang, by: ErasedBy) -> &'static str {
    match by {
        ErasedBy::Themselves => words::erased_by_themselves(lang),
        ErasedBy::Representative => words::erased_by_representative(lang),
        ErasedBy::Organiser => words::erased_by_organiser(lang),
        ErasedBy::ConsentDue => words::erased_by_consent_due(lang),
        ErasedBy::Retention => words::erased_by_retention(lang),
    }
}

/// What a plan is made for.
pub const fn indicator(lang: Lang, indicator: Indicator) -> &'static str {
    match indicator {
        Indicator::DirectParticipants => words::indicator_direct_participants(lang),
        Indicator::Attendances => words::indicator_attendances(lang),
        Indicator::Events => words::indicator_events(lang),
        Indicator::Regions => words::indicator_regions(lang),
    }
}

/// Why the file of a phone's log was not taken, and what to do.
pub const fn bad_file(lang: Lang, bad: BadFile) -> &'static str {
    match bad {
        BadFile::TooLarge => words::handed_bad_size(lang),
        BadFile::NoLog => words::handed_bad_file(lang),
        BadFile::Version => words::handed_bad_version(lang),
    }
}
