import Coalition
import Ledger
import Loyalty

/// Turns numbers of the ledger into what a page shows, in the viewer's language and as their rights ask.
struct Naming: Sendable {
  let book: NameBook
  let words: Words
  let publicIDs: PublicIDs
  let isUnmasked: Bool

  init(_ book: NameBook, _ visit: SignedInVisit, _ coalition: Coalition) {
    self.book = book
    words = visit.words
    publicIDs = coalition.publicIDs
    isUnmasked = visit.isUnmasked
  }

  init(_ book: NameBook, _ words: Words, _ publicIDs: PublicIDs) {
    self.book = book
    self.words = words
    self.publicIDs = publicIDs
    isUnmasked = false
  }

  func merchant(_ id: MerchantID) -> String? { book.merchants[id].map { words.name($0) } }

  /// Whose account it is: a merchant's, the platform's, or of one whose name is not for the viewer.
  func issuer(_ id: MerchantID) -> String {
    merchant(id) ?? (id.isGiven ? words.accountOtherMerchant : words.accountPlatform)
  }

  func program(_ asset: AssetID) -> String {
    book.programs[asset].map { words.name($0.names) } ?? words.commonNone
  }

  func member(_ id: MemberID) -> String? {
    guard id.isGiven else { return nil }
    guard let person = book.members[id] else { return publicIDs.text(id) }
    if !person.name.isEmpty { return name(person.name) }
    if let phone = person.phone { return self.phone(phone) }
    return person.email.map(email) ?? publicIDs.text(id)
  }

  func name(_ name: String) -> String {
    isUnmasked || name.isEmpty ? name : name.prefix(1) + String(repeating: "*", count: max(1, name.count - 1))
  }

  func phone(_ phone: String) -> String { isUnmasked ? phone : Masked.phone(phone) }

  func email(_ email: String) -> String { isUnmasked ? email : Masked.email(email) }

  func points(_ points: Points, of asset: AssetID) -> ShownPoints {
    ShownPoints(points.units, decimals: book.programs[asset]?.decimals ?? 0)
  }

  func worth(_ points: Points, of asset: AssetID) -> ShownMoney? {
    book.programs[asset].map { ShownMoney($0.worth.money(for: points)) }
  }
}

extension ShownMoney {
  init(_ money: Money) { self.init(money.minorUnits, money.currency) }
}

extension ShownTime {
  init(_ moment: Instant) { self.init(moment.microseconds) }

  /// Nil for what never comes.
  init?(expiry moment: Instant?) {
    guard let moment, moment != .distantFuture else { return nil }
    self.init(moment.microseconds)
  }
}

extension Words {
  func name(_ names: Names) -> String {
    switch language {
    case .simplifiedChinese: names.hans
    case .traditionalChinese: names.hant
    case .english: names.en
    }
  }
}
