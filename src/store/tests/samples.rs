//! The bundled articles.

use super::{TODAY, add, article, query, shelf, store};
use crate::news::{Article, Mark};
use crate::store::{MarkChange, Shelf};

fn bundled() -> Vec<Article> {
    vec![
        article("Second in name", "EFE", "2024-06-20"),
        article("First in name", "EFE", "2024-06-20"),
        article("Older", "EFE", "2024-06-19"),
    ]
}

fn titles(shelf: &Shelf) -> Vec<String> {
    let rows = shelf.first(&query(""), TODAY, 10).expect("a list");
    rows.into_iter().map(|row| row.title.to_string()).collect()
}

#[test]
fn samples_keep_their_order_before_others_of_their_day() {
    let (dir, mut library) = store();
    add(&mut library, vec![article("Own", "Post", "2024-06-20")]);
    library.sync_samples(&bundled()).expect("stored");
    assert_eq!(titles(&shelf(&dir)), ["Second in name", "First in name", "Own", "Older"]);
}

#[test]
fn samples_can_be_put_aside() {
    let (dir, mut library) = store();
    library.sync_samples(&bundled()).expect("stored");
    let shelf = shelf(&dir);
    assert!(shelf.shows_samples().expect("known"));
    library.show_samples(false).expect("put aside");
    assert!(!shelf.shows_samples().expect("known"));
    library.sync_samples(&bundled()).expect("nothing new");
    assert!(titles(&shelf).is_empty());
    assert_eq!(shelf.counts().expect("counts").all, 0);
    library.show_samples(true).expect("shown");
    assert_eq!((titles(&shelf).len(), shelf.counts().expect("counts").all), (3, 3));
}

#[test]
fn an_upgrade_renews_the_text_and_keeps_the_marks() {
    let (dir, mut library) = store();
    library.sync_samples(&bundled()).expect("stored");
    let shelf = shelf(&dir);
    let id = shelf.ids(&query("title:older"), TODAY).expect("ids")[0];
    library.mark(&[MarkChange { id, mark: Mark::Starred, on: true }]).expect("marked");
    let mut newer = bundled();
    newer.remove(0);
    newer[1] = Article { body: crate::news::Body::verbatim("A correction."), ..newer[1].clone() };
    library.sync_samples(&newer).expect("renewed");
    assert_eq!(titles(&shelf), ["First in name", "Older"]);
    assert_eq!(shelf.article(id).expect("reads").expect("there").body.text(), "A correction.");
    assert_eq!(shelf.ids(&query("correction is:starred"), TODAY).expect("ids"), [id]);
    assert!(shelf.ids(&query("council title:older"), TODAY).expect("ids").is_empty());
    assert_eq!(shelf.counts().expect("counts").starred, 1);
}
