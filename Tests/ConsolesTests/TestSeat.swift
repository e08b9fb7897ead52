import Coalition
import Foundation
import HTTPTypes
import HummingbirdTesting
import Ledger
import LedgerStore

@testable import Consoles

/// A merchant's stores with seats, and people who work there, beside what every test console has.
struct TestSeat {
  static let pin = "582913"
  static let memberPIN = "274135"

  let console: TestConsole
  let stores: [Store]
  let seats: [Terminal]

  var coalition: Coalition { console.coalition }

  static func open(_ test: @Sendable @escaping (TestSeat) async throws -> Void) async throws {
    try await TestConsole.open { console in
      let coalition = console.coalition
      var stores: [Store] = []
      var seats: [Terminal] = []
      for number in 1...2 {
        let store = try await coalition.createStore(
          of: console.merchant.id, code: "S\(number)", name: "Quay \(number)", by: .system)
        stores.append(store)
        seats.append(
          try await coalition.createTerminal(in: store.id, code: "W\(number)", kind: .seat, by: .system))
      }
      try await coalition.setPIN(Self.memberPIN, of: console.member.id, by: .system)
      let seat = TestSeat(console: console, stores: stores, seats: seats)
      try await seat.hire("101", in: [0])
      try await seat.hire("102", in: [0])
      try await seat.hire("201", in: [1])
      try await test(seat)
    }
  }

  private func hire(_ number: String, in places: [Int]) async throws {
    let person = try await coalition.createUser(
      UserDraft(
        login: "till-\(number)", name: "Wu Yan", password: TestConsole.password, roles: .cashier,
        merchant: console.merchant.id, stores: Set(places.map { stores[$0].id }), number: number),
      by: .system)
    try await coalition.setStaffPIN(Self.pin, of: person.id, by: .system)
  }

  /// The cookie of a browser that was paired with a code of the store's people.
  func pair(_ place: Int = 0) async throws -> String {
    let code = try await coalition.createPairingCode(forTerminal: seats[place].id, by: .system).code
    let page = try await console.get("/seat/pair")
    let answer = try await console.post(
      "/seat/pair", "code=\(code)&form_token=" + page.text.formToken, page.cookies)
    return answer.cookies
  }

  func trySignIn(_ browser: String, _ number: String, _ secret: String) async throws -> TestResponse {
    let page = try await console.get("/seat/sign-in", browser)
    return try await console.post(
      "/seat/sign-in",
      "login=\(number)&secret=\(secret.replacing(" ", with: "+"))&form_token=" + page.text.formToken,
      browser + "; " + page.cookies)
  }

  /// The cookies of a cashier at a paired browser with an open shift.
  func work(_ number: String = "101", at place: Int = 0) async throws -> String {
    let browser = try await pair(place)
    let cookies = browser + "; " + (try await trySignIn(browser, number, Self.pin)).cookies
    _ = try await send("/seat/shift", "", cookies)
    return cookies
  }

  /// Sends a form with the token that the session's pages carry.
  func send(_ path: String, _ form: String, _ cookies: String) async throws -> TestResponse {
    let token = try await console.get("/seat", cookies).text.formToken
    return try await console.post(path, form + "&form_token=" + token, cookies)
  }

  /// Sends the trade form under a key, and gives the page that it leads to.
  func trade(_ form: String, key: String, _ cookies: String) async throws -> TestResponse {
    let answer = try await send("/seat/trade", form + "&key=" + key, cookies)
    guard let next = answer.headers[.location] else { return answer }
    return try await console.get(next, cookies)
  }

  /// What the member can spend, by the ledger.
  func spendable() async throws -> Points {
    let key = WalletKey(member: console.member.id, asset: console.program.asset)
    return try await coalition.wallet(key, by: .system).spendable
  }

  /// How many transactions of a kind the ledger has.
  func count(_ kind: Ledger.Transaction.Kind) async throws -> Int {
    try await console.ledger.journal(after: .none, limit: 1_000).filter {
      $0.kind == kind && $0.refusal == nil
    }.count
  }
}
