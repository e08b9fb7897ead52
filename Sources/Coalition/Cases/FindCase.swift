package import Ledger
internal import Storage

/// Which cases a list shows; all given conditions must hold.
package struct CaseQuery: Sendable, Hashable {
  package var state: AcquiringCase.State?
  package var kind: AcquiringCase.Kind?
  package var source: AcquiringCase.Source?
  package var merchant: MerchantID?
  package var store: StoreID?
  package var terminal: TerminalID?
  package var day: BusinessDay?
  package var owner: OperatorID?
  /// Only what nobody works on.
  package var isUnowned = false

  package init() {}
}

/// A case with everything that was said about it.
package struct CaseFile: Sendable, Hashable {
  package let found: AcquiringCase
  /// In the order in which they were written.
  package let notes: [CaseNote]
}

extension Coalition {
  /// Cases, newest first; a merchant sees its own, a store's log-in those of the store.
  /// - Throws: `AccessRefusal`.
  package func cases(
    _ query: CaseQuery = CaseQuery(), _ page: PageRequest<Identified.Case> = PageRequest(),
    by principal: Principal
  ) async throws -> Page<AcquiringCase> {
    try principal.require(.readTransactions)
    guard let condition = query.condition(for: principal) else { return Page([], limit: page.limit) }
    return try await database.read { tx in
      let found = try tx.query(
        AcquiringCase.select + "WHERE " + condition
          + "id < \(page.bound) ORDER BY id DESC LIMIT \(page.limit + 1)"
      ) { try AcquiringCase($0) }
      return Page(found, limit: page.limit)
    }
  }

  /// One case with its notes; another merchant's is not found.
  /// - Throws: `AccessRefusal`, ``CaseRefusal/caseNotFound``.
  package func caseFile(_ id: CaseID, by principal: Principal) async throws -> CaseFile {
    try principal.require(.readTransactions)
    return try await database.read { tx in
      CaseFile(found: try tx.requireCase(id, seenBy: principal), notes: try tx.notes(of: id))
    }
  }
}

extension CaseQuery {
  /// The conditions, each followed by AND; nil where nothing can be seen.
  fileprivate func condition(for principal: Principal) -> SQL? {
    if let own = principal.merchant, let merchant, merchant != own { return nil }
    if let store, !principal.sees(store) { return nil }
    var condition: SQL = ""
    if let merchant = principal.merchant ?? merchant { condition += "merchant_id = \(merchant) AND " }
    if let store {
      condition += "store_id = \(store) AND "
    } else if let own = principal.stores {
      condition += "store_id IN (\(own.sorted())) AND "
    }
    if let terminal { condition += "terminal_id = \(terminal) AND " }
    if let state { condition += "state = \(state) AND " }
    if let kind { condition += "kind = \(kind) AND " }
    if let source { condition += "source = \(source.name) AND " }
    if let day { condition += "day = \(day.daysSince1970) AND " }
    if let owner { condition += "owner_id = \(owner) AND " }
    if isUnowned { condition += "owner_id IS NULL AND " }
    return condition
  }
}

extension Storage.Transaction {
  /// The case, where the caller may see it.
  /// - Throws: ``CaseRefusal/caseNotFound``.
  func requireCase(_ id: CaseID, seenBy principal: Principal) throws -> AcquiringCase {
    guard let found = try acquiringCase(id), principal.sees(found.merchant),
      principal.sees(found.store)
    else { throw CaseRefusal.caseNotFound }
    return found
  }

  func notes(of id: CaseID) throws -> [CaseNote] {
    try query(
      """
      SELECT number, actor_kind, actor_id, at, words FROM acquiring_case_note
      WHERE case_id = \(id) ORDER BY number
      """
    ) { CaseNote($0) }
  }
}
