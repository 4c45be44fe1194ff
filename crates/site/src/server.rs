//! The server: which address is which page.

use std::io;
use std::net::{SocketAddr, TcpListener, ToSocketAddrs};

use axum::Router;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use tokio::runtime;

use crate::assets;
use crate::edition::{Edition, Site};
use crate::layout::{Page, whole};
use crate::pages;
use crate::problem::Problem;

/// A site on its way to its readers.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    site: Site,
}

impl Server {
    /// Takes an address for a site. Nobody is served yet.
    ///
    /// # Errors
    /// If the address is none, or another program has it.
    pub fn bind(address: impl ToSocketAddrs, site: Site) -> io::Result<Server> {
        let listener = TcpListener::bind(address)?;
        listener.set_nonblocking(true)?;
        Ok(Server { listener, site })
    }

    /// The address that was taken.
    ///
    /// # Errors
    /// If the system does not tell.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Serves readers until the program is told to end. Requests that have begun are answered first.
    ///
    /// # Errors
    /// If the system does not let it serve.
    pub fn run(self) -> io::Result<()> {
        let runtime = runtime::Builder::new_multi_thread().enable_all().build()?;
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            axum::serve(listener, router(self.site)).with_graceful_shutdown(told_to_end()).await
        })
    }
}

/// Waits until somebody ends the program, at the keyboard or by a signal.
async fn told_to_end() {
    let keyboard = async {
        if tokio::signal::ctrl_c().await.is_err() {
            // Without a way to be told, it runs until it is killed.
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminate) = signal(SignalKind::terminate()) else { return keyboard.await };
        let mut keyboard = std::pin::pin!(keyboard);
        std::future::poll_fn(|context| {
            if keyboard.as_mut().poll(context).is_ready() {
                return std::task::Poll::Ready(());
            }
            terminate.poll_recv(context).map(|_| ())
        })
        .await;
    }
    #[cfg(not(unix))]
    keyboard.await;
}

/// Every address of the site.
pub fn router(site: Site) -> Router {
    Router::new()
        .route("/", get(|site| shown(site, pages::front::page)))
        .route(
            "/votes/{*name}",
            get(|site, Path(name): Path<String>| {
                shown(site, move |edition| pages::vote::page(edition, &name))
            }),
        )
        .route("/assets/{name}", get(assets::asset))
        .fallback(|site| shown(site, |_| Err(Problem::missing("there is no page at this address"))))
        .with_state(site)
}

/// Makes a page of what is shown now, on a thread where it may take its time.
async fn shown(
    State(site): State<Site>,
    make: impl FnOnce(&Edition) -> Result<Page, Problem> + Send + 'static,
) -> Response {
    let edition = site.edition();
    let of = edition.clone();
    let made = tokio::task::spawn_blocking(move || make(&of)).await;
    match made
        .unwrap_or_else(|_| Err(Problem::fault("this page could not be made: a fault of ours")))
    {
        Ok(page) => Html(whole(&edition, &page)).into_response(),
        Err(problem) => {
            let page = pages::problem::page(&problem);
            (problem.status, Html(whole(&edition, &page))).into_response()
        }
    }
}
