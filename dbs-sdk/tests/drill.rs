//! Restore drills: the figures and the timeline, by hand and by laws.

use std::time::Duration;

use dbs_sdk::drill::{
    BackupKind, BackupSet, Event, Figures, Moment, Outcome, Restore, figures, timeline,
};
use proptest::prelude::*;

fn data(id: &str, end_ms: i64) -> BackupSet {
    BackupSet { id: id.to_owned(), kind: BackupKind::Data, begin_ms: end_ms - 5, end_ms }
}

fn log(id: &str, begin_ms: i64, end_ms: i64) -> BackupSet {
    BackupSet { id: id.to_owned(), kind: BackupKind::Log, begin_ms, end_ms }
}

/// A restore task that began at 1000 and took so long.
fn restore(id: &str, set: Option<&str>, point_ms: Option<i64>, took_ms: i64) -> Restore {
    Restore {
        id: id.to_owned(),
        backup_set_id: set.map(str::to_owned),
        point_ms,
        begin_ms: Some(1000),
        end_ms: Some(1000 + took_ms),
        outcome: Outcome::Succeeded,
    }
}

fn with(outcome: Outcome, restore: Restore) -> Restore {
    Restore { outcome, ..restore }
}

fn history() -> (Vec<Restore>, Vec<BackupSet>) {
    let restores = vec![
        restore("r1", None, Some(140), 10_000),
        with(Outcome::Failed, restore("r2", Some("C"), None, 5_000)),
        restore("r3", Some("A"), Some(105), 20_001),
        restore("r4", None, Some(250), 99_000),
        with(Outcome::Open, restore("r5", None, Some(150), 0)),
    ];
    let sets = vec![
        data("A", 90),
        log("l1", 85, 110),
        log("l2", 110, 130),
        data("B", 120),
        log("l3", 130, 170),
        data("C", 160),
        log("l4", 170, 190),
        log("l5", 190, 215),
        data("D", 195),
    ];
    (restores, sets)
}

/// (count, of) of success, data and log coverage.
fn shares(figures: &Figures) -> [(u64, u64); 3] {
    [figures.success, figures.data_coverage, figures.log_coverage]
        .map(|share| (share.count, share.of))
}

/// A timeline in words: time, what, and what it has to do with.
fn told(moments: &[Moment<'_>]) -> Vec<String> {
    let tell = |moment: &Moment<'_>| match &moment.event {
        Event::Backup { set, drills } => {
            let drills: Vec<_> = drills.iter().map(|restore| restore.id.as_str()).collect();
            format!("{} {} by [{}]", moment.at_ms, set.id, drills.join(" "))
        }
        Event::Restore { restore, from } => {
            format!("{} {} from {}", moment.at_ms, restore.id, from.map_or("?", |set| &set.id))
        }
        other => format!("{other:?}"),
    };
    moments.iter().map(tell).collect()
}

#[test]
fn the_four_figures_of_a_small_history() {
    let (restores, sets) = history();
    let figures = figures(100..200, &restores, &sets);
    // r1 and r3, not r2; r4 brings back a time after the range. B and D, not C. l2, l3, l5, not l4.
    assert_eq!(shares(&figures), [(2, 3), (2, 3), (3, 4)]);
    assert_eq!(figures.undecided, 1);
    assert_eq!(figures.success.ratio(), Some(2.0 / 3.0));
    assert_eq!(figures.log_coverage.ratio(), Some(0.75));
    assert_eq!(
        (figures.durations.total, figures.durations.count),
        (Duration::from_millis(30_001), 2)
    );
    assert_eq!(figures.durations.mean(), Some(Duration::from_micros(15_000_500)));
}

#[test]
fn the_timeline_of_a_small_history() {
    let (restores, sets) = history();
    let expected = [
        "105 r3 from A",
        "110 l2 by [r1 r5]",
        "120 B by [r1 r5]",
        "130 l3 by [r1 r5]",
        "140 r1 from B",
        "150 r5 from B",
        "160 C by [r2]",
        "160 r2 from C",
        "170 l4 by []",
        "190 l5 by [r4]",
        "195 D by [r4]",
    ];
    assert_eq!(told(&timeline(100..200, &restores, &sets)), expected);
}

#[test]
fn nothing_has_no_ratio() {
    let nothing = figures(0..100, &[], &[]);
    assert_eq!(nothing, Figures::default());
    assert_eq!(nothing.success.ratio(), None);
    assert_eq!(nothing.durations.mean(), None);
    assert_eq!(timeline(0..100, &[], &[]), []);
    let (restores, sets) = history();
    #[allow(clippy::reversed_empty_ranges, reason = "a range turned round holds nothing")]
    let reversed = figures(200..100, &restores, &sets);
    assert_eq!(reversed, Figures::default());
}

