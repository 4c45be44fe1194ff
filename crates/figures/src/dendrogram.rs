//! Which members join first: a tree of merges.

use crate::ink::{DIM, LINE, TEXT};
use crate::metrics::width;
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

/// A tree of merges over leaves with their names, and where it is cut, if it is.
pub fn dendrogram(
    caption: &Caption<'_>,
    unit: &str,
    leaves: &[&str],
    merges: &[Merge],
    cut: Option<f64>,
) -> Svg {
    let mut sheet = Sheet::new(caption);
    sheet.prose(unit, SMALL, DIM, false);
    let widest = leaves.iter().map(|leaf| width(leaf, SMALL, false)).fold(0.0, f64::max);
    let names = widest.min(0.4 * sheet.room());
    let (_, high) = ends(merges.iter().map(|merge| merge.distance).chain(cut));
    // What is nearest stands beside the names, at the left.
    let from = sheet.left() + names + 8.0;
    let axis = Axis { low: 0.0, high: high.max(f64::MIN_POSITIVE), from, to: sheet.right() - 12.0 };
    let tree = Tree::of(leaves.len(), merges);
    let height = ROW * leaves.len() as f64;
    marks(&mut sheet, axis, height);
    let top = sheet.y;
    if let Some(cut) = cut {
        let x = short(axis.place(cut));
        let line = format!("M{x} {}v{}", short(top), short(height));
        sheet.line(line, Stroke { ink: TEXT, width: 1.2, dashes: "5 3" });
    }
    for (row, leaf) in tree.order.iter().enumerate() {
        let name = leaves.get(*leaf).copied().unwrap_or_default();
        let y = top + (row as f64 + 0.5) * ROW + 0.36 * SMALL;
        let text = Text::new(from - 6.0, y, SMALL, TEXT, name).anchored(Anchor::End);
        sheet.text(text.within(names));
    }
    for merge in &tree.joints {
        let [one, other] = merge.rows.map(|row| short(top + (row + 0.5) * ROW));
        let [start, second] = merge.starts.map(|start| short(axis.place(start)));
        let end = short(axis.place(merge.distance));
        let path = format!("M{start} {one}H{end}V{other}H{second}");
        let told = format!("{} members join at {:.3}", merge.leaves, merge.distance);
        let shape = Mark::Shape {
            path,
            fill: crate::ink::Fill::None,
            stroke: Some(Stroke::solid(TEXT, 1.2)),
            opacity: 1.0,
        };
        sheet.draw(Mark::Group { told, marks: vec![shape] });
    }
    sheet.y = top + height;
    let order: Vec<_> = tree.order.iter().filter_map(|leaf| leaves.get(*leaf).copied()).collect();
    let cut = cut.map_or_else(String::new, |cut| format!(" It is cut at {cut:.3}."));
    let description =
        format!("Tree of {} members by {unit}.{cut} In order: {}.", leaves.len(), order.join(", "));
    sheet.finish(description)
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
fn ordered(leaves: usize, merges: &[Merge]) -> Vec<usize> {
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
