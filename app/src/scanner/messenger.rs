//! Links travel by messengers, which open them in a browser of their own: its storage goes when the messenger is closed, it
//! often has no camera, and no page is installed from it.

/// Words of the user agents of messengers and social networks, and of Android's bare web view.
const MARKS: [&str; 13] = [
    "FBAN",
    "FBAV",
    "Instagram",
    "Telegram",
    "WhatsApp",
    "Line/",
    "VKAndroidApp",
    "VKClient",
    "OKApp",
    "musical_ly",
    "BytedanceWebview",
    "Snapchat",
    "; wv)",
];

/// Whether a browser with this user agent stands inside another program. `installed`: the page runs as an app of its own.
pub fn is_messenger(user_agent: &str, installed: bool) -> bool {
    // On Apple's phones only the browsers themselves, and installed pages, are told apart by this word.
    let bare = (user_agent.contains("iPhone") || user_agent.contains("iPad"))
        && user_agent.contains("AppleWebKit")
        && !user_agent.contains("Safari/");
    !installed && (bare || MARKS.iter().any(|mark| user_agent.contains(mark)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const IPHONE: &str =
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
    const ANDROID: &str = "Mozilla/5.0 (Linux; Android 14; Pixel 7";

    #[test]
    fn messengers_are_told_from_browsers() {
        for inside in [
            format!("{IPHONE} Mobile/15E148"),
            format!("{IPHONE} Mobile/15E148 Instagram 300.0.0.0"),
            format!(
                "{ANDROID}; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0 Mobile Safari/537.36"
            ),
            format!("{ANDROID}) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36 Telegram-Android/11.2"),
        ] {
            assert!(is_messenger(&inside, false), "{inside}");
        }
        for browser in [
            format!("{IPHONE} Version/18.1 Mobile/15E148 Safari/604.1"),
            format!("{IPHONE} CriOS/130.0 Mobile/15E148 Safari/604.1"),
            format!("{ANDROID}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36"),
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/156.0 Safari/537.36".to_owned(),
        ] {
            assert!(!is_messenger(&browser, false), "{browser}");
        }
        assert!(!is_messenger(&format!("{IPHONE} Mobile/15E148"), true), "an installed scanner");
    }
}
