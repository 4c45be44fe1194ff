//! Ideal points: where members stand on a line, session by session.

use maud::{Markup, html};
use scrutineer_figures::{IdealPoint, Svg, ideal_points};
use scrutineer_record::{MemberId, fold};
use serde::Deserialize;

use crate::edition::{Edition, Estimate};
use crate::layout::Page;
use crate::parts::{
    as_data, built_in_alone, distinct_name, figure, hundredths, in_address, member_link,
};
use crate::problem::Problem;

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    /// The member to be picked out, by a name; the permanent members of the Security Council if there is none.
    #[serde(default)]
    member: String,
}

/// The page of all ideal points.
pub(crate) fn page(edition: &Edition, asked: &Asked) -> Result<Page, Problem> {
    let record = &edition.book.record;
    let picked = picked(edition, asked)?;
    let estimate = edition.ideal();
    let query = if asked.member.is_empty() {
        String::new()
    } else {
        format!("?member={}", in_address(&asked.member))
    };
    let mut members: Vec<_> = record.members().iter().collect();
    members.sort_by_key(|(_, member)| fold(&member.press_name));
    Ok(Page {
        title: "Ideal points".to_owned(),
        about:
            "Where members of the United Nations stand on a line, estimated from how they voted."
                .to_owned(),
        part: "/ideal",
        picture: None,
        body: html! {
            h1 { "Ideal points: where members stand" }
            p.lead {
                "Told from how each voted, session by session, beside all others, on one line: where a member stands among the others, not "
                "whether it is right. Of conflicts that run across the line the points tell nothing."
            }
            (built_in_alone(&edition.book))
            form.fields action="/ideal" {
                p {
                    label for="member" { "A member to pick out" }
                    select #member name="member" {
                        option value="" { "The permanent members of the Security Council" }
                        @for (id, member) in members {
                            option value=(member.code) selected[picked.contains(&id)] { (distinct_name(record, id)) }
                        }
                    }
                }
                p { button type="submit" { "Show" } }
            }
            @if estimate.prepared.who.is_empty() {
                p { "No vote of this book tells members apart." }
            } @else {
                (figure("ideal", &format!("/ideal.svg{query}"), |width| Some(drawn(edition, estimate, &picked, width))))
                (last(edition, estimate))
                (as_data(&format!("/ideal{query}")))
            }
        },
    })
}

/// The whole chart.
pub(crate) fn picture(edition: &Edition, asked: &Asked) -> Result<Svg, Problem> {
    let picked = picked(edition, asked)?;
    Ok(drawn(edition, edition.ideal(), &picked, crate::parts::WIDE))
}

fn picked(edition: &Edition, asked: &Asked) -> Result<Vec<MemberId>, Problem> {
    if asked.member.is_empty() {
        return Ok(Vec::new());
    }
    Ok(vec![scrutineer_report::resolve::member(&edition.book.record, &asked.member)?])
}

/// The chart of a member alone among all others.
pub(crate) fn drawn(
    edition: &Edition,
    estimate: &Estimate,
    picked: &[MemberId],
    width: f64,
) -> Svg {
    let points: Vec<IdealPoint> = estimate
        .points()
        .map(|(who, belief)| IdealPoint {
            who: who.clone(),
            middle: belief.mean,
            interval: belief.middle_90(),
        })
        .collect();
    ideal_points(&edition.book.record, &points, picked, &estimate.about(), width)
}

/// The points of the last session, from one end of the line to the other.
fn last(edition: &Edition, estimate: &Estimate) -> Markup {
    let last = estimate.prepared.who.iter().map(|who| who.session).max().unwrap_or(0);
    let mut points: Vec<_> = estimate.points().filter(|(who, _)| who.session == last).collect();
    points.sort_by(|(_, one), (_, other)| other.mean.total_cmp(&one.mean));
    html! {
        section aria-labelledby="last" {
            h2 #last { "In session " (last) }
            details {
                summary { (points.len()) " members, from the side of the United States to the other" }
                div.wide-table tabindex="0" role="region" aria-label="The last session" { table {
                    caption { "Ideal points of session " (last) ", with standard errors" }
                    thead { tr { th scope="col" { "Member" } th.count scope="col" { "Ideal point" } th.count scope="col" { "±" } } }
                    tbody {
                        @for (who, belief) in &points {
                            tr {
                                th scope="row" { (member_link(&edition.book.record, who.member)) }
                                td.count { (hundredths(Some(belief.mean))) } td.count { (hundredths(Some(belief.sd))) }
                            }
                        }
                    }
                } }
            }
        }
    }
}
