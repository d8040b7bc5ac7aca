//! Lists that come page by page.

use futures_util::stream::{self, Stream};

use crate::action::Action;
use crate::client::Client;
use crate::error::Error;

/// An action whose answer is one page of a list. [`Client::pages`] reads them all.
pub trait Paged: Action + Clone {
    /// What the list holds.
    type Item;
    /// The number of the first page: 0 for some actions, 1 for others.
    const FIRST_PAGE: i32;

    /// The page asked for, if any is.
    fn page(&self) -> Option<i32>;
    /// Asks for a page.
    fn set_page(&mut self, page: i32);
    /// The items of a page asked for, if the caller cares.
    fn page_size(&self) -> Option<i32>;
    /// What a page holds.
    fn items(response: &Self::Response) -> &[Self::Item];
    /// The items on all pages, as one answer tells.
    fn total(response: &Self::Response) -> Option<i64>;
    /// The items of a full page, as one answer tells.
    fn answered_size(response: &Self::Response) -> Option<i64>;
}

impl Client {
    /// All pages of a list, from the page that `action` asks for, else from the first. Each is
    /// fetched when the stream is polled for it; [`Paged::items`] gives what it holds. After an
    /// error the stream ends; a new one may begin at the page that failed.
    ///
    /// The list may change while it is read: what moves to a page that was read already is not
    /// seen, what moves to a later one is seen twice. Give `action` no client token: it would go with
    /// every page.
    ///
    /// ```no_run
    /// use std::pin::pin;
    ///
    /// use dbs_sdk::v2019_03_06::DescribeBackupPlanList;
    /// use dbs_sdk::{Client, Paged as _};
    /// use futures_util::TryStreamExt as _;
    ///
    /// # async fn plans(client: Client) -> Result<(), dbs_sdk::Error> {
    /// let mut pages = pin!(client.pages(DescribeBackupPlanList::default()));
    /// while let Some(page) = pages.try_next().await? {
    ///     for plan in DescribeBackupPlanList::items(&page) {
    ///         println!("{:?} {:?}", plan.backup_plan_id, plan.backup_plan_status);
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn pages<A: Paged>(
        &self,
        action: A,
    ) -> impl Stream<Item = Result<A::Response, Error>> + use<A> {
        let count = PageCount::new(A::FIRST_PAGE, action.page(), action.page_size());
        let client = self.clone();
        stream::try_unfold(Some((action, count)), move |state| {
            let client = client.clone();
            async move {
                let Some((mut action, mut count)) = state else { return Ok(None) };
                action.set_page(count.page());
                let response = client.send(&action).await?;
                let items = A::items(&response).len();
                let more = count.follow(items, A::total(&response), A::answered_size(&response));
                Ok(Some((response, more.then_some((action, count)))))
            }
        })
    }
}

/// How far a list has been read. [`Client::pages`] counts by it; it serves those who ask for the pages
/// in another way, such as by [`Client::call`].
#[derive(Debug, Clone)]
pub struct PageCount {
    page: i32,
    /// Pages before the one that reading began with.
    before: i64,
    asked_size: Option<i64>,
    /// Items read.
    seen: i64,
}

impl PageCount {
    /// Begins at `page`, else at `first_page`, which is the number that the list's first one has.
    /// `size` is how many items of a page are asked for, if that is said.
    pub fn new(first_page: i32, page: Option<i32>, size: Option<i32>) -> Self {
        let page = page.unwrap_or(first_page);
        Self {
            page,
            before: i64::from(page) - i64::from(first_page),
            asked_size: size.map(i64::from),
            seen: 0,
        }
    }

    /// The page to ask for.
    pub fn page(&self) -> i32 {
        self.page
    }

    /// Takes a page into account and tells whether another one comes: the items on it, those on all
    /// pages and those of a full page, as its answer tells. The latest total counts, since lists
    /// change; where none is told, a page that is not full is the last.
    pub fn follow(&mut self, items: usize, total: Option<i64>, size: Option<i64>) -> bool {
        let items = i64::try_from(items).unwrap_or(i64::MAX);
        let size = size.or(self.asked_size).filter(|size| *size > 0);
        self.seen = self.seen.saturating_add(items);
        let Some(next) = self.page.checked_add(1) else { return false };
        self.page = next;
        if items == 0 {
            return false;
        }
        let skipped = self.before.saturating_mul(size.unwrap_or(0));
        match total.filter(|total| *total > 0) {
            Some(total) => skipped.saturating_add(self.seen) < total,
            None => size.is_none_or(|size| items >= size),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn beginning(page: i32, before: i32) -> PageCount {
        PageCount::new(page - before, Some(page), None)
    }

    /// Pages read of a list that answers these (items, total).
    fn read(mut count: PageCount, size: Option<i64>, pages: &[(usize, Option<i64>)]) -> usize {
        let goes_on = |&(items, total): &(usize, Option<i64>)| count.follow(items, total, size);
        1 + pages.iter().map(goes_on).take_while(|more| *more).count()
    }

    #[test]
    fn the_total_ends_the_list() {
        let first = || beginning(0, 0);
        assert_eq!(read(first(), Some(30), &[(0, Some(0))]), 1);
        assert_eq!(read(first(), Some(30), &[(1, Some(1))]), 1);
        assert_eq!(read(first(), Some(30), &[(30, Some(30))]), 1, "exactly full");
        assert_eq!(read(first(), Some(30), &[(30, Some(31)), (1, Some(31))]), 2);
    }

    #[test]
    fn the_latest_total_counts() {
        let first = || beginning(1, 0);
        assert_eq!(read(first(), Some(2), &[(2, Some(2))]), 1);
        let grows = [(2, Some(3)), (2, Some(5)), (1, Some(5))];
        assert_eq!(read(first(), Some(2), &grows), 3);
        let shrinks = [(2, Some(5)), (2, Some(4)), (0, Some(4))];
        assert_eq!(read(first(), Some(2), &shrinks), 2);
        let lies = [(2, Some(100)), (0, Some(100)), (0, Some(100))];
        assert_eq!(read(first(), Some(2), &lies), 2, "an empty page is the last");
    }

    #[test]
    fn without_a_total_a_page_that_is_not_full_is_the_last() {
        for total in [None, Some(0)] {
            assert_eq!(read(beginning(0, 0), Some(2), &[(2, total), (1, total), (2, total)]), 2);
            assert_eq!(read(beginning(0, 0), None, &[(2, total), (1, total), (0, total)]), 3);
        }
    }

    #[test]
    fn a_service_that_gives_smaller_pages_is_read_to_the_end() {
        let count = PageCount::new(0, None, Some(100));
        assert_eq!(read(count, Some(30), &[(30, Some(60)), (30, Some(60)), (0, None)]), 2);
    }

    #[test]
    fn reading_may_begin_in_the_middle() {
        assert_eq!(read(beginning(3, 2), Some(10), &[(10, Some(35)), (5, Some(35))]), 2);
        assert_eq!(read(beginning(i32::MAX, 0), None, &[(10, None), (10, None)]), 1);
    }
}
