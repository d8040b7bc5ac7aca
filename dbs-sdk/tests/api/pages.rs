//! Lists page by page.

use std::pin::pin;

use dbs_sdk::v2019_03_06::{DescribeBackupPlanList, DescribeFullBackupList};
use dbs_sdk::v2021_01_01::{
    DescribeBackupDataList, DescribeDownloadTask, DescribeSandboxInstances,
};
use dbs_sdk::{ErrorKind, Paged};
use futures_util::{StreamExt as _, TryStreamExt as _};
use serde_json::{Value, json};

use crate::server::{Asked, Server};

/// A list of `total` plans, counted from page 0, ten to a page unless asked for another size.
fn plans(asked: &Asked, total: usize) -> Value {
    let number = |name, default| {
        asked.parameter(name).map_or(default, |text| text.parse::<usize>().expect(name))
    };
    let (page, size) = (number("PageNum", 0), number("PageSize", 10));
    let shown = (page * size..total).take(size);
    let plans: Vec<_> = shown.map(|n| json!({"BackupPlanId": format!("dbs{n}")})).collect();
    json!({"Success": true, "PageNum": page, "PageSize": size, "TotalElements": total,
        "Items": {"BackupPlanDetail": plans}})
}

/// The pages asked for, and the ids that came.
async fn read(server: &Server, action: DescribeBackupPlanList) -> (Vec<String>, Vec<String>) {
    let pages: Vec<_> = server.client().pages(action).try_collect().await.expect("pages");
    let items = pages.iter().flat_map(|page| DescribeBackupPlanList::items(page).to_vec());
    let ids = items.map(|plan| plan.backup_plan_id.expect("an id")).collect();
    let asked = server.asked().into_iter();
    let pages = asked.map(|asked| asked.parameter("PageNum").expect("a page").to_owned());
    (pages.collect(), ids)
}

#[tokio::test]
async fn nothing_one_exactly_full_and_many_pages_are_read_from_page_zero() {
    for (total, pages) in [(0, 1), (1, 1), (9, 1), (10, 1), (11, 2), (20, 2), (47, 5)] {
        let server = Server::new(move |asked| plans(asked, total));
        let (asked, ids) = read(&server, DescribeBackupPlanList::default()).await;
        let expected: Vec<_> = (0..pages).map(|page: usize| page.to_string()).collect();
        assert_eq!(asked, expected, "{total} plans");
        let expected: Vec<_> = (0..total).map(|n| format!("dbs{n}")).collect();
        assert_eq!(ids, expected);
    }
}

#[tokio::test]
async fn a_total_that_grows_and_shrinks_is_followed() {
    let mut totals = [15, 25, 22].into_iter();
    let server = Server::new(move |asked| plans(asked, totals.next().expect("three pages")));
    let (asked, ids) = read(&server, DescribeBackupPlanList::default()).await;
    assert_eq!(asked, ["0", "1", "2"]);
    assert_eq!(ids.len(), 22);
}

#[tokio::test]
async fn a_page_and_a_size_of_ones_own_are_kept() {
    let server = Server::new(|asked| plans(asked, 100));
    let mut action = DescribeBackupPlanList::default();
    action.page_num = Some(2);
    action.page_size = Some(30);
    let (asked, ids) = read(&server, action).await;
    assert_eq!(asked, ["2", "3"]);
    assert_eq!(ids.first().map(String::as_str), Some("dbs60"));
    assert_eq!(ids.len(), 40);
}

#[tokio::test]
async fn lists_that_count_from_one_begin_there() {
    let tasks = |asked: &Asked| {
        let page: usize =
            asked.parameter("CurrentPage").expect("a page").parse().expect("a number");
        let list: Vec<_> =
            (0..5).skip((page - 1) * 2).take(2).map(|n| json!({"TaskId": n})).collect();
        json!({"Success": "true", "Data": {"Content": {"List": list}, "PageNumber": page,
            "PageSize": "2", "TotalElements": "5", "TotalPages": 3}})
    };
    let server = Server::new(tasks);
    let pages = server.client().pages(DescribeDownloadTask::new("cn-hangzhou"));
    let pages: Vec<_> = pages.try_collect().await.expect("pages");
    let tasks = pages.iter().flat_map(DescribeDownloadTask::items);
    let ids: Vec<_> = tasks.filter_map(|task| task.task_id.clone()).collect();
    assert_eq!(ids, ["0", "1", "2", "3", "4"]);
    let asked: Vec<_> = server.asked().into_iter().map(|asked| asked.query[0].clone()).collect();
    assert_eq!(asked.len(), 3);
    assert_eq!(asked[0], ("CurrentPage".to_owned(), "1".to_owned()));
}

#[tokio::test]
async fn pages_that_are_json_in_a_text_are_counted_too() {
    let server = Server::new(|asked| {
        let page: usize = asked.parameter("PageNumber").expect("a page").parse().expect("a number");
        let content: Vec<_> = (page..=page).map(|n| json!({"instanceId": n.to_string()})).collect();
        let data = json!({"number": page, "size": 1, "totalElements": 2, "content": content});
        json!({"Success": "True", "Data": data.to_string()})
    });
    let pages = server.client().pages(DescribeSandboxInstances::new("1h"));
    let pages: Vec<_> = pages.try_collect().await.expect("pages");
    let ids: Vec<_> = pages
        .iter()
        .flat_map(DescribeSandboxInstances::items)
        .filter_map(|instance| instance.instance_id.clone())
        .collect();
    assert_eq!(ids, ["1", "2"]);
}

#[tokio::test]
async fn a_list_without_data_is_empty() {
    let server = Server::saying(json!({"Success": "true"}));
    let pages = server.client().pages(DescribeBackupDataList::default());
    let pages: Vec<_> = pages.try_collect().await.expect("pages");
    assert_eq!(pages.len(), 1);
    assert!(DescribeBackupDataList::items(&pages[0]).is_empty());
}

#[tokio::test]
async fn an_error_ends_the_stream() {
    let mut good = true;
    let server = Server::new(move |asked| match std::mem::take(&mut good) {
        true => plans(asked, 30),
        false => json!({"Success": false, "ErrCode": "Param.NotFound", "ErrMessage": "gone"}),
    });
    let mut pages = pin!(server.client().pages(DescribeFullBackupList::new("dbs1")));
    // Plans are no backups: no item, but a total, and the page is the last.
    assert!(pages.next().await.expect("a page").is_ok());
    assert!(pages.next().await.is_none());

    let mut pages = pin!(server.client().pages(DescribeBackupPlanList::default()));
    let error = pages.next().await.expect("an answer").expect_err("a refusal");
    assert_eq!(error.kind(), ErrorKind::Refused);
    assert!(pages.next().await.is_none());
}
