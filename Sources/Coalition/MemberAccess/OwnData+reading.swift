internal import Foundation
internal import Ledger
internal import LedgerStore
internal import Loyalty
internal import Storage

extension Coalition {
  /// Everything kept about the member, complete, as JSON in UTF-8: who they are, what they agreed to, their
  /// devices, cards and wallets with every lot and every movement, and the log's lines about them.
  /// - Throws: ``OrderRefusal/busy``.
  package func exportOwnData(by me: MemberPrincipal) async throws -> [UInt8] {
    var wallets: [OwnData.Wallet] = []
    for wallet in try await self.wallets(by: me) { wallets.append(try await own(wallet, me)) }
    let devices = try await devices(by: me)
    let letters = try await ownLetters(me)
    let choices = try await messageChoices(by: me)
    let cards = try await cards(by: me)
    let (now, all) = (clock.now(), wallets)
    let (publicID, names) = (publicIDs.text(me.member), publicIDs)
    let data = try await database.read { tx in
      let member = try tx.requireMember(me.member)
      let coolUntil = try tx.queryFirst("SELECT cash_out_from FROM member WHERE id = \(me.member)") {
        $0[0] as Instant
      }
      return OwnData(
        exportedAt: now.text,
        profile: OwnData.Profile(
          id: publicID, name: member.name, language: member.language.rawValue,
          status: member.status.rawValue, registeredAt: member.createdAt.text,
          sendingAllowedFrom: coolUntil.flatMap { $0 > now ? $0.text : nil },
          birthday: try tx.birthdays(of: [me.member])[me.member]?.text),
        identities: try tx.ownIdentities(me.member), consents: try tx.ownConsents(me.member),
        devices: devices.map {
          OwnData.Device(name: $0.name, enteredAt: $0.enteredAt.text, seenAt: $0.seenAt.text)
        },
        hasPIN: try tx.isThere("member_pin", of: me.member),
        hasPassword: try tx.isThere("member_password", of: me.member),
        cards: cards.map {
          OwnData.Card(number: $0.number, kind: $0.kind.rawValue, status: $0.status.rawValue)
        },
        wallets: all,
        partnerExchanges: try tx.ownPartnerExchanges(me.member) { publicIDs.text($0) },
        linkedAccounts: try tx.ownLinkedAccounts(me.member) { publicIDs.text($0) }, messages: letters,
        messageChoices: choices.sorted { $0.key.rawValue < $1.key.rawValue }.map {
          OwnData.Way(topic: $0.key.rawValue, email: $0.value.email, sms: $0.value.sms)
        },
        feedback: try tx.ownFeedback(me.member), tags: try tx.ownTags(me.member),
        pointsOrders: try tx.ownOrders(me.member, names),
        sharedWallets: try tx.ownPlaces(me.member, names),
        auditLog: try tx.ownLog(me.member))
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return try [UInt8](encoder.encode(data))
  }

  private func ownLetters(_ me: MemberPrincipal) async throws -> [OwnData.Letter] {
    let language = try await database.read { try $0.requireMember(me.member) }.language
    var letters: [OwnData.Letter] = []
    var page: Page<WordedMessage>
    var last: MessageID?
    repeat {
      page = try await messages(PageRequest(limit: 200, after: last), in: language, by: me)
      letters += page.items.map {
        OwnData.Letter(
          at: $0.message.at.text, kind: $0.message.kind.rawValue, title: $0.title, text: $0.body)
      }
      last = page.items.last?.message.id
    } while page.hasMore
    return letters
  }

  private func own(_ wallet: WalletView, _ me: MemberPrincipal) async throws -> OwnData.Wallet {
    var details: [PointDetail] = []
    var page: Page<PointDetail>
    repeat {
      page = try await entries(
        in: wallet.key.asset, before: details.last?.transaction.id, limit: 500, by: me)
      details += page.items
    } while page.hasMore
    var question = NameQuestion(of: details.map(\.transaction))
    question.programs.insert(wallet.key.asset)
    question.merchants.formUnion(wallet.lots.map(\.source.issuer))
    let book = try await names(question, by: me)
    let program = book.programs[wallet.key.asset]
    return OwnData.Wallet(
      program: program?.names.en ?? "", code: program?.code ?? "", decimals: program?.decimals ?? 0,
      available: wallet.balance.available.units, pending: wallet.balance.pending.units,
      held: wallet.balance.held.units, debt: wallet.balance.debt.units,
      lifetimeEarned: wallet.lifetimeEarned.units, lifetimeSpent: wallet.lifetimeSpent.units,
      lots: wallet.lots.map { OwnData.Lot($0, book) },
      movements: details.map { OwnData.Movement($0, book, publicIDs) })
  }
}

extension OwnData.Lot {
  fileprivate init(_ state: LotState, _ book: NameBook) {
    let lot = state.lot
    self.init(
      number: lot.number, issuer: book.merchants[state.source.issuer]?.en, original: lot.original.units,
      available: lot.available.units, pending: lot.pending.units, held: lot.held.units,
      earnedAt: lot.earnedAt.text, expiresAt: lot.expiresAt == .distantFuture ? nil : lot.expiresAt.text)
  }
}

extension OwnData.Movement {
  fileprivate init(_ detail: PointDetail, _ book: NameBook, _ publicIDs: PublicIDs) {
    let transaction = detail.transaction
    self.init(
      transaction: publicIDs.text(transaction.id), kind: "\(transaction.kind)", at: transaction.at.text,
      channel: "\(transaction.context.channel)", points: detail.effect.units,
      availableAfter: detail.after.available.units,
      merchant: book.merchants[transaction.context.merchant]?.en,
      reference: transaction.context.reference, memo: transaction.context.memo,
      lots: detail.lots.map { OwnData.LotPart(number: $0.number, points: $0.points.units) })
  }
}

extension Storage.Transaction {
  fileprivate func ownIdentities(_ member: MemberID) throws -> [OwnData.Identity] {
    try query(
      """
      SELECT kind, provider, coalesce((SELECT name_en FROM merchant
        WHERE merchant.id = member_identity.merchant_id), ''), value, created_at, proven_at
      FROM member_identity WHERE member_id = \(member) ORDER BY kind, merchant_id, provider
      """
    ) { row in
      let (provider, merchant): (String, String) = (row[1], row[2])
      return OwnData.Identity(
        kind: row[0], of: provider + merchant, value: row[3], since: (row[4] as Instant).text,
        provenAt: (row[5] as Instant?)?.text)
    }
  }

