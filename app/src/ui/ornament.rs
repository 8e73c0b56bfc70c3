//! The qoshqar-müiz (ram's horn) line: on the header, the ticket and the certificate, nowhere else.

use leptos::prelude::*;

/// One pair of horns on its stem, 40 × 20, relative so that it can be repeated.
pub(super) const UNIT: &str = "M20 19v-9c0-6-5-8-9-7s-7 6-5 9 6 2 6-1-2-3-3-2m11 1c0-6 5-8 9-7s7 6 5 9-6 2-6-1 2-3 3-2";

/// A thin line of horns as wide as its place; decoration only.
#[component]
pub fn Ornament() -> AnyView {
    let horns: Vec<_> =
        (0..24).map(|i| view! { <path d=UNIT transform=format!("translate({} 0)", i * 40) /> }).collect();
    view! {
        <svg class="ornament" viewBox="0 0 960 20" preserveAspectRatio="xMinYMid slice" aria-hidden="true">{horns}</svg>
    }
    .into_any()
}
