internal import Ledger
internal import Storage

extension PurchaseImport {
  /// Looks up what lines name for the first time, in lists; registers what is missing where that was asked
  /// for.
  mutating func learn(_ lines: [PurchaseLine], isDryRun: Bool) async throws {
    let unknownMembers = Set(lines.map(\.member)).filter { members[$0] == nil && $0.isCode(of: 1...64) }
      .sorted()
    let unknownStores = Set(lines.map(\.store)).filter { stores[$0] == nil && $0.isCode(of: 1...32) }.sorted()
    if unknownMembers.isEmpty, unknownStores.isEmpty { return }
    let merchant = merchant
    let found = try await coalition.database.read { tx in
      (
        members: try tx.query(
          """
          SELECT identity.value, member.id, member.status FROM member_identity AS identity
          JOIN member ON member.id = identity.member_id
          WHERE identity.kind = 'own' AND identity.merchant_id = \(merchant) AND identity.provider = ''
            AND identity.value IN (\(unknownMembers))
          """
        ) { (name: $0[0] as String, id: $0[1] as MemberID, status: $0[2] as Member.Status) },
        stores: try tx.query(
          "SELECT code, id FROM store WHERE merchant_id = \(merchant) AND code IN (\(unknownStores))"
        ) { (name: $0[0] as String, id: $0[1] as StoreID) }
      )
    }
    for member in found.members where member.status != .closed { members[member.name] = member.id }
    for store in found.stores { stores[store.name] = store.id }
    guard registersUnknown, !isDryRun else { return }
    let known = Set(found.members.map(\.name))
    try await register(
      members: unknownMembers.filter { !known.contains($0) },
      stores: unknownStores.filter { stores[$0] == nil })
  }

  /// Registers members under the merchant's numbers and opens stores, all in one commit.
  private mutating func register(members names: [String], stores codes: [String]) async throws {
    if names.isEmpty, codes.isEmpty { return }
    let (ids, now, merchant) = (coalition.ids, coalition.clock.now(), merchant)
    let newMembers = names.map { name in
      (name: name, id: ids.next(Identified.Member.self), code: Int64(ids.number(below: 1_000_000_000)))
    }
    let newStores = codes.map { code in (code: code, id: ids.next(Identified.Store.self)) }
    try await coalition.database.write { tx in
      for store in newStores {
        try tx.execute(
          """
          INSERT INTO store (id, merchant_id, code, name, status, created_at, updated_at)
          VALUES (\(store.id), \(merchant), \(store.code), \(store.code), 'active', \(now), \(now))
          """)
      }
      for member in newMembers {
        try tx.execute(
          """
          INSERT INTO member (id, status, code_number, merchant_id, created_at, updated_at)
          VALUES (\(member.id), 'active', \(try tx.freeCodeNumber(from: member.code)), \(merchant), \(now),
            \(now))
          """)
        try tx.execute(
          """
          INSERT INTO member_profile (member_id, name, language, updated_at)
          VALUES (\(member.id), '', 'zh-Hans', \(now))
          """)
        let identity = try MemberIdentity.own(member.name, of: merchant).columns(countryCode: "")
        try tx.insert(identity, of: member.id, at: now)
      }
    }
    for member in newMembers { members[member.name] = member.id }
    for store in newStores { stores[store.code] = store.id }
  }
}

extension Storage.Transaction {
  /// The first free code number from here on: numbers are drawn, so two may meet.
  fileprivate func freeCodeNumber(from drawn: Int64) throws -> Int64 {
    var number = drawn
    while try queryFirst("SELECT 1 FROM member WHERE code_number = \(number)", { $0[0] as Int64 }) != nil {
      number = (number + 1) % 1_000_000_000
    }
    return number
  }
}
