//! Files that pages ask for: a style and a script of our own, at addresses that change with their content,
//! so that browsers may keep them for good.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

/// A file that is compiled in.
pub(crate) struct Asset {
    /// Its name, with a sum of its content in it.
    name: String,
    content: &'static str,
    kind: &'static str,
}

impl Asset {
    fn new(stem: &str, ending: &str, kind: &'static str, content: &'static str) -> Asset {
        let mut sum = DefaultHasher::new();
        content.hash(&mut sum);
        Asset { name: format!("{stem}-{:016x}.{ending}", sum.finish()), content, kind }
    }

    /// Where it is.
    pub(crate) fn address(&self) -> String {
        format!("/assets/{}", self.name)
    }
}

/// The style of all pages: what findings look like on their own, and everything else.
pub(crate) static STYLE: LazyLock<Asset> = LazyLock::new(|| {
    let style = concat!(include_str!("../assets/style.css"), include_str!("../assets/site.css"));
    Asset::new("style", "css", "text/css; charset=utf-8", style)
});

/// What the statement checker does in the browser.
pub(crate) static CHECK: LazyLock<Asset> = LazyLock::new(|| {
    let script = include_str!("../assets/check.js");
    Asset::new("check", "js", "text/javascript; charset=utf-8", script)
});

/// What stands for the site in the browser's tabs.
pub(crate) static ICON: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new("icon", "svg", "image/svg+xml", include_str!("../assets/icon.svg"))
});

/// Hands out an asset.
pub(crate) async fn asset(Path(name): Path<String>) -> Response {
    let Some(asset) = [&STYLE, &CHECK, &ICON].into_iter().find(|asset| asset.name == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers =
        [(CONTENT_TYPE, asset.kind), (CACHE_CONTROL, "public, max-age=31536000, immutable")];
    (headers, asset.content).into_response()
}
