internal import Ledger
internal import Storage

/// A kind of cards, or a change of one, to be decided on.
package struct CardTypeProposal: Sendable, Hashable, Codable {
  package var code: String
  /// The version that is changed; 0 for a new kind.
  package var base: Int
  package var nameHans: String
  package var nameHant: String
  package var nameEnglish: String
  package var kind: String
  package var prefix: String
  package var numberLength: Int
  package var validityMonths: Int
  package var isBearer: Bool
  package var needsPIN: Bool
  package var isOpen: Bool

  package init(
    code: String, base: Int = 0, names: Names, kind: Card.Kind, prefix: String, numberLength: Int = 16,
    validityMonths: Int, isBearer: Bool, needsPIN: Bool, isOpen: Bool = true
  ) {
    self.code = code
    self.base = base
    (nameHans, nameHant, nameEnglish) = (names.hans, names.hant, names.en)
    self.kind = kind.rawValue
    self.prefix = prefix
    self.numberLength = numberLength
    self.validityMonths = validityMonths
    self.isBearer = isBearer
    self.needsPIN = needsPIN
    self.isOpen = isOpen
  }

  package var names: Names { Names(hans: nameHans, hant: nameHant, en: nameEnglish) }

  /// Nine digits of chance at least, so that a number is not guessed from another; and none of the platform's
  /// own range, and none that a till would take for a live code. Cards that hold money wait for what keeps
  /// it.
  var isPossible: Bool {
    code.isCode(of: 1...32) && base >= 0 && names.all.allSatisfy { 1...100 ~= $0.unicodeScalars.count }
      && Card.Kind(rawValue: kind).map { $0 != .storedValue } ?? false
      && prefix.isDigits && 4...12 ~= prefix.utf8.count && !prefix.hasPrefix(CardType.platformPrefix)
      && !prefix.hasPrefix(MemberCodeDigits.prefix)
      && 16...19 ~= numberLength && numberLength - prefix.utf8.count - 1 >= 9 && 0...600 ~= validityMonths
  }
}

extension Storage.Transaction {
  /// Refuses early what could not be carried out as things stand.
  /// - Throws: `ApprovalRefusal.invalidOperation` where another kind has these numbers or the code, or the
  ///   kind changed since it was looked at.
  func check(_ proposal: CardTypeProposal) throws {
    guard try fault(of: proposal) == nil else { throw ApprovalRefusal.invalidOperation }
  }

  /// Why the proposal cannot be carried out, as its outcome says; nil when it can.
  fileprivate func fault(of proposal: CardTypeProposal) throws -> String? {
    let old = try queryFirst(CardType.select + "WHERE code = \(proposal.code)") { CardType($0) }
    guard old?.version ?? 0 == proposal.base else { return old == nil ? "not_found" : "changed_since" }
    if let old {
      // Cards that are out were made by these.
      let isSame =
        old.prefix == proposal.prefix && old.numberLength == proposal.numberLength
        && old.kind.rawValue == proposal.kind && old.isBearer == proposal.isBearer
      return isSame ? nil : "range_fixed"
    }
    let taken = try query("SELECT prefix FROM card_type") { $0[0] as String }
    let meets = taken.contains { $0.hasPrefix(proposal.prefix) || proposal.prefix.hasPrefix($0) }
    return meets ? "range_taken" : nil
  }
}

extension Coalition {
  /// Sets a kind of cards that two people decided on; again after a crash, with the same result.
  func executeCardType(_ approval: Approval, _ proposal: CardTypeProposal) async throws -> ExecutionOutcome {
    let now = clock.now()
    let new: CardTypeID = ids.next()
    defer { directoryCache.forgetMembers() }
    return try await database.write { tx in
      let made = try tx.queryFirst("SELECT 1 FROM card_type WHERE approval_id = \(approval.id)") { $0.count }
      if made != nil { return .succeeded("") }
      if let fault = try tx.fault(of: proposal) { return .failed(fault) }
      let names = proposal.names
      try tx.execute(
        """
        INSERT INTO card_type (id, code, version, name_hans, name_hant, name_en, kind, prefix, number_length,
          validity_months, is_bearer, needs_pin, is_open, approval_id, updated_at)
        VALUES (\(new), \(proposal.code), 1, \(names.hans), \(names.hant), \(names.en), \(proposal.kind),
          \(proposal.prefix), \(proposal.numberLength), \(proposal.validityMonths), \(proposal.isBearer),
          \(proposal.needsPIN), \(proposal.isOpen), \(approval.id), \(now))
        ON CONFLICT (code) DO UPDATE SET version = card_type.version + 1, name_hans = excluded.name_hans,
          name_hant = excluded.name_hant, name_en = excluded.name_en,
          validity_months = excluded.validity_months, needs_pin = excluded.needs_pin,
          is_open = excluded.is_open, approval_id = excluded.approval_id, updated_at = excluded.updated_at
        """)
      try append(
        Change(
          action: "card_type.set", subject: "card_type/\(proposal.code)",
          before: proposal.base == 0 ? "" : "version \(proposal.base)", after: proposal.summary),
        by: approval.author, in: tx)
      return .succeeded("")
    }
  }
}

extension CardTypeProposal {
  /// As the audit log shows it.
  fileprivate var summary: String {
    "\(kind) \(prefix)/\(numberLength) months=\(validityMonths) bearer=\(isBearer) pin=\(needsPIN) "
      + "open=\(isOpen)"
  }
}
