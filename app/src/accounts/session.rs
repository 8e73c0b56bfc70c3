//! The session cookie, and where to go after signing in.

use axum::http::request::Parts;

use crate::request::{Ctx, cookie};

/// Days that a browser keeps the cookie: as long as a session may live at most.
const DAYS: i64 = 90;

/// The `Set-Cookie` value that begins a session; an empty token ends it.
pub(super) fn session_cookie(ctx: &Ctx, token: &str) -> String {
    ctx.cookie(ctx.transport.session_cookie(), token, if token.is_empty() { 0 } else { DAYS })
}

/// The request's own session token.
pub(super) fn session_token(ctx: &Ctx, parts: &Parts) -> Option<String> {
    cookie(parts, ctx.transport.session_cookie()).filter(|token| !token.is_empty() && token.len() <= 64)
}

/// A path on this site after the language, or nothing: `/desk`, never `//elsewhere` or `/\elsewhere`.
pub(super) fn local_path(next: &str) -> Option<&str> {
    let mut after = next.strip_prefix('/')?.chars();
    let local =
        !matches!(after.next(), Some('/' | '\\')) && next.len() <= 500 && next.chars().all(|c| c.is_ascii_graphic());
    local.then_some(next)
}

#[cfg(test)]
mod tests {
    use super::local_path;

    #[test]
    fn only_places_on_this_site_are_followed() {
        assert_eq!(local_path("/desk/p/1?done=saved"), Some("/desk/p/1?done=saved"));
        for elsewhere in [
            "",
            "desk",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\r\nSet-Cookie: x",
            "/\t/evil.example",
        ] {
            assert_eq!(local_path(elsewhere), None, "{elsewhere:?}");
        }
    }
}
