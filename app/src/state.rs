//! What every handler gets: the backend, the addresses of the assets, our own address.

use std::collections::HashMap;
use std::sync::Arc;

use keruen_backend::Backend;

/// State of the router.
#[derive(Clone)]
pub struct App {
    /// The verbs.
    pub backend: Backend,
    /// Addresses of the built files.
    pub assets: Assets,
    /// Our address as people see it, without a slash at the end, such as `https://keruen.example.org`.
    pub base_url: Arc<str>,
}

/// Addresses of the built files by their plain name; the addresses hold a hash of the content.
#[derive(Clone, Default)]
pub struct Assets(Arc<HashMap<String, String>>);

impl Assets {
    /// From the site's `manifest.json`.
    pub fn new(addresses: HashMap<String, String>) -> Self {
        Self(Arc::new(addresses))
    }

    /// Address of the file with this plain name; a name that was not built leads to a plain 404.
    pub fn url(&self, name: &str) -> String {
        self.0.get(name).cloned().unwrap_or_else(|| format!("/assets/{name}"))
    }
}
