//! Work that takes a core, on a thread beside the requests', a few at a time.

use tokio::sync::Semaphore;

use crate::error::Internal;

/// Runs `work` on such a thread once one of `places` is free.
///
/// The thread holds the place, not who waits for it: a client who hangs up frees it no sooner than the work is done, and
/// whoever asks and hangs up again and again keeps no more threads busy than there are places.
pub(crate) async fn beside<T: Send + 'static>(
    places: &'static Semaphore,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Internal> {
    let place = places.acquire().await.map_err(|_| Internal::TaskGone)?;
    let held = move || {
        let done = work();
        drop(place);
        done
    };
    tokio::task::spawn_blocking(held).await.map_err(|_| Internal::TaskGone)
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use tokio::sync::oneshot;

    use super::*;

    #[tokio::test]
    async fn a_place_is_taken_until_the_work_is_done_also_when_nobody_waits_any_more() {
        static PLACES: Semaphore = Semaphore::const_new(1);
        let ((begun, has_begun), (end, ends)) = (oneshot::channel(), mpsc::channel::<()>());
        let work = move || {
            begun.send(()).expect("the test waits for it");
            ends.recv().expect("the test ends it");
        };
        tokio::select! {
            _ = beside(&PLACES, work) => panic!("the work waits for the test"),
            begun = has_begun => begun.expect("the work runs"),
        }
        assert_eq!(PLACES.available_permits(), 0, "who asked is gone, the thread is not");
        end.send(()).expect("the work goes on");
        assert_eq!(beside(&PLACES, || 7).await.expect("the place came back"), 7);
    }

    #[tokio::test]
    async fn a_panic_gives_the_place_back() {
        static PLACES: Semaphore = Semaphore::const_new(1);
        assert!(beside(&PLACES, || panic!("a bug")).await.is_err());
        assert_eq!(beside(&PLACES, || 7).await.expect("the place came back"), 7);
    }
}
