//! The two built-in fonts: shaped once here, so that what is measured is what is drawn.

use std::sync::LazyLock;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Direction, Face, ShapePlan, UnicodeBuffer, script};

use super::{PaperError, Result};

const REGULAR: &[u8] = include_bytes!("../../assets/NotoSans-Regular-keruen.ttf");
const BOLD: &[u8] = include_bytes!("../../assets/NotoSans-Bold-keruen.ttf");

/// How heavy letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// For reading.
    Regular,
    /// For names and titles.
    Bold,
}

/// One font, ready to shape and to embed.
pub(super) struct Cut {
    font: Font,
    face: Face<'static>,
    plan: ShapePlan,
}

/// Both fonts.
pub(super) struct Fonts {
    regular: Cut,
    bold: Cut,
}

static FONTS: LazyLock<Option<Fonts>> =
    LazyLock::new(|| Some(Fonts { regular: Cut::read(REGULAR)?, bold: Cut::read(BOLD)? }));

/// The font of this weight.
pub(super) fn cut(weight: Weight) -> Result<&'static Cut> {
    let fonts = FONTS.as_ref().ok_or(PaperError::Font)?;
    Ok(match weight {
        Weight::Regular => &fonts.regular,
        Weight::Bold => &fonts.bold,
    })
}

impl Cut {
    fn read(data: &'static [u8]) -> Option<Self> {
        let face = Face::from_slice(data, 0)?;
        let plan = ShapePlan::new(&face, Direction::LeftToRight, Some(script::CYRILLIC), None, &[]);
        Some(Self { font: Font::new(data.to_vec().into(), 0)?, face, plan })
    }

    /// The font as it is embedded.
    pub(super) fn font(&self) -> Font {
        self.font.clone()
    }

    /// The glyphs of a text, in ems. One plan serves Cyrillic, Latin and digits: these fonts treat them alike, and making
    /// a plan costs more than using it.
    pub(super) fn shape(&self, text: &str) -> Vec<KrillaGlyph> {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_script(script::CYRILLIC);
        let shaped = rustybuzz::shape_with_plan(&self.face, &self.plan, buffer);
        let em = self.font.units_per_em();
        let ems = |units: i32| i16::try_from(units).map_or(0.0, f32::from) / em;
        let mut glyphs = Vec::with_capacity(shaped.len());
        // A glyph stands for the text from its cluster to the next one, so they are read from the end.
        let (mut end, mut start) = (text.len(), text.len());
        for (info, place) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()).rev() {
            let cluster = info.cluster as usize;
            if cluster != start {
                end = start;
                start = cluster;
            }
            glyphs.push(KrillaGlyph::new(
                GlyphId::new(info.glyph_id),
                ems(place.x_advance),
                ems(place.x_offset),
                ems(place.y_offset),
                ems(place.y_advance),
                start..end,
                None,
            ));
        }
        glyphs.reverse();
        glyphs
    }
}
