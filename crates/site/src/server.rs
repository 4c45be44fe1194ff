//! The server: which address is which page.

use std::io;
use std::net::{SocketAddr, TcpListener, ToSocketAddrs};
use std::sync::Arc;

use axum::extract::rejection::FormRejection;
use axum::extract::{DefaultBodyLimit, Path, Query, Request, State};
use axum::http::header::{ALLOW, CONTENT_TYPE};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Form, Router};
use scrutineer_figures::Svg;
use scrutineer_report::words::citations;
use tokio::runtime;
use tokio::task::JoinHandle;

use crate::api;
use crate::assets;
use crate::edition::{Edition, Site};
use crate::guard::{Log, guarded};
use crate::layout::{Page, whole};
use crate::listen::serve;
use crate::pages;
use crate::pages::find::Answer;
#[cfg(feature = "png")]
use crate::parts::PNG;
use crate::parts::SVG;
use crate::problem::{Problem, bare};

/// So many answers are worked out at once; the others wait.
const MOST_AT_WORK: usize = 32;

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
    pub fn run(self, log: Option<Log>) -> io::Result<()> {
        let mut runtime = runtime::Builder::new_multi_thread();
        let runtime = runtime.enable_all().max_blocking_threads(MOST_AT_WORK).build()?;
        let edition = self.site.edition();
        runtime.block_on(async {
            // Whoever comes first need not wait for what takes long.
            tokio::task::spawn_blocking(move || edition.warm());
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            let router = guarded(router(self.site.clone()), self.site, log);
            serve(listener, router, told_to_end()).await;
            Ok(())
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
            "/check",
            get(|site| shown(site, pages::check::empty))
                .post(check)
                .layer(DefaultBodyLimit::max(pages::check::MOST_BYTES)),
        )
        .route("/votes/{*name}", get(vote))
        .route("/compare", get(compare))
        .route("/compare.svg", get(compare_picture))
        .route("/series", get(|site| shown(site, pages::series::list)))
        .route("/series/{*name}", get(series))
        .route("/members", get(|site| shown(site, pages::member::list)))
        .route("/members/{name}", get(member))
        .route("/groups", get(|site| shown(site, pages::group::list)))
        .route("/groups/{name}", get(group))
        .route("/ideal", get(ideal))
        .route("/ideal.svg", get(ideal_picture))
        .route("/blocs", get(blocs))
        .route("/blocs.svg", get(blocs_picture))
        .route("/mandates", get(|site| shown(site, pages::mandates::page)))
        .route("/sources", get(|site| shown(site, pages::sources::page)))
        .route("/find", get(find))
        .route("/assets/{name}", get(assets::asset))
        .fallback(|site| shown(site, |_| Err(Problem::missing("there is no page at this address"))))
        .layer(from_fn_with_state(site.clone(), as_page))
        .merge(api::router())
        .layer(from_fn(straight))
        .with_state(site)
}

/// Whoever ends an address with a slash is led to the address without.
async fn straight(request: Request, next: Next) -> Response {
    let uri = request.uri();
    let path = uri.path();
    if path.len() < 2 || !path.ends_with('/') {
        return next.run(request).await;
    }
    // Not to another host: browsers take two slashes, and backslashes too, for the beginning of one.
    let path = path.trim_matches(['/', '\\']);
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    Redirect::permanent(&format!("/{path}{query}")).into_response()
}

/// What refuses a request without a page of its own gets one.
async fn as_page(State(site): State<Site>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let status = response.status();
    let is_page = response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind == HTML);
    if is_page || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let mut page = refused(&site.edition(), &Problem::with_status(status, bare(status)));
    // What says which ways are allowed stays.
    if let Some(ways) = response.headers().get(ALLOW) {
        page.headers_mut().insert(ALLOW, ways.clone());
    }
    page
}

async fn check(
    site: State<Site>,
    asked: Result<Form<pages::check::Asked>, FormRejection>,
) -> Response {
    let asked = asked.map_err(|why| pages::check::unread(&why));
    shown_in_turn(site, move |edition| pages::check::page(edition, &asked?.0)).await
}

async fn vote(site: State<Site>, Path(name): Path<String>) -> Response {
    named(site, name, pages::vote::page, pages::vote::picture).await
}

async fn series(site: State<Site>, Path(name): Path<String>) -> Response {
    named(site, name, pages::series::page, pages::series::picture).await
}

async fn member(site: State<Site>, Path(name): Path<String>) -> Response {
    named(site, name, pages::member::page, pages::member::picture).await
}

async fn group(site: State<Site>, Path(name): Path<String>) -> Response {
    named(site, name, pages::group::page, pages::group::picture).await
}

async fn compare(site: State<Site>, asked: Query<pages::compare::Asked>) -> Response {
    shown_in_turn(site, move |edition| pages::compare::page(edition, &asked)).await
}

async fn compare_picture(site: State<Site>, asked: Query<pages::compare::Asked>) -> Response {
    drawn(site, Drawn::Svg, move |edition| pages::compare::picture(edition, &asked)).await
}

async fn ideal(site: State<Site>, asked: Query<pages::ideal::Asked>) -> Response {
    shown_in_turn(site, move |edition| pages::ideal::page(edition, &asked)).await
}

async fn ideal_picture(site: State<Site>, asked: Query<pages::ideal::Asked>) -> Response {
    drawn(site, Drawn::Svg, move |edition| pages::ideal::picture(edition, &asked)).await
}

