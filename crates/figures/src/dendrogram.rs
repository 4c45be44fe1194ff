//! Which members join first: a tree of merges.

use crate::ink::{DIM, Fill, LINE, TEXT};
use crate::metrics::{lines_within, width};
use crate::scale::{Axis, ends, told};
use crate::sheet::{Caption, SMALL, Sheet};
use crate::svg::{Anchor, Mark, Stroke, Svg, Text, short};

/// Two clusters that become one. The leaves are numbered from 0; what the first merge makes has the next number
/// after the last leaf, and so on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Merge {
    /// The two.
    pub clusters: [usize; 2],
    /// How far apart they are.
    pub distance: f64,
}

/// From leaf to leaf.
const ROW: f64 = 14.0;

/// A leaf of the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaf<'a> {
    /// The member's name.
    pub name: &'a str,
    /// How its bloc is called; empty if none is to be shown.
    pub bloc: &'a str,
}

/// The room for the names of blocs.
const BLOCS: f64 = 150.0;

/// A tree of merges over leaves with their names, and the blocs in which they are.
pub fn dendrogram(caption: &Caption<'_>, unit: &str, leaves: &[Leaf<'_>], merges: &[Merge]) -> Svg {
    let mut sheet = Sheet::new(caption);
    let tree = Tree::of(leaves.len(), merges);
    let rows: Vec<Leaf<'_>> =
        tree.order.iter().filter_map(|leaf| leaves.get(*leaf).copied()).collect();
    let runs: Vec<&[Leaf<'_>]> = rows.chunk_by(|one, other| one.bloc == other.bloc).collect();
    let are_named = rows.iter().any(|leaf| !leaf.bloc.is_empty());
    sheet.prose(unit, SMALL, DIM, false);
    if are_named && sheet.is_narrow() {
        let names: Vec<_> = runs.iter().filter_map(|run| called(run)).collect();
        sheet.prose(&format!("From above: {}", names.join(", ")), SMALL, TEXT, false);
    }
    let beside = if are_named && !sheet.is_narrow() { BLOCS } else { 0.0 };
    let widest = rows.iter().map(|leaf| width(leaf.name, SMALL, false)).fold(0.0, f64::max);
    let names = widest.min(0.4 * sheet.room());
    let (_, high) = ends(merges.iter().map(|merge| merge.distance));
    // What is nearest stands beside the names, at the left.
    let from = sheet.left() + beside + names + 8.0;
    let axis = Axis { low: 0.0, high: high.max(f64::MIN_POSITIVE), from, to: sheet.right() - 12.0 };
    let height = ROW * rows.len() as f64;
    marks(&mut sheet, axis, height);
    brackets(&mut sheet, &runs, beside);
    let top = sheet.y;
    for (row, leaf) in rows.iter().enumerate() {
        let y = top + (row as f64 + 0.5) * ROW + 0.36 * SMALL;
        let text = Text::new(from - 6.0, y, SMALL, TEXT, leaf.name).anchored(Anchor::End);
        sheet.text(text.within(names));
    }
    for joint in &tree.joints {
        let [one, other] = joint.rows.map(|row| short(top + (row + 0.5) * ROW));
        let [start, second] = joint.starts.map(|start| short(axis.place(start)));
        let end = short(axis.place(joint.distance));
        let path = format!("M{start} {one}H{end}V{other}H{second}");
        let told = format!("{} members join at {:.3}", joint.leaves, joint.distance);
        let stroke = Some(Stroke::solid(TEXT, 1.2));
        let shape = Mark::Shape { path, fill: Fill::None, stroke, opacity: 1.0 };
        sheet.draw(Mark::Group { told, marks: vec![shape] });
    }
    sheet.y = top + height;
    let told = |run: &&[Leaf<'_>]| {
        let names: Vec<_> = run.iter().map(|leaf| leaf.name).collect();
        let bloc = called(run).map_or_else(String::new, |called| format!("{called}: "));
        format!("{bloc}{}", names.join(", "))
    };
    let order: Vec<_> = runs.iter().map(told).collect();
    let n = rows.len();
    sheet.finish(format!("Tree of {n} members by {unit}. In order: {}.", order.join("; ")))
}

/// What the members of a bloc that stand beside each other are called, and how many they are.
fn called(run: &[Leaf<'_>]) -> Option<String> {
    let first = run.first().filter(|leaf| !leaf.bloc.is_empty())?;
    Some(format!("{}: {}", first.bloc, run.len()))
}

/// The blocs, with their names where there is room, and lines between them.
fn brackets(sheet: &mut Sheet, runs: &[&[Leaf<'_>]], beside: f64) {
    let mut y = sheet.y;
    for run in runs {
        let (from, height) = (y, ROW * run.len() as f64);
        y += height;
        let Some(called) = called(run) else { continue };
        let [left, right, end] = [sheet.left(), sheet.right(), y].map(short);
        sheet.line(format!("M{left} {end}H{right}"), Stroke::solid(LINE, 1.0));
        if beside > 0.0 {
            let most = run.len().min(3);
            let lines = lines_within(&called, SMALL, false, beside - 14.0, most);
            let first = from + (height - ROW * lines.len() as f64) / 2.0;
            for (place, line) in lines.into_iter().enumerate() {
                let y = first + (place as f64 + 0.5) * ROW + 0.36 * SMALL;
                sheet.text(Text::new(sheet.left(), y, SMALL, TEXT, line));
            }
            let x = short(sheet.left() + beside - 8.0);
            let bracket = format!("M{x} {}V{}", short(from + 2.0), short(y - 2.0));
            sheet.line(bracket, Stroke::solid(TEXT, 1.2));
        }
    }
}

/// The axis above the tree.
fn marks(sheet: &mut Sheet, axis: Axis, height: f64) {
    let marks = axis.marks((axis.to - axis.from) / 90.0);
    let step = match marks.as_slice() {
        [one, other, ..] => other - one,
        _ => 1.0,
    };
    for mark in marks {
        let x = axis.place(mark);
        let number = Text::new(x, sheet.y + SMALL, SMALL, DIM, told(mark, step));
        sheet.text(number.anchored(Anchor::Middle));
        let line = format!("M{} {}v{}", short(x), short(sheet.y + 17.0), short(height + 3.0));
        sheet.line(line, Stroke::solid(LINE, 1.0));
    }
    sheet.y += 20.0;
}

/// A tree laid out: leaves in an order in which no lines cross.
struct Tree {
    order: Vec<usize>,
    joints: Vec<Joint>,
}

/// A merge with its place.
struct Joint {
    rows: [f64; 2],
    /// Where each of the two was joined itself.
    starts: [f64; 2],
    distance: f64,
    leaves: usize,
}

impl Tree {
    fn of(leaves: usize, merges: &[Merge]) -> Tree {
        let order = ordered(leaves, merges);
        let mut rows = vec![0.0; leaves];
        for (row, leaf) in order.iter().enumerate() {
            if let Some(place) = rows.get_mut(*leaf) {
                *place = row as f64;
            }
        }
        // Of each cluster: its row, where it was joined, how many leaves it has.
        let mut clusters: Vec<(f64, f64, usize)> =
            rows.into_iter().map(|row| (row, 0.0, 1)).collect();
        let mut joints = Vec::new();
        for merge in merges {
            let [one, other] =
                merge.clusters.map(|at| clusters.get(at).copied().unwrap_or_default());
            let leaves = one.2 + other.2;
            let (rows, starts) = ([one.0, other.0], [one.1, other.1]);
            joints.push(Joint { rows, starts, distance: merge.distance, leaves });
            clusters.push(((one.0 + other.0) / 2.0, merge.distance, leaves));
        }
        Tree { order, joints }
    }
}

/// The leaves, those of one cluster beside each other. What no merge names comes last.
pub(crate) fn ordered(leaves: usize, merges: &[Merge]) -> Vec<usize> {
    let mut members: Vec<Vec<usize>> = (0..leaves).map(|leaf| vec![leaf]).collect();
    for merge in merges {
        let mut joined = Vec::new();
        for cluster in merge.clusters {
            joined.extend(members.get_mut(cluster).map(std::mem::take).unwrap_or_default());
        }
        members.push(joined);
    }
    members.into_iter().rev().flatten().collect()
}
