//! Lines of text: measured, wrapped at word ends, shrunk, and at last cut.

use krilla::text::KrillaGlyph;

use super::Result;
use super::font::{Weight, cut};

/// Millimetres in a point.
pub(super) const POINT: f32 = 25.4 / 72.0;
/// From one baseline to the next, in sizes.
const LEADING: f32 = 1.3;
/// From the top of a line to its baseline, in sizes: room for Й and Ё.
const ASCENT: f32 = 1.0;
/// Steps in which a text is shrunk, in points.
const STEP: f32 = 0.5;
/// Space between the characters of a code, in ems. With more, viewers read a space there and a search for the code fails.
const TRACKING: f32 = 0.04;
/// Longer texts than any page are cut before they are measured, in characters.
const LONGEST: usize = 20_000;

/// The darkness of text and lines: on paper there is black toner and its greys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// For what is read.
    Black,
    /// The second voice: labels, page numbers.
    Grey,
    /// Hairlines.
    Light,
}

/// How a text looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Style {
    /// How heavy.
    pub(super) weight: Weight,
    /// Size in points.
    pub(super) size: f32,
    /// How dark.
    pub(super) ink: Ink,
}

impl Style {
    /// Black and regular; size in points.
    pub(super) const fn regular(size: f32) -> Self {
        Self { weight: Weight::Regular, size, ink: Ink::Black }
    }

    /// Black and bold; size in points.
    pub(super) const fn bold(size: f32) -> Self {
        Self { weight: Weight::Bold, size, ink: Ink::Black }
    }

    /// Grey and regular; size in points.
    pub(super) const fn label(size: f32) -> Self {
        Self { weight: Weight::Regular, size, ink: Ink::Grey }
    }

    /// Height of one line, in millimetres.
    pub(super) fn height(self) -> f32 {
        self.size * POINT * LEADING
    }

    /// From the top of a line to its baseline, in millimetres.
    pub(super) fn ascent(self) -> f32 {
        self.size * POINT * ASCENT
    }
}

/// One shaped line of text.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// What it says.
    pub(super) text: String,
    /// How it looks.
    pub(super) style: Style,
    /// Its glyphs, in ems.
    pub(super) glyphs: Vec<KrillaGlyph>,
}

impl Line {
    /// Shapes a text; spaces are made single, characters that steer terminals or directions are left out.
    pub(super) fn new(text: &str, style: Style) -> Result<Self> {
        Self::of(words(text).join(" "), style)
    }

    /// A code, spaced a little; its digits are as wide as each other by their font. No wider than `width` millimetres.
    pub(super) fn code(text: &str, style: Style, width: f32) -> Result<Self> {
        let line = Self::spaced(text, style)?;
        let wide = line.width();
        if wide <= width { Ok(line) } else { Self::spaced(text, Style { size: style.size * width / wide, ..style }) }
    }

    fn spaced(text: &str, style: Style) -> Result<Self> {
        let mut line = Self::new(text, style)?;
        if let Some((_, before)) = line.glyphs.split_last_mut() {
            for glyph in before {
                glyph.x_advance += TRACKING;
            }
        }
        Ok(line)
    }

    /// Width in millimetres.
    pub(super) fn width(&self) -> f32 {
        self.glyphs.iter().map(|glyph| glyph.x_advance).sum::<f32>() * self.style.size * POINT
    }

    /// Puts a line of the same style behind this one. Shaping word by word costs a tenth of shaping growing lines.
    fn append(&mut self, other: &Self) {
        let at = self.text.len();
        self.text.push_str(&other.text);
        self.glyphs.extend(other.glyphs.iter().map(|glyph| {
            let text_range = glyph.text_range.start + at..glyph.text_range.end + at;
            KrillaGlyph { text_range, ..glyph.clone() }
        }));
    }

    fn of(text: String, style: Style) -> Result<Self> {
        Ok(Self { glyphs: cut(style.weight)?.shape(&text), text, style })
    }
}

/// The text in lines of at most `width` millimetres; a word that is wider than a line is broken.
pub(super) fn wrapped(text: &str, style: Style, width: f32) -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    for line in lines_of(text, style, width)? {
        let mut rest = line;
        while rest.width() > width {
            let (head, tail) = split(&rest, width, "")?;
            if tail.is_empty() {
                break;
            }
            lines.push(head);
            rest = Line::of(tail, style)?;
        }
        lines.push(rest);
    }
    Ok(lines)
}

/// The text in at most `most` lines of `width` millimetres: wrapped at word ends, else shrunk down to `smallest` points, else
/// cut with an ellipsis.
pub(super) fn fitted(text: &str, style: Style, smallest: f32, width: f32, most: usize) -> Result<Vec<Line>> {
    let mut style = style;
    loop {
        let mut lines = lines_of(text, style, width)?;
        if lines.len() <= most && lines.iter().all(|line| line.width() <= width) {
            return Ok(lines);
        }
        if style.size > smallest {
            style.size = (style.size - STEP).max(smallest);
            continue;
        }
        if lines.len() > most {
            let rest: Vec<String> = lines.split_off(most.saturating_sub(1)).into_iter().map(|line| line.text).collect();
            lines.push(Line::of(rest.join(" "), style)?);
        }
        return lines.into_iter().map(|line| shortened(line, width)).collect();
    }
}

