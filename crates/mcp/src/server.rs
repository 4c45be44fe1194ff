//! The server: what a client asks goes to a tool or a resource, and what comes of it goes back.

use std::num::NonZero;
use std::sync::Arc;

use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, ContentBlock, ErrorData,
    Implementation, JsonObject, ListResourceTemplatesResult, ListResourcesResult, ListToolsResult,
    PaginatedRequestParams, ReadResourceRequestParams, ReadResourceResponse, ReadResourceResult,
    ResourceContents, ServerCapabilities, ServerConfig, Tool,
};
use rmcp::service::RequestContext;
use rmcp::{RoleServer, ServerHandler};
use scrutineer_book::Book;
use scrutineer_report::words::book_line;
use scrutineer_report::{Error, Hint, See};
use serde_json::Value;
use tokio::sync::Semaphore;

use crate::pages::{Mark, Page};
use crate::resources;
use crate::tools::{self, Callable, Desk};

/// What a client is told to begin with.
const INSTRUCTIONS: &str = "The record of how states vote at the United Nations, and the check on what is said about it. \
    Say nothing about a vote from memory: find it, then show or compare it. `quotable` holds sentences that can be quoted \
    as they stand; give `citations` beside them. Before a text about votes is handed on, send it to check_statement and \
    mend what is contradicted or partly true. Absence is not abstention, abstention is not opposition, and what was \
    adopted without a vote was not adopted unanimously. What the record does not hold, it does not deny: not_in_record \
    and unread are no verdicts.";

/// So many tools, resources or templates are listed at once.
const LISTED: usize = 100;

/// A book and the tools that answer from it.
#[derive(Clone)]
pub(crate) struct Server {
    desk: Arc<Desk>,
    tools: Arc<Vec<Callable>>,
    /// Turns at work: one for each core.
    turns: Arc<Semaphore>,
}

impl Server {
    pub(crate) fn new(book: Book) -> Server {
        let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
        Server {
            desk: Arc::new(Desk::new(book)),
            tools: Arc::new(tools::all()),
            turns: Arc::new(Semaphore::new(cores)),
        }
    }

    /// The page of a list that is asked for, and what leads to the next.
    fn page<T>(
        &self,
        list: &str,
        asked: Option<PaginatedRequestParams>,
        mut all: Vec<T>,
    ) -> Result<(Vec<T>, Option<String>), ErrorData> {
        let mark = Mark::of(&self.desk.book.info.id, list, &JsonObject::new());
        let cursor = asked.and_then(|asked| asked.cursor);
        let page = Page::at(mark, cursor.as_deref(), LISTED)
            .map_err(|error| ErrorData::invalid_params(in_words(&error), None))?;
        let more = page.keep(&mut all);
        Ok((all, page.next(more)))
    }

    /// Works an answer out beside the conversation, which goes on meanwhile.
    async fn answer(
        &self,
        work: impl FnOnce(&Desk, &[Callable]) -> Result<Value, Error> + Send + 'static,
    ) -> Result<Result<Value, Error>, ErrorData> {
        let fault = |why: String| ErrorData::internal_error(why, None);
        let _turn = self.turns.acquire().await.map_err(|why| fault(why.to_string()))?;
        let (desk, tools) = (self.desk.clone(), self.tools.clone());
        let done = tokio::task::spawn_blocking(move || work(&desk, &tools)).await;
        done.map_err(|_| {
            fault("a fault of this program: please report it, with what you asked".to_owned())
        })
    }
}

impl ServerHandler for Server {
    fn get_info(&self) -> ServerConfig {
        let capabilities = ServerCapabilities::builder().enable_tools().enable_resources().build();
        let name = Implementation::new("scrutineer", env!("CARGO_PKG_VERSION"));
        let book = book_line(&self.desk.book.info);
        ServerConfig::new(capabilities)
            .with_server_info(name)
            .with_instructions(format!("{INSTRUCTIONS} The book: {book}."))
    }

    async fn list_tools(
        &self,
        asked: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        let tools = self.tools.iter().map(|callable| callable.tool.clone());
        let (tools, next_cursor) = self.page("tools", asked, tools.collect())?;
        Ok(ListToolsResult { next_cursor, ..ListToolsResult::with_all_items(tools) })
    }

    fn get_tool(&self, name: &str) -> Option<Tool> {
        let mut tools = self.tools.iter().map(|callable| &callable.tool);
        tools.find(|tool| tool.name == name).cloned()
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let mut tools = self.tools.iter();
        let called = tools.find(|callable| callable.tool.name == request.name);
        let call = called.map(|callable| callable.call).ok_or_else(|| {
            let names: Vec<_> = self.tools.iter().map(|callable| &*callable.tool.name).collect();
            ErrorData::invalid_params(
                format!("there is no such tool; there are {}", names.join(", ")),
                None,
            )
        })?;
        let asked = request.arguments.unwrap_or_default();
        let told = self.answer(move |desk, _| call(desk, asked)).await?;
        Ok(match told {
            Ok(answer) => CallToolResult::structured(answer),
            Err(error) => CallToolResult::error(vec![ContentBlock::text(in_words(&error))]),
        }
        .into())
    }

    async fn list_resources(
        &self,
        asked: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourcesResult, ErrorData> {
        let all = resources::list(&self.desk.book);
        let (resources, next_cursor) = self.page("resources", asked, all)?;
        Ok(ListResourcesResult { next_cursor, ..ListResourcesResult::with_all_items(resources) })
    }

    async fn list_resource_templates(
        &self,
        asked: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourceTemplatesResult, ErrorData> {
        let (all, next_cursor) = self.page("templates", asked, resources::templates())?;
        Ok(ListResourceTemplatesResult {
            next_cursor,
            ..ListResourceTemplatesResult::with_all_items(all)
        })
    }

    async fn read_resource(
        &self,
        request: ReadResourceRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<ReadResourceResponse, ErrorData> {
        let uri = request.uri.clone();
        let read = self.answer(move |desk, tools| resources::read(desk, tools, &uri)).await?;
        let answer = read.map_err(|error| ErrorData::resource_not_found(in_words(&error), None))?;
        let contents = ResourceContents::text(answer.to_string(), request.uri)
            .with_mime_type("application/json");
        Ok(ReadResourceResult::new(vec![contents]).into())
    }
}

/// Why there is no answer, with what to ask instead, a line each.
fn in_words(error: &Error) -> String {
    let hint = |hint: &Hint| match &hint.see {
        Some(see) if !hint.named => format!("{}: {}", hint.words, instead(see)),
        _ => hint.words.clone(),
    };
    let hints = error.hints().iter().map(hint);
    [error.message().to_owned()].into_iter().chain(hints).collect::<Vec<_>>().join("\n- ")
}

/// The tool that shows an answer.
fn instead(see: &See) -> String {
    match see {
        See::Vote(vote) => format!("show_vote with the vote {vote}"),
        See::Member(name) => format!("member_record with the member {name}"),
        See::Group(name) => format!("find_vote with the group {name}"),
        See::Topics => "find_vote with words of the topic".to_owned(),
    }
}
