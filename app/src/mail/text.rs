//! A letter's parts as plain text and as HTML. Pure; the HTML is plain enough for every mail program.

use std::fmt::Write as _;

use keruen_domain::text::Lang;

/// A part of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// A paragraph.
    Text(String),
    /// An event with its time and place.
    Event {
        /// Its title.
        title: String,
        /// When and where.
        lines: Vec<String>,
    },
    /// A picture that comes with the letter.
    Picture {
        /// Its name.
        name: &'static str,
        /// What it shows, for who does not see it.
        tells: String,
        /// Under it; alone where there are no pictures.
        caption: String,
    },
    /// An address to open.
    Link {
        /// What is there.
        label: String,
        /// The address.
        url: String,
    },
    /// Small print.
    Small(String),
}

/// As plain text: addresses stand on lines of their own, so that every program makes links of them.
pub(super) fn plain(blocks: &[Block]) -> String {
    let mut text = String::new();
    for block in blocks {
        match block {
            Block::Text(said) | Block::Small(said) | Block::Picture { caption: said, .. } => {
                let _ = writeln!(text, "{said}\n");
            }
            Block::Event { title, lines } => {
                let _ = writeln!(text, "{title}\n{}\n", lines.join("\n"));
            }
            Block::Link { label, url } => {
                let _ = writeln!(text, "{label}:\n{url}\n");
            }
        }
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// As HTML.
pub(super) fn html(lang: Lang, title: &str, blocks: &[Block]) -> String {
    let mut body = String::new();
    for block in blocks {
        let _ = match block {
            Block::Text(said) => writeln!(body, "<p>{}</p>", escape(said)),
            Block::Event { title, lines } => {
                let lines: Vec<String> = lines.iter().map(|line| escape(line)).collect();
                let (title, lines) = (escape(title), lines.join("<br>"));
                writeln!(
                    body,
                    r#"<p style="padding:12px 16px;border-left:4px solid #0a6e7c;background:#f2f6f6"><strong>{title}</strong><br>{lines}</p>"#
                )
            }
            Block::Picture { name, tells, caption } => writeln!(
                body,
                r#"<p><img src="cid:{name}@keruen" alt="{}" width="360" style="max-width:100%;height:auto"><br>{}</p>"#,
                escape(tells),
                escape(caption)
            ),
            Block::Link { label, url } => {
                let url = escape(url);
                writeln!(body, r#"<p><a href="{url}">{}</a><br>{url}</p>"#, escape(label))
            }
            Block::Small(said) => {
                writeln!(body, r#"<p style="font-size:14px;color:#51606a">{}</p>"#, escape(said))
            }
        };
    }
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title></head>\n<body style=\"font-family:sans-serif;font-size:16px;line-height:1.5;color:#1d2a33;max-width:40em\">\n{body}</body></html>\n",
        lang.code(),
        escape(title)
    )
}

fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter() -> Vec<Block> {
        vec![
            Block::Text("Hello <Ann> & Bob".to_owned()),
            Block::Event { title: "\"Dombra\"".to_owned(), lines: vec!["10:00".to_owned(), "Almaty".to_owned()] },
            Block::Picture { name: "a.png", tells: "the \"code\"".to_owned(), caption: "AB12".to_owned() },
            Block::Link { label: "Page".to_owned(), url: "https://a.kz/t/x".to_owned() },
            Block::Small("small".to_owned()),
        ]
    }

    #[test]
    fn plain_text_holds_everything_but_the_picture() {
        assert_eq!(
            plain(&letter()),
            "Hello <Ann> & Bob\n\n\"Dombra\"\n10:00\nAlmaty\n\nAB12\n\nPage:\nhttps://a.kz/t/x\n\nsmall\n"
        );
    }

    #[test]
    fn what_people_typed_is_no_markup() {
        let html = html(Lang::En, "<b>", &letter());
        assert!(html.contains("Hello &lt;Ann&gt; &amp; Bob") && html.contains("<title>&lt;b&gt;</title>"));
        assert!(html.contains(r#"alt="the &quot;code&quot;""#) && html.contains(r#"src="cid:a.png@keruen""#));
    }
}