#[test]
fn a_range_holds_its_begin_and_not_its_end() {
    let restores = [restore("begin", None, Some(100), 1), restore("end", Some("A"), Some(200), 1)];
    let sets = [data("A", 100), data("B", 200), log("a", 100, 300), log("b", 200, 300)];
    let told = told(&timeline(100..200, &restores, &sets));
    assert_eq!(told, ["100 A by [begin end]", "100 a by [end]", "100 begin from A"]);
}

#[test]
fn one_id_is_one_restore_the_one_that_is_furthest_along() {
    let running = with(Outcome::Open, restore("r", None, Some(10), 0));
    let failed = with(Outcome::Failed, restore("r", None, Some(10), 5));
    let succeeded = restore("r", None, Some(10), 7);
    for restores in
        [[running.clone(), failed.clone(), succeeded.clone()], [succeeded, running, failed]]
    {
        let figures = figures(0..20, &restores, &[]);
        assert_eq!(shares(&figures)[0], (1, 1));
        assert_eq!((figures.undecided, figures.durations.total.as_millis()), (0, 7));
    }
}

#[test]
fn backups_count_once_but_log_names_come_again() {
    let sets = [data("A", 5), data("A", 5), data("A", 4)];
    assert_eq!(shares(&figures(0..20, &[], &sets))[1], (0, 1));
    let sets = [log("bin.1", 1, 3), log("bin.1", 1, 3), log("bin.1", 11, 13)];
    assert_eq!(shares(&figures(0..20, &[], &sets))[2], (0, 2));
}

#[test]
fn a_restore_replays_the_logs_between_its_backup_and_its_point_in_time() {
    let sets = [
        data("A", 10),
        log("ends as the backup does", 0, 10),
        log("overlaps the backup", 5, 11),
        log("holds one change", 12, 12),
        log("overlaps the point", 19, 25),
        log("overlaps too", 18, 40),
        log("begins at the point", 20, 30),
    ];
    let replayed = |point_ms| -> Vec<_> {
        let restores = [restore("r", Some("A"), Some(point_ms), 1)];
        let told = told(&timeline(0..100, &restores, &sets));
        let drilled = told.iter().filter(|line| line.ends_with("by [r]"));
        drilled.map(|line| line.replace(" by [r]", "")).collect()
    };
    assert_eq!(
        replayed(20),
        [
            "5 overlaps the backup",
            "10 A",
            "12 holds one change",
            "18 overlaps too",
            "19 overlaps the point"
        ]
    );
    assert_eq!(replayed(10), ["10 A"], "nothing lies between");
    assert_eq!(replayed(7), ["10 A"], "named, though it ended later");
}

#[test]
fn a_restore_without_a_known_backup_drills_nothing() {
    let sets = [data("A", 10), log("l", 10, 20)];
    let lost = [restore("r", Some("expired"), Some(15), 1)];
    assert_eq!(shares(&figures(0..100, &lost, &sets)), [(1, 1), (0, 1), (0, 1)]);
    let early = [restore("r", None, Some(9), 1)];
    assert_eq!(shares(&figures(0..100, &early, &sets)), [(1, 1), (0, 1), (0, 1)]);
    let nowhere = [restore("r", Some("expired"), None, 1), restore("s", None, None, 1)];
    assert_eq!(shares(&figures(0..100, &nowhere, &sets)), [(0, 0), (0, 1), (0, 1)]);
}

#[test]
fn durations_that_are_not_known_are_left_out() {
    let backwards = restore("b", None, Some(1), -1);
    let endless = Restore { end_ms: None, ..restore("e", None, Some(1), 0) };
    let instant = restore("i", None, Some(1), 0);
    let figures = figures(0..10, &[backwards, endless, instant], &[]);
    assert_eq!((figures.success.count, figures.durations.count), (3, 1));
    assert_eq!(figures.durations.mean(), Some(Duration::ZERO));
}

#[test]
fn the_longest_durations_have_a_mean() {
    let ages = |id: &str| Restore {
        begin_ms: Some(i64::MIN),
        end_ms: Some(i64::MAX),
        ..restore(id, None, Some(1), 0)
    };
    let figures = figures(0..10, &[ages("a"), ages("b")], &[]);
    assert_eq!(figures.durations.mean(), Some(Duration::from_millis(u64::MAX)));
}

fn times() -> impl Strategy<Value = i64> {
    prop_oneof![8 => 0..40_i64, 1 => any::<i64>(), 1 => Just(i64::MIN), 1 => Just(i64::MAX)]
}

fn outcomes() -> impl Strategy<Value = Outcome> {
    prop_oneof![Just(Outcome::Open), Just(Outcome::Failed), Just(Outcome::Succeeded)]
}

fn ids(letter: &'static str, many: u8) -> impl Strategy<Value = String> {
    (0..many).prop_map(move |number| format!("{letter}{number}"))
}

fn restores() -> impl Strategy<Value = Vec<Restore>> {
    use proptest::option::of;
    let one = (ids("r", 10), of(ids("d", 6)), of(times()), of(times()), of(times()), outcomes())
        .prop_map(|(id, backup_set_id, point_ms, begin_ms, end_ms, outcome)| Restore {
            id,
            backup_set_id,
            point_ms,
            begin_ms,
            end_ms,
            outcome,
        });
    prop::collection::vec(one, 0..12)
}