/// The text on one line; see [`fitted`].
pub(super) fn fitted_line(text: &str, style: Style, smallest: f32, width: f32) -> Result<Line> {
    match fitted(text, style, smallest, width, 1)?.into_iter().next() {
        Some(line) => Ok(line),
        None => Line::of(String::new(), style),
    }
}

/// Greedy lines; a single word may still be too wide.
fn lines_of(text: &str, style: Style, width: f32) -> Result<Vec<Line>> {
    let mut lines: Vec<Line> = Vec::new();
    let space = Line::of(" ".to_owned(), style)?;
    for word in words(text) {
        let word = Line::of(word, style)?;
        match lines.last_mut() {
            Some(last) if last.width() + space.width() + word.width() <= width => {
                last.append(&space);
                last.append(&word);
            }
            _ => lines.push(word),
        }
    }
    Ok(lines)
}

/// The line, or as much of it as fits before an ellipsis.
fn shortened(line: Line, width: f32) -> Result<Line> {
    if line.width() <= width { Ok(line) } else { Ok(split(&line, width, "…")?.0) }
}

/// The longest head that fits with `end` behind it (at least one character), and the tail.
fn split(line: &Line, width: f32, end: &str) -> Result<(Line, String)> {
    let ends: Vec<usize> = line.text.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
    let head = |count: usize| {
        let at = count.checked_sub(1).and_then(|last| ends.get(last)).copied().unwrap_or_default();
        line.text.split_at(at)
    };
    let tried = |count: usize| Line::of(format!("{}{end}", head(count).0.trim_end()), line.style);
    let (mut fit, mut too_long) = (1, ends.len().max(1));
    while too_long - fit > 1 {
        let middle = usize::midpoint(fit, too_long);
        if tried(middle)?.width() <= width { fit = middle } else { too_long = middle }
    }
    Ok((tried(fit)?, head(fit).1.to_owned()))
}

/// Words between the spaces at which a line may break: those that do not break stay inside.
fn words(text: &str) -> Vec<String> {
    let shown = |c: &char| {
        !(c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'))
    };
    text.split(|c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}'))
        .map(|word| word.chars().filter(shown).collect::<String>())
        .filter(|word| !word.is_empty())
        .scan(0, |seen, word| {
            *seen += word.chars().count();
            (*seen <= LONGEST).then_some(word)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "Әбдіғаппаров-Қуанышбеков Нұрмұхаммедәли Өтеғұлбекұлы Ізбасар";

    #[test]
    fn a_name_of_sixty_characters_stays_in_its_width() {
        assert_eq!(NAME.chars().count(), 60);
        for (width, most) in [(57.0, 2), (57.0, 1), (30.0, 2), (12.0, 1)] {
            let lines = fitted(NAME, Style::bold(11.0), 7.0, width, most).expect("fonts");
            assert!((1..=most).contains(&lines.len()), "{width}: {}", lines.len());
            for line in lines {
                assert!(line.width() <= width, "{}: {} > {width}", line.text, line.width());
                assert!((7.0..=11.0).contains(&line.style.size));
            }
        }
        let whole = fitted(NAME, Style::bold(11.0), 7.0, 57.0, 2).expect("fonts");
        assert_eq!(whole.into_iter().map(|line| line.text).collect::<Vec<_>>().join(" "), NAME, "nothing is cut");
        let cut = fitted_line(NAME, Style::bold(11.0), 8.0, 57.0).expect("fonts");
        assert!(cut.text.ends_with('…') && cut.text.starts_with("Әбдіғаппаров"), "{}", cut.text);
    }

    #[test]
    fn paragraphs_keep_every_character() {
        let text = format!("{NAME} {} 10\u{a0}000\u{a0}₸", "https://keruen.example/".repeat(9));
        let lines = wrapped(&text, Style::regular(10.0), 60.0).expect("fonts");
        assert!(lines.iter().all(|line| line.width() <= 60.0));
        let bare = |text: &str| text.replace(' ', "");
        assert_eq!(bare(&lines.iter().map(|line| line.text.as_str()).collect::<String>()), bare(&text));
        assert!(lines.last().expect("lines").text.ends_with("10\u{a0}000\u{a0}₸"), "held together");
    }

    #[test]
    fn glyphs_stand_for_the_whole_text() {
        for text in [NAME, "Ғ Қ Ң Ү Һ І ё й\u{306} и\u{306} fi 🎉 أحمد", "K7Q2-9MXP", "\u{0}a\u{202e}b\u{7}", ""]
        {
            let line = Line::new(text, Style::regular(9.0)).expect("fonts");
            let mut end = 0;
            for glyph in &line.glyphs {
                assert!(glyph.text_range.start <= end && line.text.get(glyph.text_range.clone()).is_some(), "{text}");
                end = glyph.text_range.end;
            }
            assert_eq!(end, line.text.len(), "{text}");
        }
        assert_eq!(Line::new("\u{0}a\u{202e}b\u{7}\n c", Style::regular(9.0)).expect("fonts").text, "ab c");
    }

    #[test]
    fn codes_are_spaced_and_shrink() {
        let style = Style::bold(14.0);
        let width = |code: &str| Line::code(code, style, 90.0).expect("fonts").width();
        assert!((width("1234-5678") - width("9090-1111")).abs() < 0.01, "digits are as wide as each other");
        assert!(width("K7Q2") > Line::new("K7Q2", style).expect("fonts").width() + 0.5);
        assert!(Line::code("KR-0007-KR-0007", style, 20.0).expect("fonts").width() <= 20.01);
    }
}
