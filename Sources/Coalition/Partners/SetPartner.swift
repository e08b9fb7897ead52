internal import Foundation
package import Ledger
internal import Storage

/// What a partner is to be, before two people agree on it.
package struct PartnerDraft: Sendable, Hashable {
  /// Nil for a new one.
  package var partner: PartnerID?
  /// Never changes.
  package var code: String
  package var names: Names
  package var merchant: MerchantID
  package var contract: Partner.Contract
  package var url: String
  package var appKey: String
  package var decimals: Int
  package var status: Partner.Status
  package var linksAccounts: Bool
  package var bringsInto: AssetID?
  /// 16…128 printable ASCII characters; nil makes one for a new partner and keeps that of another.
  package var secret: String?

  package init(
    _ partner: PartnerID? = nil, code: String, names: Names, merchant: MerchantID,
    contract: Partner.Contract = .tongbao, url: String, appKey: String = "", decimals: Int = 0,
    status: Partner.Status = .active, linksAccounts: Bool = false, bringsInto: AssetID? = nil,
    secret: String? = nil
  ) {
    (self.partner, self.code, self.names, self.merchant) = (partner, code, names, merchant)
    (self.contract, self.url, self.appKey, self.decimals) = (contract, url, appKey, decimals)
    (self.status, self.secret) = (status, secret)
    (self.linksAccounts, self.bringsInto) = (linksAccounts, bringsInto)
  }
}

/// A partner to be decided on. Its secret is sealed before anybody can read it.
package struct PartnerProposal: Sendable, Hashable, Codable {
  /// 0 for a new one.
  package let partner: Int64
  /// The version that it changes; 0 for a new one.
  package let version: Int64
  package let code: String
  package let hans: String
  package let hant: String
  package let en: String
  package let merchant: Int64
  package let contract: Partner.Contract
  package let url: String
  package let appKey: String
  package let decimals: Int
  package let status: Partner.Status
  /// Nil as false, and none as nil: proposals of before have neither.
  private let links: Bool?
  private let brings: Int64?
  /// Nil keeps the one that there is.
  let sealedSecret: [UInt8]?

  package var names: Names { Names(hans: hans, hant: hant, en: en) }
  package var changesSecret: Bool { sealedSecret != nil }
  package var linksAccounts: Bool { links ?? false }
  package var bringsInto: AssetID? { brings.map { AssetID($0) } }

  init(_ draft: PartnerDraft, version: Int64, sealedSecret: [UInt8]?) {
    partner = draft.partner?.rawValue ?? 0
    self.version = version
    code = draft.code
    (hans, hant, en) = (draft.names.hans, draft.names.hant, draft.names.en)
    merchant = draft.merchant.rawValue
    contract = draft.contract
    url = draft.url
    appKey = draft.appKey
    decimals = draft.decimals
    status = draft.status
    links = draft.linksAccounts
    brings = draft.bringsInto?.rawValue
    self.sealedSecret = sealedSecret
  }

  var isPossible: Bool {
    code.isCode(of: 1...32) && names.areValid && 0...6 ~= decimals && 1...500 ~= url.utf8.count
      && (contract == .mall ? appKey.isCode(of: 1...64) : appKey.isEmpty)
      && (bringsInto == nil || linksAccounts) && (!linksAccounts || contract == .tongbao)
      && (partner == 0 ? sealedSecret != nil && version == 0 : version >= 1)
      && 1...400 ~= sealedSecret?.count ?? 1
  }
}

/// A proposal, with the secret that was made for it and is never shown again.
package struct ProposedPartner: Sendable {
  package let approval: Approval
  /// Nil where the author gave one, or none changes.
  package let secret: String?
}

extension Coalition {
  /// How long calls carry the earlier secret's signature, too: a day.
  static let earlierPartnerSecretSeconds: Int64 = 86_400

  /// Puts a partner, or a change of one, before a second person.
  /// - Throws: `AccessRefusal`, ``PartnerRefusal``, `ApprovalRefusal`, `MerchantRefusal.merchantNotFound`.
  package func proposePartner(
    _ draft: PartnerDraft, reason: String, by principal: Principal
  ) async throws -> ProposedPartner {
    try principal.requireOperator(.writePrograms)
    try check(draft)
    var draft = draft
    var version: Int64 = 0
    if let id = draft.partner {
      let known = try await database.read { try $0.requirePartner(id) }
      (version, draft.code) = (known.version, known.code)
    }
    var made: String?
    if draft.partner == nil, draft.secret == nil {
      made = "tb_partner_" + Data(ids.bytes(32)).base64EncodedString()
    }
    let sealed = try (draft.secret ?? made).map {
      try PartnerSeal(key: secrets.partnerSecretKey).sealed($0, of: draft.code, nonce: ids.bytes(12))
    }
    let proposal = PartnerProposal(draft, version: version, sealedSecret: sealed)
    return ProposedPartner(
      approval: try await propose(.partner(proposal), reason: reason, by: principal), secret: made)
  }

