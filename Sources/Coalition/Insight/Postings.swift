package import Ledger
internal import LedgerStore

/// What a transaction posted on an account.
package struct Posting: Sendable, Hashable {
  package let transaction: Ledger.Transaction
  package let amount: Points
}

/// Postings on an account, newest first.
package struct PostingPage: Sendable {
  package let items: [Posting]
  /// Where the next page begins; nil at the account's beginning. A page may have less than was asked for, or
  /// nothing, and still have a next one.
  package let next: TransactionID?
}

extension Coalition {
  /// How many transactions one page looks through.
  static let postingsScanned = 4_000

  /// The postings behind the balance of an account that is no wallet's.
  ///
  /// A merchant's account is posted on by what names the merchant alone, so only that is looked through.
  /// - Throws: `AccessRefusal`.
  package func postings(
    on account: AccountKey, before: TransactionID? = nil, limit: Int = 50, by principal: Principal
  ) async throws -> PostingPage {
    try principal.requireOperator([.reports, .readTransactions])
    if account.kind.isWalletBucket { return PostingPage(items: [], next: nil) }
    let limit = min(max(limit, 1), 1_000)
    var query = TransactionQuery()
    query.before = before
    query.limit = 500
    if account.owner != 0, account.kind != .vouchersOutstanding { query.merchant = MerchantID(account.owner) }
    var found: [Posting] = []
    var scanned = 0
    while scanned < Self.postingsScanned {
      let page = try await ledger.search(query)
      for transaction in page {
        let entries = transaction.entries.filter { $0.account == account }
        if entries.isEmpty { continue }
        found.append(
          Posting(transaction: transaction, amount: entries.reduce(Points(0)) { $0 + $1.amount }))
        if found.count == limit { return PostingPage(items: found, next: transaction.id) }
      }
      if page.count < query.limit { return PostingPage(items: found, next: nil) }
      scanned += page.count
      query.before = page.last?.id
    }
    return PostingPage(items: found, next: query.before)
  }
}
