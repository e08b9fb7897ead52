package import Ledger
internal import Loyalty
internal import Storage

/// What things are called that lists name by number: read in one go for a whole page.
package struct NameBook: Sendable {
  /// A member as a list names them.
  package struct Person: Sendable, Hashable {
    /// Empty when not known.
    package let name: String
    package let phone: String?
    package let email: String?
  }

  /// A programme as far as showing its points needs it.
  package struct Currency: Sendable, Hashable {
    package let code: String
    package let names: Names
    package let decimals: Int
    package let worth: Worth
  }

  package fileprivate(set) var merchants: [MerchantID: Names] = [:]
  package fileprivate(set) var stores: [StoreID: String] = [:]
  /// Their codes.
  package fileprivate(set) var terminals: [TerminalID: String] = [:]
  package fileprivate(set) var members: [MemberID: Person] = [:]
  package fileprivate(set) var programs: [AssetID: Currency] = [:]
  package fileprivate(set) var operators: [OperatorID: String] = [:]
  /// Kinds of cards.
  package fileprivate(set) var cardTypes: [CardTypeID: Names] = [:]
  /// By their names; a merchant's with its code before it, as `STAR/VIP`.
  package fileprivate(set) var tags: [TagID: String] = [:]
  /// As their last version is named.
  package fileprivate(set) var rules: [RuleName: Names] = [:]
  /// Rules of discount, as their last version is named.
  package fileprivate(set) var discounts: [RuleName: Names] = [:]

  /// What members bought for others, by the order's public number.
  package fileprivate(set) var gifts: [String: GivenPoints] = [:]

  /// A rule of earning or of discount, as receipts name it.
  package struct RuleName: Sendable, Hashable {
    package let asset: AssetID
    package let number: UInt32

    package init(_ number: UInt32, of asset: AssetID) {
      self.asset = asset
      self.number = number
    }
  }

  package init() {}
}

/// What is to be looked up.
package struct NameQuestion: Sendable {
  package var merchants: Set<MerchantID> = []
  package var stores: Set<StoreID> = []
  package var terminals: Set<TerminalID> = []
  package var members: Set<MemberID> = []
  package var programs: Set<AssetID> = []
  package var operators: Set<OperatorID> = []
  package var rules: Set<NameBook.RuleName> = []
  package var cardTypes: Set<CardTypeID> = []
  package var tags: Set<TagID> = []
  package var discounts: Set<NameBook.RuleName> = []
  /// Public numbers of orders of points.
  package var orders: Set<String> = []

  package init() {}

  /// Everything that rules name.
  package init(of definitions: [RuleDefinition]) {
    for definition in definitions {
      merchants.formUnion(definition.merchants)
      stores.formUnion(definition.stores)
      cardTypes.formUnion(definition.cardTypes)
      tags.formUnion(definition.tags)
    }
  }

  /// Everything that these transactions name.
  package init(of transactions: [Ledger.Transaction]) {
    for transaction in transactions {
      merchants.insert(transaction.context.merchant)
      stores.insert(transaction.context.store)
      terminals.insert(transaction.context.terminal)
      operators.insert(transaction.context.actor)
      members.insert(transaction.subject.member)
      programs.insert(transaction.subject.asset)
      if !transaction.orderReference.isEmpty { orders.insert(transaction.orderReference) }
      let particulars = Particulars(packed: transaction.context.explanation)
      if let discount = particulars?.discount {
        discounts.insert(NameBook.RuleName(discount.rule, of: transaction.subject.asset))
      }
      for part in particulars?.explanation?.parts ?? [] where part.rule != EarningRules.baseRate {
        rules.insert(NameBook.RuleName(part.rule, of: transaction.subject.asset))
      }
      for touch in transaction.touches {
        members.insert(touch.key.member)
        programs.insert(touch.key.asset)
      }
      for entry in transaction.entries {
        programs.insert(entry.account.asset)
        if entry.account.kind == .issuer || entry.account.kind == .acceptor {
          merchants.insert(MerchantID(entry.account.owner))
        }
      }
    }
  }
}

