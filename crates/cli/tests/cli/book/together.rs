//! Several programs at one book at once.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use scrutineer_book::Shelf;

use super::{Place, data};

#[test]
fn imports_at_once_all_count_and_readers_see_no_error() {
    let place = Place::new("together");
    let votes = data::many(40);
    for (number, votes) in votes.chunks(10).enumerate() {
        place.file(&format!("{number}.csv"), data::undl(votes));
    }
    assert_eq!(place.run(&["book", "import", "0.csv"]).code, 0);
    let (done, reads) = (AtomicBool::new(false), AtomicUsize::new(0));
    thread::scope(|scope| {
        let (place, done, reads) = (&place, &done, &reads);
        scope.spawn(move || {
            let shelf = Shelf::at(&place.book());
            while !done.load(Ordering::Relaxed) {
                let book = shelf.book().unwrap();
                assert!(book.warnings.is_empty(), "{:?}", book.warnings);
                // Never a part of an import.
                assert_eq!(book.value.info.votes % 10, 0);
                assert!(shelf.part(&["undl:20003"], &[]).unwrap().warnings.is_empty());
                assert!(shelf.verify().unwrap().faults.is_empty());
                reads.fetch_add(1, Ordering::Relaxed);
            }
        });
        // Three at once, several times: the one that comes second waits.
        for _ in 0..4 {
            let imports: Vec<_> = (1..4)
                .map(|number| {
                    let file = format!("{number}.csv");
                    scope.spawn(move || place.run(&["book", "import", &file]))
                })
                .collect();
            for import in imports {
                let ended = import.join().unwrap();
                assert_eq!(ended.code, 0, "{}", ended.stderr);
                let waited = "another import is at work on this book: waiting for it to end\n";
                assert!(ended.stderr.is_empty() || ended.stderr == waited, "{}", ended.stderr);
            }
        }
        done.store(true, Ordering::Relaxed);
    });
    assert!(reads.load(Ordering::Relaxed) > 3);
    let info = place.json(&["book", "info"]);
    assert_eq!(info["votes"], 40);
    assert_eq!(info["sources"][0]["files"].as_array().unwrap().len(), 4);
    place.sound_id();
}
