//! What the Worker calls, without bindgen: write a frame, read it, fetch the text.
//!
//! `keruen_attempts()` → how many ways of looking there are; `keruen_frame(len)` → address to write `len` luminances to; `keruen_read(width, height, attempt)` → length of
//! the text or −1; `keruen_text()` → its address. A panic is a trap: the Worker drops the instance for a new one.

use std::sync::Mutex;

use crate::{Attempt, read_once};

static FRAME: Mutex<Vec<u8>> = Mutex::new(Vec::new());
static TEXT: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// Makes room for `len` bytes and says where. The address holds until the next call with another length.
#[unsafe(no_mangle)]
pub(crate) extern "C" fn keruen_frame(len: usize) -> *mut u8 {
    let Ok(mut frame) = FRAME.lock() else {
        return std::ptr::null_mut();
    };
    frame.resize(len, 0);
    frame.as_mut_ptr()
}

/// How many ways of looking at a frame there are: `attempt` of [`keruen_read`] is below it.
#[unsafe(no_mangle)]
pub(crate) extern "C" fn keruen_attempts() -> usize {
    Attempt::ALL.len()
}

/// Looks at the frame once; `attempt`: a place in [`Attempt::ALL`]. The text's length, or −1 for no code.
#[unsafe(no_mangle)]
pub(crate) extern "C" fn keruen_read(width: usize, height: usize, attempt: usize) -> i32 {
    let (Ok(frame), Ok(mut text)) = (FRAME.lock(), TEXT.lock()) else {
        return -1;
    };
    let Some(&attempt) = Attempt::ALL.get(attempt) else {
        return -1;
    };
    let Some(found) = read_once(width, height, &frame, attempt) else {
        return -1;
    };
    *text = found;
    i32::try_from(text.len()).unwrap_or(-1)
}

/// Where the text of the last successful `keruen_read` lies.
#[unsafe(no_mangle)]
pub(crate) extern "C" fn keruen_text() -> *const u8 {
    TEXT.lock().map_or(std::ptr::null(), |text| text.as_ptr())
}
