import Coalition
import Ledger

extension TestShop {
  static let place = EntryPlace(address: "192.0.2.7", device: "Chrome, Android")

  /// The code that the platform sent to a number last.
  func code(to number: String) -> String { codes.latest(for: number)?.code ?? "none" }

  /// Enters as a person does: by code, agreeing to the terms where they are asked.
  func enter(_ phone: String = "13800138000", from place: EntryPlace = place) async throws -> MemberEntry {
    clock.advance(seconds: 61)
    try await coalition.requestEntryCode(to: phone, language: .en, from: place)
    switch try await coalition.enter(phone: phone, code: code(to: "+86" + phone), from: place) {
    case .entered(let entry): return entry
    case .agreement(let ticket):
      return try await coalition.enter(
        ticket: ticket, EntryAgreement(isAgreed: true, language: .en), from: place)
    }
  }

  func me(_ entry: MemberEntry) async throws -> MemberPrincipal {
    try await coalition.memberSession(entry.token).principal
  }

  /// A fresh code for changes of one's own access.
  func ownCode(_ me: MemberPrincipal, at number: String = "+8613800138000") async throws -> String {
    clock.advance(seconds: 61)
    try await coalition.requestOwnCode(by: me)
    return code(to: number)
  }
}