  fileprivate func ownConsents(_ member: MemberID) throws -> [OwnData.Consent] {
    try query("SELECT terms, agreed_at FROM member_consent WHERE member_id = \(member) ORDER BY terms") {
      OwnData.Consent(terms: $0[0], agreedAt: ($0[1] as Instant).text)
    }
  }

  fileprivate func ownLog(_ member: MemberID) throws -> [OwnData.Log] {
    try query(
      """
      SELECT at, action, actor_kind, actor_id FROM audit_log
      WHERE subject = \("member/\(member.rawValue)") ORDER BY number
      """
    ) { row in
      // Who of the staff it was is theirs; that it was one is the member's to know.
      let isOwn = (row[3] as Int64) == member.rawValue
      return OwnData.Log(at: (row[0] as Instant).text, action: row[1], by: isOwn ? "member" : row[2])
    }
  }

  fileprivate func ownFeedback(_ member: MemberID) throws -> [OwnData.Thread] {
    let ids = try query("SELECT id FROM feedback WHERE member_id = \(member) ORDER BY id") {
      $0[0] as FeedbackID
    }
    return try ids.compactMap { try feedback("feedback.id = \($0)") }.map { found in
      let to = try found.merchant.flatMap { try merchant($0) }?.names.en
      return OwnData.Thread(
        to: to, startedAt: found.createdAt.text,
        entries: found.entries.map {
          OwnData.Line(at: $0.at.text, by: $0.author.rawValue, text: $0.text)
        })
    }
  }

