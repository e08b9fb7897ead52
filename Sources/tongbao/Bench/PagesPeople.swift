import Coalition
import Foundation
import Ledger

/// Who asks for pages in `tongbao bench pages`: a person of the operator's, one of the largest merchant's,
/// its cashier, and the busiest member, signed in as people are.
struct PagesPeople {
  static let memberPIN = "274135"
  private static let place = "127.0.0.1"

  /// The `Cookie` field of each.
  let operatorPerson: String
  let merchantPerson: String
  let cashier: String
  let member: String

  let merchant: Merchant
  let busiest: Member

  init(_ coalition: Coalition, codes: CodeTray) async throws {
    let merchant = try await coalition.merchant(code: PagesData.code(0), by: .system)
    self.merchant = merchant
    busiest = try await coalition.member(.phone(PagesData.phone(0)), by: .system)
    let run = String(UInt64.random(in: 0 ... .max), radix: 36)
    let password = "bench " + run
    _ = try await coalition.createUser(
      UserDraft(login: "admin-\(run)", name: "Bench", password: password, roles: .administrator), by: .system)
    let operatorSession = try await coalition.signIn(
      login: "admin-\(run)", password: password, to: .platform, from: Self.place)
    operatorPerson = "tb_operator=" + operatorSession.token
    let number = String(Int.random(in: 100_000...999_999))
    let owner = try await coalition.createUser(
      UserDraft(
        login: "owner-\(run)", name: "Bench", password: password, roles: .merchantOwner,
        merchant: merchant.id,
        number: number), by: .system)
    let merchantSession = try await coalition.signIn(
      login: "owner-\(run)", password: password, to: .merchant, from: Self.place)
    merchantPerson = "tb_merchant=" + merchantSession.token
    cashier = try await Self.cashier(owner, number, merchant, coalition)
    try await coalition.setPIN(Self.memberPIN, of: busiest.id, by: .system)
    member = "tb_member=" + (try await Self.enter(busiest, coalition, codes)).token
  }

  private static func cashier(
    _ owner: OperatorUser, _ number: String, _ merchant: Merchant, _ coalition: Coalition
  ) async throws -> String {
    let pin = "582913"
    try await coalition.setStaffPIN(pin, of: owner.id, by: .system)
    let terminal = try await coalition.terminal(code: "W1", of: merchant.id, by: .system)
    let code = try await coalition.createPairingCode(forTerminal: terminal.id, by: .system).code
    let seat = try await coalition.pairSeat(code: code, from: place)
    let session = try await coalition.signInToSeat(seat.token, login: number, pin: pin, from: place)
    _ = try await coalition.openShift(
      by: try await coalition.session(session.token, at: .seat, from: place))
    return "tb_seat=\(seat.token); tb_cashier=\(session.token)"
  }

  private static func enter(
    _ member: Member, _ coalition: Coalition, _ codes: CodeTray
  ) async throws -> MemberEntry {
    let entryPlace = EntryPlace(address: place, device: "bench")
    let phone = member.phone ?? ""
    // A run a moment ago had a code sent too.
    while true {
      do {
        try await coalition.requestEntryCode(to: phone, language: .hans, from: entryPlace)
        break
      } catch MemberAccessRefusal.codeTooSoon(let seconds) { try await Task.sleep(for: .seconds(seconds)) }
    }
    let code = codes.latest(for: phone)?.code ?? ""
    switch try await coalition.enter(phone: phone, code: code, from: entryPlace) {
    case .entered(let entry): return entry
    case .agreement(let ticket):
      return try await coalition.enter(ticket: ticket, EntryAgreement(isAgreed: true), from: entryPlace)
    }
  }
}