async fn blocs(site: State<Site>, asked: Query<pages::blocs::Asked>) -> Response {
    shown_in_turn(site, move |edition| pages::blocs::page(edition, &asked)).await
}

async fn blocs_picture(site: State<Site>, asked: Query<pages::blocs::Asked>) -> Response {
    drawn(site, Drawn::Svg, move |edition| pages::blocs::picture(edition, &asked)).await
}

/// Votes that match; whoever names one is led to it.
async fn find(State(site): State<Site>, asked: Query<pages::find::Asked>) -> Response {
    let edition = site.edition();
    let answer = move |edition: &Edition| {
        Ok(match pages::find::answer(edition, &asked)? {
            Answer::Page(page) => Ok(whole(edition, &page)),
            Answer::Vote(address) => Err(address),
        })
    };
    match worked_out(&edition, answer).await {
        Ok(Ok(page)) => Html(page).into_response(),
        Ok(Err(address)) => Redirect::to(&address).into_response(),
        Err(problem) => refused(&edition, &problem),
    }
}

/// What has a name: its page, or with an ending its picture.
async fn named(
    site: State<Site>,
    name: String,
    page: impl FnOnce(&Edition, &str) -> Result<Page, Problem> + Send + 'static,
    picture: impl FnOnce(&Edition, &str) -> Result<Svg, Problem> + Send + 'static,
) -> Response {
    match Drawn::asked_for(&name) {
        Some((name, form)) => {
            let name = name.to_owned();
            let draw =
                move |edition: &Edition| picture(edition, &name).map_err(Problem::of_address);
            drawn(site, form, draw).await
        }
        None => {
            shown_in_turn(site, move |edition| page(edition, &name).map_err(Problem::of_address))
                .await
        }
    }
}

/// As what pages are sent.
const HTML: &str = "text/html; charset=utf-8";
/// In which form a picture is sent.
#[derive(Clone, Copy)]
enum Drawn {
    Svg,
    #[cfg(feature = "png")]
    Png,
}

impl Drawn {
    /// The form that a name asks for by its ending, with the name without it.
    fn asked_for(name: &str) -> Option<(&str, Drawn)> {
        #[cfg(feature = "png")]
        if let Some(name) = name.strip_suffix(PNG) {
            return Some((name, Drawn::Png));
        }
        Some((name.strip_suffix(SVG)?, Drawn::Svg))
    }

    fn kind(self) -> &'static str {
        match self {
            Drawn::Svg => "image/svg+xml",
            #[cfg(feature = "png")]
            Drawn::Png => "image/png",
        }
    }

    fn write(self, picture: &Svg) -> Result<Vec<u8>, Problem> {
        match self {
            Drawn::Svg => Ok(picture.unstyled().into_bytes()),
            #[cfg(feature = "png")]
            Drawn::Png => picture.png(PIXELS).map_err(|error| Problem::fault(error.to_string())),
        }
    }
}

/// So many pixels are drawn for each of a picture's own: 1200 across, as other sites show it beside a link.
#[cfg(feature = "png")]
const PIXELS: f32 = 1.25;

/// Works out an answer from what is shown now, on a thread where it may take its time.
pub(crate) async fn worked_out<T: Send + 'static>(
    edition: &Arc<Edition>,
    work: impl FnOnce(&Edition) -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    let of = edition.clone();
    let mut waiting = Waiting(tokio::task::spawn_blocking(move || work(&of)));
    let done = (&mut waiting.0).await;
    done.unwrap_or_else(|_| Err(Problem::fault("this could not be worked out: a fault of ours")))
}

/// Somebody who waits for work. If nobody waits any more and it has not begun, it is not done.
struct Waiting<T>(JoinHandle<T>);

impl<T> Drop for Waiting<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// A page of what is shown now.
async fn shown(
    State(site): State<Site>,
    make: impl FnOnce(&Edition) -> Result<Page, Problem> + Send + 'static,
) -> Response {
    let edition = site.edition();
    match worked_out(&edition, move |edition| Ok(whole(edition, &make(edition)?))).await {
        Ok(page) => Html(page).into_response(),
        Err(problem) => refused(&edition, &problem),
    }
}

/// The same of a page that takes more than a moment to make: when there is a turn, so that others are served meanwhile.
async fn shown_in_turn(
    State(site): State<Site>,
    make: impl FnOnce(&Edition) -> Result<Page, Problem> + Send + 'static,
) -> Response {
    let turn = site.turn().await;
    let make = move |edition: &Edition| {
        // Work goes on when nobody waits for it any more; so does its turn.
        let _turn = turn;
        make(edition)
    };
    shown(State(site), make).await
}

/// A picture of what is shown now, when there is a turn to draw it.
async fn drawn(
    State(site): State<Site>,
    form: Drawn,
    draw: impl FnOnce(&Edition) -> Result<Svg, Problem> + Send + 'static,
) -> Response {
    let turn = site.turn().await;
    let edition = site.edition();
    let draw = move |edition: &Edition| {
        let _turn = turn;
        let citations = citations(&edition.book.info);
        form.write(&draw(edition)?.with_source(&citations))
    };
    match worked_out(&edition, draw).await {
        Ok(picture) => ([(CONTENT_TYPE, form.kind())], picture).into_response(),
        Err(problem) => refused(&edition, &problem),
    }
}

/// The page that stands where there is none.
pub(crate) fn refused(edition: &Edition, problem: &Problem) -> Response {
    let page = pages::problem::page(problem);
    (problem.status, Html(whole(edition, &page))).into_response()
}