  fileprivate func ownPartnerExchanges(
    _ member: MemberID, _ name: (PartnerExchangeID) -> String
  ) throws -> [OwnData.PartnerExchange] {
    try query(
      """
      SELECT partner_exchange.id, partner.name_en, program.name_en, direction, partner_exchange.state,
        partner_exchange.created_at, points, their_points, partner.decimals, account, reference, finished_at
      FROM partner_exchange JOIN partner ON partner.id = partner_exchange.partner_id
      JOIN program ON program.asset_id = partner_exchange.asset_id
      WHERE partner_exchange.member_id = \(member) ORDER BY partner_exchange.id
      """
    ) { row in
      OwnData.PartnerExchange(
        id: name(row[0]), partner: row[1], program: row[2], direction: row[3], state: row[4],
        at: (row[5] as Instant).text, points: row[6], theirPoints: row[7], theirDecimals: row[8],
        account: row[9], reference: row[10], endedAt: (row[11] as Instant?)?.text)
    }
  }

  fileprivate func ownLinkedAccounts(
    _ member: MemberID, _ name: (LinkedAccountID) -> String
  ) throws -> [OwnData.LinkedAccount] {
    try query(
      """
      SELECT linked_account.id, partner.name_en, account, way, linked_at, ended_at FROM linked_account
      JOIN partner ON partner.id = linked_account.partner_id
      WHERE member_id = \(member) ORDER BY linked_account.id
      """
    ) { row in
      OwnData.LinkedAccount(
        id: name(row[0]), partner: row[1], account: row[2], way: row[3],
        linkedAt: (row[4] as Instant).text, endedAt: (row[5] as Instant?)?.text)
    }
  }

  fileprivate func ownTags(_ member: MemberID) throws -> [OwnData.Tag] {
    try query(
      """
      SELECT tag.name, coalesce(merchant.name_en, ''), member_tag.set_at FROM member_tag
      JOIN tag ON tag.id = member_tag.tag_id LEFT JOIN merchant ON merchant.id = member_tag.merchant_id
      WHERE member_tag.member_id = \(member) ORDER BY member_tag.merchant_id, tag.name
      """
    ) { OwnData.Tag(name: $0[0], of: $0[1], since: ($0[2] as Instant).text) }
  }

  fileprivate func ownOrders(_ member: MemberID, _ names: PublicIDs) throws -> [OwnData.PointsOrder] {
    try query(
      PointsOrder.select + """
        WHERE id IN (SELECT id FROM points_order WHERE member_id = \(member)
          UNION ALL SELECT id FROM points_order WHERE receiver_id = \(member)) ORDER BY id
        """
    ) { PointsOrder($0) }.map { order in
      let isGiver = order.member == member
      // What a giver paid, and how, is theirs.
      return OwnData.PointsOrder(
        number: names.text(order.id), program: names.text(order.asset), state: order.state.rawValue,
        orderedAt: order.createdAt.text, points: order.points.units,
        price: isGiver ? order.price.minorUnits : nil,
        currency: order.price.currency, payment: isGiver ? order.payment : nil, paidAt: order.paidAt?.text,
        repayment: isGiver ? order.repayment : nil, repaidAt: order.repaidAt?.text,
        gift: order.receiver.map { _ in isGiver ? "given" : "received" },
        words: order.words.isEmpty ? nil : order.words)
    }
  }

  fileprivate func isThere(_ table: String, of member: MemberID) throws -> Bool {
    try queryFirst("SELECT 1 FROM \(identifier: table) WHERE member_id = \(member)") { $0[0] as Int } != nil
  }
}

extension Instant {
  /// RFC 3339 in UTC, to the second.
  var text: String {
    Date(timeIntervalSince1970: Double(microseconds / 1_000_000)).ISO8601Format()
  }
}
