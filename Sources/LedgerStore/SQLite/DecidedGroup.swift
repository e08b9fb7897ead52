import Ledger

/// What was decided together and is committed together: on its way from the thread that decides to the one
/// that commits.
struct DecidedGroup {
  var blocks: [Block] = []
  var rows = StateRows()
  /// One a transaction, in order.
  var searchRows: [SearchRow] = []
  /// Keys to be written as a run once the group is durable.
  var keys: KeyRun?
  /// Transactions in the group.
  var count: Int { searchRows.count }
}