  private func check(_ draft: PartnerDraft) throws(PartnerRefusal) {
    guard draft.code.isCode(of: 1...32) else { throw .invalid(.code) }
    guard draft.names.areValid else { throw .invalid(.names) }
    guard 0...6 ~= draft.decimals else { throw .invalid(.decimals) }
    guard isAddress(draft.url) else { throw .invalid(.url) }
    guard draft.contract == .mall ? draft.appKey.isCode(of: 1...64) : draft.appKey.isEmpty else {
      throw .invalid(.appKey)
    }
    // The mall contract's signature is for orders, and is not trusted with more.
    guard !draft.linksAccounts || draft.contract == .tongbao else { throw .invalid(.linksAccounts) }
    guard draft.bringsInto == nil || draft.linksAccounts else { throw .invalid(.bringsInto) }
    guard draft.secret?.isCode(of: 16...128) ?? true else { throw .invalid(.secret) }
  }

  /// Without a query, and with room for what is asked, which is put behind it.
  private func isAddress(_ url: String) -> Bool {
    // A fault is the answer no.
    guard !url.contains("?"), !url.hasSuffix("/"), url.utf8.count <= 440 else { return false }
    return (try? WebhookAddress(url, allowsLocal: settings.allowsLocalWebhooks)) != nil  // Nil is the answer.
  }

  /// Sets a partner that two people decided on; again after a crash, with the same result.
  func executePartner(_ approval: Approval, _ proposal: PartnerProposal) async throws -> ExecutionOutcome {
    guard isAddress(proposal.url) else { return .failed("url_invalid") }
    let (now, new): (Instant, PartnerID) = (clock.now(), ids.next())
    do {
      let id = try await database.write { tx in
        let made = try tx.queryFirst("SELECT id FROM partner WHERE approval_id = \(approval.id)") {
          $0[0] as PartnerID
        }
        if let made { return made }
        let id = proposal.partner == 0 ? new : PartnerID(proposal.partner)
        try tx.set(proposal, id, approval.id, at: now)
        try append(
          Change(
            action: proposal.partner == 0 ? "partner.create" : "partner.change",
            subject: "partner/\(id.rawValue)", after: proposal.summary),
          by: approval.author, in: tx)
        return id
      }
      return .succeeded(publicIDs.text(id))
    } catch let refusal as PartnerRefusal {
      return .failed(refusal == .changed ? "changed" : "\(refusal)")
    } catch let error as DatabaseError where error.isUniqueViolation { return .failed("taken") }
  }
}

extension Storage.Transaction {
  /// Refuses early what could not be set as things stand.
  func check(_ proposal: PartnerProposal) throws {
    try requireMerchant(MerchantID(proposal.merchant))
    if let asset = proposal.bringsInto {
      let isThere = try queryFirst("SELECT 1 FROM program WHERE asset_id = \(asset)") { $0[0] as Int }
      if isThere == nil { throw PartnerRefusal.invalid(.bringsInto) }
    }
    let other = try queryFirst(
      """
      SELECT 1 FROM partner WHERE id <> \(proposal.partner) AND (code = \(proposal.code)
        OR merchant_id = \(proposal.merchant) OR (app_key <> '' AND app_key = \(proposal.appKey)))
      """
    ) { $0[0] as Int }
    if other != nil { throw PartnerRefusal.taken }
    if proposal.partner != 0 {
      let known = try requirePartner(PartnerID(proposal.partner))
      guard known.version == proposal.version, known.decimals == proposal.decimals,
        known.code == proposal.code, known.contract == proposal.contract
      else { throw PartnerRefusal.changed }
    }
  }

  fileprivate func set(
    _ proposal: PartnerProposal, _ id: PartnerID, _ approval: ApprovalID, at now: Instant
  ) throws {
    try check(proposal)
    guard proposal.partner != 0 else {
      try execute(
        """
        INSERT INTO partner (id, number, code, name_hans, name_hant, name_en, merchant_id, contract, url,
          app_key, decimals, status, links_accounts, brings_into, sealed_secret, version, approval_id,
          created_at, updated_at)
        SELECT \(id), coalesce(max(number), 0) + 1, \(proposal.code), \(proposal.hans), \(proposal.hant),
          \(proposal.en), \(proposal.merchant), \(proposal.contract), \(proposal.url), \(proposal.appKey),
          \(proposal.decimals), \(proposal.status), \(proposal.linksAccounts), \(proposal.bringsInto),
          \(proposal.sealedSecret ?? []), 1, \(approval), \(now), \(now)
        FROM partner
        """)
      return
    }
    try execute(
      """
      UPDATE partner SET name_hans = \(proposal.hans), name_hant = \(proposal.hant), name_en = \(proposal.en),
        merchant_id = \(proposal.merchant), contract = \(proposal.contract), url = \(proposal.url),
        app_key = \(proposal.appKey), status = \(proposal.status),
        links_accounts = \(proposal.linksAccounts), brings_into = \(proposal.bringsInto),
        version = version + 1, approval_id = \(approval), updated_at = \(now)
      WHERE id = \(id)
      """)
    if let secret = proposal.sealedSecret {
      let end = now.adding(seconds: Coalition.earlierPartnerSecretSeconds)
      try execute(
        """
        UPDATE partner SET earlier_secret = sealed_secret, earlier_until = \(end), sealed_secret = \(secret)
        WHERE id = \(id)
        """)
    }
  }
}

extension PartnerProposal {
  /// As the audit log shows it; the log never forgets, so without the secret and the address's path.
  fileprivate var summary: String {
    "\(code) \(contract.rawValue) \(status.rawValue) \(url.prefix(100)) "
      + "secret=\(changesSecret ? "new" : "kept") links=\(linksAccounts) "
      + "brings_into=\(brings.map { "program/\($0)" } ?? "none")"
  }
}
