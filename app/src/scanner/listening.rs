//! What the engine hears from around the page: codes, camera, lamp, builds, links, files, the network that is back.

use leptos::prelude::Set;

use super::device;
use super::engine::Engine;
use super::pairing::take_code;
use super::view::Screen;

impl Engine {
    /// Listens for as long as the page lives.
    pub(super) fn listen(&self) {
        let view = self.view();
        let listener = self.clone();
        device::on_code(move |text| {
            let engine = listener.clone();
            leptos::task::spawn_local(async move { engine.seen(text).await });
        });
        device::on_camera(move |camera| view.camera.set(camera));
        device::on_cameras(move |cameras| view.cameras.set(cameras));
        device::on_torch(move |torch| view.torch.set(torch));
        device::on_build(move |build| view.build.set(build));
        let linked = self.clone();
        device::on_link(move || {
            if let Some(code) = take_code() {
                linked.set_code(Some(code));
                view.problem.set(None);
                view.screen.set(Screen::Pair);
            }
        });
        let back = self.clone();
        device::on_back(move || {
            let engine = back.clone();
            leptos::task::spawn_local(async move {
                engine.recall().await;
                engine.report_now();
                engine.flush().await;
            });
        });
        let taker = self.clone();
        device::on_file(move |text| {
            let engine = taker.clone();
            leptos::task::spawn_local(async move { engine.take_file(text).await });
        });
    }
}
