//! Binlogs with their metadata, ready to be registered.

use dbs_sdk::preflight::Mode;
use dbs_sdk::{Error, Inspection};

use crate::writer::{Log, MIDNIGHT, Shelf};

const NAMES: [&str; 2] = ["mysql-bin.000012", "mysql-bin.000013"];

fn off() -> Inspection {
    Inspection { mode: Mode::Off, ..Inspection::default() }
}

/// Names and metadata of both files, given the wrong way round.
fn of(inspection: &Inspection, shelf: &Shelf) -> Result<Vec<(String, String)>, Error> {
    let paths = [NAMES[1], NAMES[0]].map(|name| shelf.path(name));
    let found = inspection.binlogs(&paths, &[], |_| {})?;
    let name = |path: &std::path::Path| path.file_name().unwrap().to_str().unwrap().to_owned();
    Ok(found.into_iter().map(|(path, meta)| (name(&path), meta.to_json())).collect())
}

#[test]
fn each_has_the_times_that_it_holds_in_the_order_of_the_server() {
    let shelf = Shelf::of(&[(NAMES[0], Log::closed(0, 60)), (NAMES[1], Log::closed(60, 120))]);
    let second = |n: u32| format!("{}000", MIDNIGHT + n);
    let json =
        |from, to| format!("{{\"dataBegin\": {}, \"dataEnd\": {}}}", second(from), second(to));
    for inspection in [Inspection::default(), off()] {
        let expected = [(NAMES[0].to_owned(), json(0, 60)), (NAMES[1].to_owned(), json(60, 120))];
        assert_eq!(of(&inspection, &shelf).unwrap(), expected);
    }
}

#[test]
fn what_is_refused_is_heard_first() {
    let shelf = Shelf::of(&[(NAMES[0], Log::closed(0, 60))]).with(NAMES[1], b"PK\x03\x04");
    // What has no times cannot be registered, even if nothing is looked at.
    for inspection in [Inspection::default(), off()] {
        let mut heard = 0;
        let paths = NAMES.map(|name| shelf.path(name));
        let error = inspection.binlogs(&paths, &[], |_| heard += 1).unwrap_err();
        assert!(error.to_string().starts_with("preflight: error: "), "{error}");
        assert_eq!(heard, 1);
    }
}

#[test]
fn given_times_are_those_of_one_file_of_any_kind() {
    let times = Inspection {
        begin_time: Some("2024-09-25 17:40:02".to_owned()),
        end_time: Some("2024-09-25 17:46:58".to_owned()),
        zone: Some("+08:00".parse().unwrap()),
        ..off()
    };
    let shelf = Shelf::of(&[]).with(NAMES[0], b"PK\x03\x04").with(NAMES[1], b"");
    let found = times.binlogs(&[shelf.path(NAMES[0])], &[], |_| {}).unwrap();
    assert_eq!(found[0].1.to_json(), r#"{"dataBegin": 1727257202000, "dataEnd": 1727257618000}"#);
    assert_eq!((found.len(), &found[0].0), (1, &shelf.path(NAMES[0])));

    let quick = Inspection { mode: Mode::Quick, ..times.clone() };
    assert!(quick.binlogs(&[shelf.path(NAMES[0])], &[], |_| {}).is_err());
    let rows = [
        (times.clone(), "are those of one file"),
        (Inspection { begin_time: None, ..times.clone() }, "begin_time is missing"),
        (Inspection { end_time: None, ..times.clone() }, "end_time is missing"),
        (Inspection { xtrabackup_info_path: Some("x".into()), ..times }, "are for FullBackup"),
    ];
    for (inspection, words) in rows {
        let error = of(&inspection, &shelf).unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
    }
}
