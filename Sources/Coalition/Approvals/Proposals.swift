package import Ledger

/// A correction of points to be decided on.
package struct AdjustProposal: Sendable, Hashable, Codable {
  package let member: Int64
  package let asset: Int64
  /// Positive gives, negative takes; never 0.
  package let points: Int64
  /// The merchant that bears it, 0 for the operator.
  package let issuer: Int64
  /// At most 200 UTF-8 bytes.
  package let memo: String
  /// The raw value of an ``AdjustReason``; nil where only words were given.
  package let code: String?

  package init(
    member: MemberID, asset: AssetID, points: Points, issuer: MerchantID = .none, memo: String,
    code: AdjustReason? = nil
  ) {
    self.code = code?.rawValue
    self.member = member.rawValue
    self.asset = asset.rawValue
    self.points = points.units
    self.issuer = issuer.rawValue
    self.memo = memo
  }

  package var wallet: WalletKey { WalletKey(member: MemberID(member), asset: AssetID(asset)) }
}

/// Why points are corrected, as a code that reports can count by. Raw values are stored.
package enum AdjustReason: String, CaseIterable, Sendable {
  /// The till's slip was lost, the purchase is proven otherwise.
  case receiptLost = "receipt_lost"
  /// Too many or too few were booked.
  case wrongAmount = "wrong_amount"
  /// They went to another member.
  case wrongMember = "wrong_member"
  /// The platform or a channel failed.
  case systemFault = "system_fault"
  /// A complaint was made good.
  case goodwill
  /// Points were got by abuse.
  case abuse
  /// Needs words of its own.
  case other
}

/// Two members of one person that are to become one.
package struct MergeProposal: Sendable, Hashable, Codable {
  /// Will be closed.
  package let from: Int64
  /// Will have everything.
  package let into: Int64

  package init(from: MemberID, into: MemberID) {
    self.from = from.rawValue
    self.into = into.rawValue
  }
}

/// A member who was merged by mistake and is to be a member of their own again.
package struct SeparationProposal: Sendable, Hashable, Codable {
  /// Who was closed by the merge.
  package let member: Int64

  package init(member: MemberID) { self.member = member.rawValue }
}

/// What a merchant may do in a programme, to be decided on.
package struct TermsProposal: Sendable, Hashable, Codable {
  package struct Life: Sendable, Hashable, Codable {
    let origin: String
    let rule: String
    let value: Int
  }

  package let merchant: Int64
  package let asset: Int64
  package let isIssuing: Bool
  package let isAccepting: Bool
  package let earnPoints: Int64
  package let perMinorUnits: Int64
  package let rounding: String
  package let issuingLimit: Int64?
  package let validity: [Life]

  package init(_ terms: MerchantTerms) {
    merchant = terms.merchant.rawValue
    asset = terms.asset.rawValue
    isIssuing = terms.isIssuing
    isAccepting = terms.isAccepting
    earnPoints = terms.earning.points.units
    perMinorUnits = terms.earning.perMinorUnits
    rounding = terms.earning.rounding.rawValue
    issuingLimit = terms.issuingLimit?.units
    validity = terms.validity.map { Life(origin: $0.column, rule: $1.rule.name, value: $1.rule.value) }
      .sorted { $0.origin < $1.origin }
  }

  /// Nil where a row says what no rule is.
  package var terms: MerchantTerms? {
    guard let rounding = EarnTerms.Rounding(rawValue: rounding) else { return nil }
    var lives: [Origin: Validity] = [:]
    for life in validity {
      guard let origin = Origin(column: life.origin), let rule = Validity(rule: life.rule, value: life.value)
      else { return nil }
      lives[origin] = rule
    }
    return MerchantTerms(
      merchant: MerchantID(merchant), asset: AssetID(asset), isIssuing: isIssuing, isAccepting: isAccepting,
      earning: EarnTerms(Points(earnPoints), perMinorUnits: perMinorUnits, rounding: rounding),
      issuingLimit: issuingLimit.map { Points($0) }, validity: lives)
  }
}

/// A key to be decided on; its secret is made when its author collects it.
package struct KeyProposal: Sendable, Hashable, Codable {
  package let name: String
  package let kind: String
  package let scopes: Int64
  package let merchant: Int64?
  package let terminal: Int64?
  package let isLoginProof: Bool
  package let isSignedOnly: Bool
  package let expiresAt: Int64?
  package let requestsPerMinute: Int?
  package let pointsPerDay: Int64?

  package init(_ draft: APIKeyDraft) {
    name = draft.name
    kind = draft.kind.rawValue
    scopes = draft.scopes.rawValue
    merchant = draft.merchant?.rawValue
    terminal = draft.terminal?.rawValue
    isLoginProof = draft.isLoginProof
    isSignedOnly = draft.isSignedOnly
    expiresAt = draft.expiresAt?.microseconds
    requestsPerMinute = draft.requestsPerMinute
    pointsPerDay = draft.pointsPerDay?.units
  }
}

/// An import of a merchant's past purchases, to be decided on.
package struct PurchasesProposal: Sendable, Hashable, Codable {
  /// The one file that is meant, with what its check came to, so that whoever decides sees what they approve.
  package struct File: Sendable, Hashable, Codable {
    package let id: Int64
    package let asset: Int64
    package let name: String
    package let sha256: String
    package let accepted: Int
    package let points: Int64
    /// Of a file of members; nil of purchases.
    package let members: Members?
  }

  package struct Members: Sendable, Hashable, Codable {
    /// Of those that are accepted, who is not there yet.
    package let new: Int
    package let joinsKnown: Bool
  }

  package let merchant: Int64
  /// Nil for what somebody brings in otherwise, as from the command line.
  package let file: File?

  package init(merchant: MerchantID) {
    self.merchant = merchant.rawValue
    file = nil
  }

  init(_ file: ImportFile) {
    merchant = file.merchant.rawValue
    self.file = File(
      id: file.id.rawValue, asset: Int64(file.asset.rawValue), name: file.name, sha256: file.sha256,
      accepted: file.check.accepted, points: file.check.points,
      members: file.kind == .members
        ? Members(new: file.newMembers, joinsKnown: file.joinsKnown) : nil)
  }
}

/// A list with personal data in full, to be taken away as a file.
package struct ExportProposal: Sendable, Hashable, Codable {
  /// As `members`.
  package let list: String
  /// What is asked for, without personal data; at most 300 characters.
  package let filter: String

  package init(list: String, filter: String) {
    self.list = list
    self.filter = filter
  }
}

/// A rule to be set or taken away.
package struct RuleProposal: Sendable, Hashable, Codable {
  /// The raw value of a ``ReviewedOperation``.
  package let operation: String
  package let above: Int64
  /// `require`, `block`, or `none` to take the rule away.
  package let control: String
  package let reviewers: Int64

  package init(_ rule: ApprovalRule) {
    operation = rule.operation.rawValue
    above = rule.above
    control = rule.control.rawValue
    reviewers = rule.reviewers.rawValue
  }

  package init(removing operation: ReviewedOperation, above: Int64) {
    self.operation = operation.rawValue
    self.above = above
    control = "none"
    reviewers = 0
  }
}