fn sets() -> impl Strategy<Value = Vec<BackupSet>> {
    let kinds = prop_oneof![Just(BackupKind::Data), Just(BackupKind::Log)];
    let one = (ids("d", 6), kinds, times(), times())
        .prop_map(|(id, kind, begin_ms, end_ms)| BackupSet { id, kind, begin_ms, end_ms });
    prop::collection::vec(one, 0..12)
}

proptest! {
    #[test]
    fn shares_are_at_most_all(
        restores in restores(), sets in sets(), begin in times(), end in times(),
    ) {
        let figures = figures(begin..end, &restores, &sets);
        for share in [figures.success, figures.data_coverage, figures.log_coverage] {
            prop_assert!(share.count <= share.of);
            prop_assert_eq!(share.ratio().is_none(), share.of == 0);
            prop_assert!(share.ratio().is_none_or(|ratio| (0.0..=1.0).contains(&ratio)));
        }
        prop_assert!(figures.durations.count <= figures.success.count);
        prop_assert!(figures.success.of + figures.undecided <= restores.len() as u64);
        let backups = figures.data_coverage.of + figures.log_coverage.of;
        prop_assert!(backups <= sets.len() as u64);
    }

    #[test]
    fn a_timeline_is_sorted_and_inside_its_range(
        restores in restores(), sets in sets(), begin in times(), end in times(),
    ) {
        let moments = timeline(begin..end, &restores, &sets);
        prop_assert!(moments.is_sorted_by_key(|moment| moment.at_ms));
        prop_assert!(moments.iter().all(|moment| (begin..end).contains(&moment.at_ms)));
    }

    #[test]
    fn the_order_of_what_is_given_does_not_matter(
        (restores, shuffled) in restores().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
        (sets, mixed) in sets().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
    ) {
        let range = i64::MIN..i64::MAX;
        let straight = timeline(range.clone(), &restores, &sets);
        prop_assert_eq!(straight, timeline(range, &shuffled, &mixed));
    }

    #[test]
    fn what_is_given_twice_counts_once(restores in restores(), sets in sets()) {
        let range = i64::MIN..i64::MAX;
        let once = figures(range.clone(), &restores, &sets);
        let twice = figures(range, &[&*restores, &*restores].concat(), &[&*sets, &*sets].concat());
        prop_assert_eq!(once, twice);
    }

    #[test]
    fn adjacent_ranges_add_up(
        restores in restores(), sets in sets(), mut cuts in [times(), times(), times()],
    ) {
        cuts.sort_unstable();
        let [begin, middle, end] = cuts;
        let whole = figures(begin..end, &restores, &sets);
        let parts = [begin..middle, middle..end].map(|range| figures(range, &restores, &sets));
        let sum = |part: fn(&Figures) -> u64| parts.iter().map(part).sum::<u64>();
        prop_assert_eq!(whole.success.count, sum(|part| part.success.count));
        prop_assert_eq!(whole.success.of, sum(|part| part.success.of));
        prop_assert_eq!(whole.data_coverage.count, sum(|part| part.data_coverage.count));
        prop_assert_eq!(whole.data_coverage.of, sum(|part| part.data_coverage.of));
        prop_assert_eq!(whole.log_coverage.count, sum(|part| part.log_coverage.count));
        prop_assert_eq!(whole.log_coverage.of, sum(|part| part.log_coverage.of));
        prop_assert_eq!(whole.undecided, sum(|part| part.undecided));
        prop_assert_eq!(whole.durations.count, sum(|part| part.durations.count));
        let total = parts[0].durations.total + parts[1].durations.total;
        prop_assert_eq!(whole.durations.total, total);
    }

    #[test]
    fn a_log_is_drilled_if_an_instant_of_it_is_replayed(
        base in 0..20_i64, point in 0..20_i64, begin in 0..20_i64, length in 1..20_i64,
    ) {
        let restores = [restore("r", Some("A"), Some(point), 1)];
        let sets = [data("A", base), log("l", begin, begin + length)];
        let drilled = figures(0..40, &restores, &sets).log_coverage.count == 1;
        let replayed = (begin..begin + length).any(|instant| (base..point).contains(&instant));
        prop_assert_eq!(drilled, replayed);
    }

    #[test]
    fn one_more_success_never_lowers_a_coverage(restores in restores(), sets in sets(), point in times()) {
        let range = i64::MIN..i64::MAX;
        let before = figures(range.clone(), &restores, &sets);
        let more: Vec<_> =
            restores.into_iter().chain([restore("new", None, Some(point), 1)]).collect();
        let after = figures(range, &more, &sets);
        prop_assert!(before.data_coverage.count <= after.data_coverage.count);
        prop_assert!(before.log_coverage.count <= after.log_coverage.count);
        prop_assert_eq!(before.data_coverage.of, after.data_coverage.of);
    }
}