extension Coalition {
  /// The names asked for, one statement a table; what does not exist is left out.
  ///
  /// A merchant is told of its own places and people, of members who were with it, and of no other merchant.
  /// - Throws: `AccessRefusal`.
  package func names(_ question: NameQuestion, by principal: Principal) async throws -> NameBook {
    try principal.require(.readTransactions)
    let own: SQL = principal.merchant.map { " merchant_id = \($0) AND " } ?? ""
    var question = question
    if let merchant = principal.merchant {
      question.merchants.formIntersection([merchant])
      question.members = try await guests(among: question.members, of: merchant, by: principal)
    }
    let isOperators = principal.merchant == nil
    return try await database.read { [question] tx in
      var book = NameBook()
      if isOperators { book.gifts = try tx.givenPoints(in: question.orders, publicIDs) }
      book.merchants = try tx.named(
        question.merchants, "SELECT id, name_hans, name_hant, name_en FROM merchant WHERE id"
      ) { Names(hans: $0[1], hant: $0[2], en: $0[3]) }
      book.stores = try tx.named(question.stores, "SELECT id, name FROM store WHERE " + own + "id") {
        $0[1]
      }
      book.terminals = try tx.named(
        question.terminals, "SELECT id, code FROM terminal WHERE " + own + "id"
      ) { $0[1] }
      book.operators = try tx.named(
        question.operators, "SELECT id, name FROM operator_user WHERE " + own + "id"
      ) { $0[1] }
      book.members = try tx.named(
        question.members,
        """
        SELECT member.id, coalesce(profile.name, ''), phone.value, email.value FROM member
        LEFT JOIN member_profile AS profile ON profile.member_id = member.id
        LEFT JOIN member_identity AS phone
          ON phone.member_id = member.id AND phone.kind = 'phone' AND phone.merchant_id = 0
            AND phone.provider = ''
        LEFT JOIN member_identity AS email
          ON email.member_id = member.id AND email.kind = 'email' AND email.merchant_id = 0
            AND email.provider = ''
        WHERE member.id
        """
      ) { NameBook.Person(name: $0[1], phone: $0[2], email: $0[3]) }
      book.programs = try tx.named(
        question.programs,
        """
        SELECT asset_id, code, name_hans, name_hant, name_en, decimals, worth_points, worth_minor_units,
          currency
        FROM program WHERE asset_id
        """
      ) { row in
        NameBook.Currency(
          code: row[1], names: Names(hans: row[2], hant: row[3], en: row[4]), decimals: row[5],
          worth: Worth(row[6], are: Money(minorUnits: row[7], currency: row[8])))
      }
      book.programs.merge(try tx.partnerNames(question.programs)) { _, partner in partner }
      book.cardTypes = try tx.named(
        question.cardTypes, "SELECT id, name_hans, name_hant, name_en FROM card_type WHERE id"
      ) { Names(hans: $0[1], hant: $0[2], en: $0[3]) }
      // Rules name them, which are the operator's alone.
      let tags = isOperators ? question.tags : []
      book.tags = try tx.tagNames(tags)
      book.rules = try tx.ruleNames(question.rules, "earning_rule")
      book.discounts = try tx.ruleNames(question.discounts, "discount_rule")
      return book
    }
  }
}

extension Storage.Transaction {
  /// Of programmes outside; nobody's wallet has them, so nothing asks for their worth.
  fileprivate func partnerNames(_ assets: Set<AssetID>) throws -> [AssetID: NameBook.Currency] {
    var names: [AssetID: NameBook.Currency] = [:]
    for asset in assets where asset.isPartners {
      guard let partner = try partner(of: asset) else { continue }
      names[asset] = NameBook.Currency(
        code: "partner:\(partner.code)", names: partner.names, decimals: partner.decimals,
        worth: Worth(1, are: Money(minorUnits: 1, currency: "XXX")))
    }
    return names
  }

  fileprivate func tagNames(_ tags: Set<TagID>) throws -> [TagID: String] {
    try named(
      tags,
      """
      SELECT tag.id, tag.name, merchant.code FROM tag
      LEFT JOIN merchant ON merchant.id = tag.merchant_id WHERE tag.id
      """
    ) { row in (row[2] as String?).map { "\($0)/\(row[1] as String)" } ?? row[1] as String }
  }

  fileprivate func ruleNames(
    _ asked: Set<NameBook.RuleName>, _ table: SQL
  ) throws -> [NameBook.RuleName: Names] {
    if asked.isEmpty { return [:] }
    let found = try query(
      """
      SELECT asset_id, number, name_hans, name_hant, name_en FROM \(table)
      WHERE asset_id IN (\(Set(asked.map(\.asset)).sorted()))
        AND number IN (\(Set(asked.map { Int64($0.number) }).sorted()))
      ORDER BY version
      """
    ) { row in
      (
        NameBook.RuleName(UInt32(row[1] as Int64), of: row[0]),
        Names(hans: row[2], hant: row[3], en: row[4])
      )
    }
    return Dictionary(found) { _, last in last }
  }

  /// The first column is the identifier, the statement ends where the list of identifiers is to follow.
  fileprivate func named<Kind, Value>(
    _ ids: Set<ID<Kind>>, _ select: SQL, _ decode: (borrowing Row) throws -> Value
  ) throws -> [ID<Kind>: Value] {
    let asked = ids.filter(\.isGiven).sorted()
    if asked.isEmpty { return [:] }
    let rows = try query(select + " IN (\(asked))") { ($0[0] as ID<Kind>, try decode($0)) }
    return Dictionary(rows) { first, _ in first }
  }
}
