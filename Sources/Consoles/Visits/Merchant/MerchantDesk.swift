import Coalition
import HTTPTypes
import Hummingbird
import Ledger

/// The console of a merchant's people: what its handlers share.
struct MerchantDesk: Sendable {
  let faces: Faces
  let coalition: Coalition
  let door: StaffDoor
  let record: FaceRecord

  init(_ faces: Faces, _ coalition: Coalition, record: @escaping FaceRecord) {
    self.faces = faces
    self.coalition = coalition
    self.record = record
    door = StaffDoor(
      faces: faces, coalition: coalition, tokens: FormToken(key: coalition.secrets.formKey), face: .merchant,
      cookie: .merchantSession, home: .desk, record: record,
      furnish: { session, asked, visit in
        var visit = visit
        visit.desk = try await Self.shell(session, asked, visit.words, faces, coalition)
        return visit
      })
  }

  private static func shell(
    _ session: Session, _ asked: Asked, _ words: Words, _ faces: Faces, _ coalition: Coalition
  ) async throws -> DeskShell {
    let principal = session.principal
    guard let owner = principal.merchant else { throw HTTPError(.notFound) }
    let merchant = try await coalition.merchant(owner, by: principal)
    let stores = try await coalition.stores(of: owner, PageRequest(limit: 200), by: principal).items
    let named = stores.map { DeskShell.Store(id: coalition.publicIDs.text($0.id), name: $0.name) }
    let chosen = faces.cookie(.merchantStore).value(in: asked.request.headers[.cookie])
    return DeskShell(
      merchant: words.name(merchant.names), stores: named.reversed(),
      store: named.first { $0.id == chosen }?.id, places: DeskPlace.open(to: principal),
      suspension: merchant.status == .suspended ? merchant.standingReason : nil)
  }
}

/// A request of a merchant's person, with whose data it is about.
struct DeskVisit: Sendable {
  var visit: SignedInVisit
  let merchant: MerchantID
  /// The store that the person chose; nil for all that they work in.
  let store: StoreID?

  var principal: Principal { visit.principal }
  var words: Words { visit.words }
}

extension MerchantDesk {
  func signedIn(_ asked: Asked, _ answer: (DeskVisit) async throws -> Response) async throws -> Response {
    try await door.signedIn(asked) { try await answer(try deskVisit($0)) }
  }

  func signedInForm(
    _ asked: Asked, _ answer: (DeskVisit, FormFields) async throws -> Response
  ) async throws -> Response {
    try await door.signedInForm(asked) { visit, form in try await answer(try deskVisit(visit), form) }
  }

  private func deskVisit(_ visit: SignedInVisit) throws -> DeskVisit {
    guard let merchant = visit.principal.merchant else { throw HTTPError(.notFound) }
    return DeskVisit(
      visit: visit, merchant: merchant,
      store: visit.visit.desk?.store.flatMap { coalition.publicIDs.id($0) })
  }

  /// The object that the address names; nothing is said of one that is not there.
  func id<Kind: PubliclyNamed>(_ asked: Asked, _ kind: Kind.Type = Kind.self) throws -> ID<Kind> {
    guard let id = coalition.publicIDs.id(asked.id, as: kind) else { throw HTTPError(.notFound) }
    return id
  }

  /// Confines the console to a store on this device, or opens it to all again.
  func chooseStore(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      var response = faces.redirect(to: Link(local: form["back"] ?? "") ?? .desk)
      let chosen = visit.visit.visit.desk?.stores.first { $0.id == form["store"] }?.id
      let cookie = faces.cookie(.merchantStore)
      response.headers[.setCookie] =
        chosen.flatMap { cookie.setting($0, ageSeconds: 30 * 86_400) } ?? cookie.clearing
      return response
    }
  }
}

extension DeskPlace {
  /// What is worth showing to a person: where the operations would let them in.
  static func open(to principal: Principal) -> Set<DeskPlace> {
    var places: Set<DeskPlace> = [.home, .account]
    let scopes = principal.scopes
    if scopes.contains(.writeMerchants) { places.insert(.setUp) }
    if scopes.contains(.readTransactions) { places.insert(.transactions) }
    if scopes.contains(.readMembers) { places.insert(.members) }
    if scopes.contains([.readPrograms, .readTransactions]) { places.insert(.discounts) }
    if scopes.contains(.users) { places.insert(.staff) }
    if scopes.contains(.readMerchants) { places.formUnion([.stores, .terminals]) }
    if scopes.contains(.reports) { places.formUnion([.days, .exports]) }
    if principal.stores == nil {
      if scopes.contains(.readMembers) { places.insert(.feedback) }
      if scopes.contains(.readMerchants) { places.insert(.promotions) }
      if scopes.contains(.reports) { places.formUnion([.settlements, .blocks]) }
      if scopes.contains(.keys) { places.insert(.keys) }
      if scopes.contains(.events) { places.insert(.webhooks) }
      if scopes.contains([.readTransactions, .reports]) { places.insert(.dayFiles) }
    }
    return places
  }
}
