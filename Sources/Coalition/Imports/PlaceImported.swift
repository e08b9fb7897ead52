internal import Ledger
internal import Loyalty
internal import Storage

extension MemberImport {
  /// Who each row is, and how they came in.
  typealias Placed = Result<(member: MemberID, standing: ImportedMember.Standing), MemberRowFault>

  /// Finds the members of rows, and registers those who are new, in one commit.
  ///
  /// Two who draw one number, or somebody who registers with a row's phone number meanwhile, make the commit
  /// fail as a whole; looking again tells which.
  func place(
    _ rows: [(row: MemberRow, line: Int)], _ dated: [Result<[Instant], MemberRowFault>], isDryRun: Bool
  ) async throws -> [Placed] {
    if isDryRun {
      return try await coalition.database.read { tx in try self.placed(rows, dated, in: tx).all }
    }
    for _ in 0..<8 {
      do {
        return try await coalition.database.write { tx in
          let placed = try self.placed(rows, dated, in: tx)
          try self.register(placed.newcomers, in: tx)
          for (member, row) in placed.joining { try self.join(row, member, in: tx) }
          return placed.all
        }
      } catch let error as DatabaseError where error.isUniqueViolation { continue }
    }
    throw DatabaseError(.busy, "no free code numbers were found for imported members")
  }

  private struct Placing {
    var all: [Placed] = []
    var newcomers: [(id: MemberID, row: MemberRow)] = []
    var joining: [(member: MemberID, row: MemberRow)] = []
  }

  private func placed(
    _ rows: [(row: MemberRow, line: Int)], _ dated: [Result<[Instant], MemberRowFault>],
    in tx: any Storage.Transaction
  ) throws -> Placing {
    var known = try tx.known(rows.map(\.row), of: merchant)
    var placing = Placing()
    for ((row, line), dated) in zip(rows, dated) {
      if case .failure(let fault) = dated {
        placing.all.append(.failure(fault))
        continue
      }
      func refused(_ column: String, _ code: MemberRowFault.Code) -> Placed {
        .failure(MemberRowFault(line: line, column: column, code))
      }
      let found = known.numbers[row.number] ?? .none
      let byPhone = row.phone.flatMap { known.phones[$0] } ?? .none
      let member = found.isGiven ? found : joinsKnown ? byPhone : .none
      if known.seen.contains(row.number) {
        placing.all.append(refused("number", .taken))
      } else if known.closed.contains(member) {
        placing.all.append(refused("number", .memberClosed))
      } else if found.isGiven {
        placing.all.append(.success((found, .known)))
      } else if byPhone.isGiven, member != byPhone {
        placing.all.append(refused("phone", .taken))
      } else if let holder = row.email.flatMap({ known.emails[$0] }), holder != member {
        placing.all.append(refused("email", .taken))
      } else if let holder = row.card.flatMap({ known.cards[$0] }), holder != member {
        placing.all.append(refused("card", .taken))
      } else if known.numbered.contains(member) {
        placing.all.append(refused("number", .taken))
      } else if member.isGiven {
        placing.joining.append((member, row))
        placing.all.append(.success((member, .joined)))
        known.note(row, as: member)
      } else {
        let id: MemberID = coalition.ids.next()
        placing.newcomers.append((id, row))
        placing.all.append(.success((id, .registered)))
        known.note(row, as: id)
      }
    }
    return placing
  }

  private func register(
    _ newcomers: [(id: MemberID, row: MemberRow)], in tx: any Storage.Transaction
  ) throws {
    if newcomers.isEmpty { return }
    let now = coalition.clock.now()
    let zone = coalition.settings.calendar.zone
    let codes = try tx.freeCodeNumbers(newcomers.count, from: coalition.ids)
    try tx.insert(
      into: "member", columns: ["id", "status", "code_number", "merchant_id", "created_at", "updated_at"],
      rows: zip(newcomers, codes).map { newcomer, code in
        let joined = newcomer.row.joined.map { zone.instant(of: WallTime($0)) } ?? now
        return [
          newcomer.id.sqlValue, Member.Status.active.sqlValue, code.sqlValue, merchant.sqlValue,
          min(joined, now).sqlValue, now.sqlValue,
        ]
      })
    try tx.insert(
      into: "member_profile", columns: ["member_id", "name", "language", "updated_at"],
      rows: newcomers.map { [$0.id.sqlValue, $0.row.name.sqlValue, $0.row.language.sqlValue, now.sqlValue] })
    try insertIdentities(newcomers, withContacts: true, at: now, in: tx)
    for (id, row) in newcomers { try insertCard(row, of: id, at: now, in: tx) }
  }

  private func join(_ row: MemberRow, _ member: MemberID, in tx: any Storage.Transaction) throws {
    let now = coalition.clock.now()
    try insertIdentities([(member, row)], withContacts: false, at: now, in: tx)
    try insertCard(row, of: member, at: now, in: tx)
  }

