//! Reads the QR code in one grey camera frame: the fallback for browsers without `BarcodeDetector`.
//!
//! It calls rxing's low-level functions. Its usual readers stamp every result with the time of day,
//! which panics in a wasm without a clock, and read fewer of our frames besides.

use rxing::common::{DetectorRXingResult, HybridBinarizer};
use rxing::qrcode::cpp_port::{
    decoder::Decode,
    detector::{FindFinderPatterns, GenerateFinderPatternSets, SampleQR},
};
use rxing::{Binarizer, Luma8Source, LuminanceSource};

#[cfg(target_family = "wasm")]
#[expect(unsafe_code, reason = "a raw wasm exports by `no_mangle`, which counts as unsafe code")]
mod wasm;

/// The largest number of pixels that is looked at (4096 × 4096): more is a mistake of the caller.
const MAX_PIXELS: usize = 1 << 24;

/// Candidate triples of finder patterns tried per look: a frame full of squares must not take seconds.
const MAX_CANDIDATES: usize = 64;

/// One way of looking at a frame. A slow phone makes one attempt per frame, in turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// Dark modules on a light ground, as tickets are drawn.
    Plain,
    /// Light modules on a dark ground: a phone in dark mode, a photographed negative.
    Inverted,
    /// At half width and height: averaging removes noise, moiré and the blur of a code held too near.
    Half,
}

impl Attempt {
    /// In order of what they give for their time.
    pub const ALL: [Self; 3] = [Self::Plain, Self::Inverted, Self::Half];
}

/// The bytes of the first QR code found in `grey`: `width` × `height` luminances, row by row, 0 is black.
///
/// Exactly what the code holds, spaces at the ends included. `None` when there is no readable code, and
/// when `grey` is not `width` × `height` long.
pub fn read_grey(width: usize, height: usize, grey: &[u8]) -> Option<Vec<u8>> {
    Attempt::ALL.into_iter().find_map(|attempt| read_once(width, height, grey, attempt))
}

/// The same with a single attempt.
pub fn read_once(width: usize, height: usize, grey: &[u8], attempt: Attempt) -> Option<Vec<u8>> {
    let pixels = width.checked_mul(height)?;
    if pixels != grey.len() || pixels > MAX_PIXELS {
        return None;
    }
    match attempt {
        Attempt::Plain => look(source(width, height, grey)?),
        Attempt::Inverted => {
            let mut source = source(width, height, grey)?;
            source.invert();
            look(source)
        }
        Attempt::Half => {
            let (width, height, grey) = halve(width, height, grey);
            look(source(width, height, &grey)?)
        }
    }
}

fn source(width: usize, height: usize, grey: &[u8]) -> Option<Luma8Source<'_>> {
    let (width, height) = (width.try_into().ok()?, height.try_into().ok()?);
    Luma8Source::new_with_slice(grey, width, height).ok()
}

fn look(source: Luma8Source<'_>) -> Option<Vec<u8>> {
    let binarizer = HybridBinarizer::new(source);
    let black = binarizer.get_black_matrix().ok()?;
    let mut patterns = FindFinderPatterns(black, true, 0);
    GenerateFinderPatternSets(&mut patterns)
        .iter()
        .take(MAX_CANDIDATES)
        .find_map(|candidate| {
            let sampled = SampleQR(black, candidate).ok()?;
            let result = Decode(sampled.getBits()).ok()?;
            result.isValid().then(|| result.content().bytes().to_vec())
        })
        .filter(|bytes| !bytes.is_empty())
}

/// Each 2 × 2 block becomes its mean; an odd last row or column is dropped.
fn halve(width: usize, height: usize, grey: &[u8]) -> (usize, usize, Vec<u8>) {
    let (half_width, half_height) = (width / 2, height / 2);
    let mut half = Vec::with_capacity(half_width * half_height);
    for rows in grey.chunks_exact((width * 2).max(1)).take(half_height) {
        let (upper, lower) = rows.split_at(width);
        for (above, below) in upper.chunks_exact(2).zip(lower.chunks_exact(2)) {
            let sum: u16 = above.iter().chain(below).map(|&pixel| u16::from(pixel)).sum();
            half.push(u8::try_from(sum / 4).unwrap_or(u8::MAX));
        }
    }
    (half_width, half_height, half)
}

#[cfg(test)]
mod tests {
    use super::halve;

    #[test]
    fn a_block_becomes_its_mean_and_odd_edges_are_dropped() {
        let grey = [0, 4, 9, 8, 8, 9, 9, 9, 9];
        assert_eq!(halve(3, 3, &grey), (1, 1, vec![5]));
        assert_eq!(halve(1, 1, &[7]), (0, 0, vec![]));
        assert_eq!(halve(0, 0, &[]), (0, 0, vec![]));
    }
}
