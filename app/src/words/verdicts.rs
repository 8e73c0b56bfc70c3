//! The scanner's verdicts in words: the headline, and what the volunteer does next.

use super::{self as words, Lang};
use keruen_domain::api::ReadyPoint;
use keruen_domain::scan::Verdict;

/// The word across the screen.
pub const fn verdict(lang: Lang, verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Unreadable => words::verdict_unreadable(lang),
        Verdict::Forged => words::verdict_forged(lang),
        Verdict::Revoked => words::verdict_revoked(lang),
        Verdict::EventCancelled => words::verdict_event_cancelled(lang),
        Verdict::OtherCaravan => words::verdict_other_caravan(lang),
        Verdict::Unlisted => words::verdict_unlisted(lang),
        Verdict::WrongDay => words::verdict_wrong_day(lang),
        Verdict::TooEarly => words::verdict_too_early(lang),
        Verdict::TooLate => words::verdict_too_late(lang),
        Verdict::AlreadyIn => words::verdict_already_in(lang),
        Verdict::NotIn => words::verdict_not_in(lang),
        Verdict::Cancelled => words::verdict_cancelled(lang),
        Verdict::AwaitingApproval => words::verdict_awaiting_approval(lang),
        Verdict::Waiting => words::verdict_waiting(lang),
        Verdict::NotRegistered => words::verdict_not_registered(lang),
        Verdict::Full => words::verdict_full(lang),
        Verdict::ConsentMissing => words::verdict_consent_missing(lang),
        Verdict::Admit => words::verdict_admit(lang),
    }
}

/// What to do now: one sentence that names the next tap.
pub const fn verdict_next(lang: Lang, verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Unreadable => words::verdict_unreadable_next(lang),
        Verdict::Forged => words::verdict_forged_next(lang),
        Verdict::Revoked => words::verdict_revoked_next(lang),
        Verdict::EventCancelled => words::verdict_event_cancelled_next(lang),
        Verdict::OtherCaravan => words::verdict_other_caravan_next(lang),
        Verdict::Unlisted => words::verdict_unlisted_next(lang),
        Verdict::WrongDay => words::verdict_wrong_day_next(lang),
        Verdict::TooEarly => words::verdict_too_early_next(lang),
        Verdict::TooLate => words::verdict_too_late_next(lang),
        Verdict::AlreadyIn => words::verdict_already_in_next(lang),
        Verdict::NotIn => words::verdict_not_in_next(lang),
        Verdict::Cancelled => words::verdict_cancelled_next(lang),
        Verdict::AwaitingApproval => words::verdict_awaiting_approval_next(lang),
        Verdict::Waiting => words::verdict_waiting_next(lang),
        Verdict::NotRegistered => words::verdict_not_registered_next(lang),
        Verdict::Full => words::verdict_full_next(lang),
        Verdict::ConsentMissing => words::verdict_consent_missing_next(lang),
        Verdict::Admit => words::verdict_admit_next(lang),
    }
}

/// Name of one thing that a phone needs, and what to do when it is missing.
pub const fn ready_point(lang: Lang, point: ReadyPoint) -> (&'static str, &'static str) {
    match point {
        ReadyPoint::Camera => (words::phone_check_camera(lang), words::phone_check_camera_bad(lang)),
        ReadyPoint::Storage => (words::phone_check_storage(lang), words::phone_check_storage_bad(lang)),
        ReadyPoint::Clock => (words::phone_check_clock(lang), words::phone_check_clock_bad(lang)),
        ReadyPoint::Sound => (words::phone_check_sound(lang), words::phone_check_sound_bad(lang)),
        ReadyPoint::Roster => (words::phone_check_roster(lang), words::phone_check_roster_bad(lang)),
        ReadyPoint::Code => (words::phone_check_code(lang), words::phone_check_code_bad(lang)),
        ReadyPoint::Offline => (words::phone_check_offline(lang), words::phone_check_offline_bad(lang)),
    }
}
