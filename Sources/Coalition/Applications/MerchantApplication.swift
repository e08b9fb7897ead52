package import Ledger
internal import Storage

/// Somebody who wants to be a merchant of the alliance (入驻申请).
package struct MerchantApplication: Sendable, Hashable {
  package enum State: String, CaseIterable, Sendable, SQLScalar {
    case applied
    case inReview = "in_review"
    case approved, rejected, withdrawn

    package var isOpen: Bool { self == .applied || self == .inReview }
  }

  /// What a reviewer looks at before anything is proposed; raw values are stored.
  package struct Checks: OptionSet, Sendable, Hashable {
    package let rawValue: Int64

    package init(rawValue: Int64) { self.rawValue = rawValue }

    /// The company and its number are in the register as written.
    package static let registered = Checks(rawValue: 1 << 0)
    /// No other merchant or application is the same company.
    package static let single = Checks(rawValue: 1 << 1)
    /// The contact was reached by the phone or e-mail given.
    package static let reached = Checks(rawValue: 1 << 2)
    /// The terms were agreed with the applicant.
    package static let agreed = Checks(rawValue: 1 << 3)
    /// The store exists and sells what the category says.
    package static let seen = Checks(rawValue: 1 << 4)

    package static let all: Checks = [.registered, .single, .reached, .agreed, .seen]
  }

  package let id: ApplicationID
  package let state: State
  package let draft: ApplicationDraft
  package let createdAt: Instant
  package let updatedAt: Instant
  /// Who of the operator's people took it up.
  package let reviewer: OperatorID?
  package let checks: Checks
  /// Why it was rejected; empty otherwise.
  package let reason: String
  /// What was proposed about it last.
  package let approval: ApprovalID?
  /// What it became.
  package let merchant: MerchantID?
}

/// What an applicant says.
package struct ApplicationDraft: Sendable, Hashable {
  /// As customers know it.
  package var name: String
  package var profile: MerchantProfile
  package var language: Language
  /// What it would give: so many points…
  package var points: Points
  /// …for so many minor units of money.
  package var perMinorUnits: Int64
  package var storeName: String
  package var storeAddress: String
  /// At most 1,000 characters.
  package var note: String

  package init(
    name: String, profile: MerchantProfile, language: Language = .hans, points: Points = 1,
    perMinorUnits: Int64 = 100, storeName: String, storeAddress: String = "", note: String = ""
  ) {
    self.name = name
    self.profile = profile
    self.language = language
    self.points = points
    self.perMinorUnits = perMinorUnits
    self.storeName = storeName
    self.storeAddress = storeAddress
    self.note = note
  }
}

/// Why something about an application was declined. A closed list.
package enum ApplicationRefusal: Error, Sendable, Hashable {
  case invalid(ApplicationField)
  /// The company is a merchant, or waits for a decision.
  case duplicate
  /// The same key was used for something else.
  case keyReused
  /// The address has had its share of the hour; another try is possible after so many seconds.
  case tooMany(seconds: Int64)
  /// Unknown, or the secret code is not its own: which of the two is not said.
  case notFound
  /// It was decided or withdrawn.
  case notOpen(MerchantApplication.State)
  /// Nobody took it up yet, or not everything was checked.
  case notReviewed
  /// A proposal about it waits for its decision.
  case proposalWaits
  case reasonMissing
  /// The invitation is unknown, used or too old: which is not said.
  case invitationInvalid
}

package enum ApplicationField: String, Sendable, Hashable, CaseIterable {
  case key, name, registration, category, contact, phone, email, points, note
  case legalName = "legal_name"
  case storeName = "store_name"
  case storeAddress = "store_address"
}

extension MerchantApplication {
  static let select: SQL = """
    SELECT id, state, name, legal_name, registration, category, contact, phone, email, language, points,
      per_minor_units, store_name, store_address, note, created_at, updated_at, reviewer_id, checks, reason,
      approval_id, merchant_id
    FROM merchant_application 
    """

  init(_ row: borrowing Row) {
    let profile = MerchantProfile(
      category: row[5], legalName: row[3], registration: row[4], contact: row[6], phone: row[7], email: row[8]
    )
    let draft = ApplicationDraft(
      name: row[2], profile: profile, language: row[9], points: row[10], perMinorUnits: row[11],
      storeName: row[12], storeAddress: row[13], note: row[14])
    self.init(
      id: row[0], state: row[1], draft: draft, createdAt: row[15], updatedAt: row[16], reviewer: row[17],
      checks: Checks(rawValue: row[18]), reason: row[19], approval: row[20], merchant: row[21])
  }
}

extension Storage.Transaction {
  func application(_ id: ApplicationID) throws -> MerchantApplication? {
    try queryFirst(MerchantApplication.select + "WHERE id = \(id)") { MerchantApplication($0) }
  }

  /// - Throws: `ApplicationRefusal.notFound`.
  func requireApplication(_ id: ApplicationID) throws -> MerchantApplication {
    guard let found = try application(id) else { throw ApplicationRefusal.notFound }
    return found
  }

  /// The application, which must still wait for a decision.
  /// - Throws: `ApplicationRefusal.notFound`, `.notOpen`.
  func openApplication(_ id: ApplicationID) throws -> MerchantApplication {
    let found = try requireApplication(id)
    guard found.state.isOpen else { throw ApplicationRefusal.notOpen(found.state) }
    return found
  }

  /// Whether what was proposed about it still waits for its decision.
  func hasProposal(_ application: MerchantApplication, at now: Instant) throws -> Bool {
    guard let id = application.approval, let approval = try approval(id) else { return false }
    // What was approved is carried out now or by the jobs.
    return approval.state == .approved || (approval.state == .requiresReview && now < approval.expiresAt)
  }
}