  private func insertIdentities(
    _ members: [(id: MemberID, row: MemberRow)], withContacts: Bool, at now: Instant,
    in tx: any Storage.Transaction
  ) throws {
    var rows: [[SQLValue]] = []
    func add(_ id: MemberID, _ kind: String, of owner: MerchantID, _ value: String?) {
      guard let value else { return }
      rows.append(
        [id.sqlValue, kind.sqlValue, owner.sqlValue, "".sqlValue, value.sqlValue, now.sqlValue])
    }
    for (id, row) in members {
      add(id, "own", of: merchant, row.number)
      if !withContacts { continue }
      add(id, "phone", of: .none, row.phone)
      add(id, "email", of: .none, row.email)
    }
    try tx.insert(
      into: "member_identity",
      columns: ["member_id", "kind", "merchant_id", "provider", "value", "created_at"], rows: rows)
  }

  private func insertCard(
    _ row: MemberRow, of member: MemberID, at now: Instant, in tx: any Storage.Transaction
  ) throws {
    guard let number = row.card, try tx.card(number: number) == nil else { return }
    try tx.insert(
      Card(
        id: coalition.ids.next(), number: number, member: member, kind: .member, status: .active,
        issuedBy: merchant), at: now)
  }
}

/// Who is there already among those whom rows name.
private struct KnownMembers {
  var numbers: [String: MemberID] = [:]
  var phones: [String: MemberID] = [:]
  var emails: [String: MemberID] = [:]
  /// Nobody's where a card is there and not bound.
  var cards: [String: MemberID] = [:]
  var closed: Set<MemberID> = []
  /// Who has another number of this merchant.
  var numbered: Set<MemberID> = []
  /// Numbers of rows that came in with this batch.
  var seen: Set<String> = []

  mutating func note(_ row: MemberRow, as member: MemberID) {
    seen.insert(row.number)
    numbered.insert(member)
    if let phone = row.phone { phones[phone] = member }
    if let email = row.email { emails[email] = member }
    if let card = row.card { cards[card] = member }
  }
}

extension Storage.Transaction {
  fileprivate func known(_ rows: [MemberRow], of merchant: MerchantID) throws -> KnownMembers {
    var known = KnownMembers()
    func identities(_ kind: String, _ owner: Int64, _ values: [String]) throws -> [String: MemberID] {
      let found = try values.pieces.flatMap { piece in
        try query(
          """
          SELECT identity.value, member.id, member.status FROM member_identity AS identity
          JOIN member ON member.id = identity.member_id
          WHERE identity.kind = \(kind) AND identity.merchant_id = \(owner) AND identity.provider = ''
            AND identity.value IN (\(piece))
          """
        ) { (value: $0[0] as String, id: $0[1] as MemberID, status: $0[2] as Member.Status) }
      }
      for member in found where member.status == .closed { known.closed.insert(member.id) }
      return Dictionary(found.map { ($0.value, $0.id) }) { first, _ in first }
    }
    known.numbers = try identities("own", merchant.rawValue, rows.map(\.number))
    known.phones = try identities("phone", 0, rows.compactMap(\.phone))
    known.emails = try identities("email", 0, rows.compactMap(\.email))
    for callers in Set(known.phones.values).sorted().pieces {
      known.numbered.formUnion(
        try query(
          """
          SELECT member_id FROM member_identity
          WHERE member_id IN (\(callers)) AND kind = 'own' AND merchant_id = \(merchant) AND provider = ''
          """
        ) { $0[0] as MemberID })
    }
    for numbers in rows.compactMap(\.card).pieces {
      let cards = try query("SELECT number, member_id FROM card WHERE number IN (\(numbers))") {
        (number: $0[0] as String, member: $0[1] as MemberID?)
      }
      for card in cards { known.cards[card.number] = card.member ?? .none }
    }
    return known
  }

  /// So many numbers that nobody has.
  fileprivate func freeCodeNumbers(_ count: Int, from ids: IDSource) throws -> [Int64] {
    var free: Set<Int64> = []
    while free.count < count {
      let drawn = Set((free.count..<min(count, free.count + 256)).map { _ in
        Int64(ids.number(below: 1_000_000_000))
      })
      let taken = try query("SELECT code_number FROM member WHERE code_number IN (\(drawn.sorted()))") {
        $0[0] as Int64
      }
      free.formUnion(drawn.subtracting(taken))
    }
    return Array(free)
  }
}

extension Array {
  /// For statements with a list: what they cost to prepare grows with the square of its length.
  fileprivate var pieces: [[Element]] {
    stride(from: 0, to: count, by: 256).map { Array(self[$0..<Swift.min($0 + 256, count)]) }
  }
}
