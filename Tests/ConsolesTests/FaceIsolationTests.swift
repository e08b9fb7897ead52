import Coalition
import DatabaseTesting
import HTTPTypes
import HummingbirdTesting
import Ledger
import LedgerStore
import Storage
import Testing

@testable import Consoles

/// Every page and form that names a thing, taken from the router, asked for another tenant's thing: nothing
/// is told and nothing changes (G21; the interface's own are `TenantTests`).
@Suite(.database) struct FaceIsolationTests {
  @Test func `no page or form of a merchant's console knows another merchant's things`() async throws {
    try await TestDesk.open { desk in
      let routes = desk.console.routes.filter { $0.path.hasPrefix("/merchant/") && $0.path.contains("{id}") }
      let things = try await desk.foreignThings()
      let head = try await desk.console.ledger.head()
      let before = try await desk.foreignState()
      var asked = 0
      for login in ["owner", "manager", "cashier", "accountant"] {
        let cookies = try await desk.signIn(login)
        let token = try await desk.console.get("/merchant", cookies).text.formToken
        for route in routes {
          for id in things {
            let path = route.path.replacing("{id}", with: id)
            asked += 1
            let answer =
              route.method == .get
              ? try await desk.console.get(path, cookies)
              : try await desk.console.post(path, Self.form + token, cookies)
            let isRefused = 400..<500 ~= answer.status.code
            #expect(isRefused, "\(login) \(route.method) \(path): \(answer.status)")
            #expect(!answer.text.contains("Rival") && !answer.text.contains("Stranger"), "\(login) \(path)")
          }
        }
      }
      #expect(try await desk.console.ledger.head() == head)
      #expect(try await desk.foreignState() == before)
      print("console isolation: \(asked) requests of \(routes.count) routes with foreign ids, 0 leaks")
      #expect(routes.count > 20)
    }
  }

  @Test func `no page or form of the member site knows another member's things`() async throws {
    try await TestConsole.open { console in
      let receipt = try await console.earn(12_000, key: "e1")
      let another = try await console.enter()
      let first = try await console.enter()
      let token = try await console.get("/member/me", first).text.formToken
      _ = try await console.post("/member/feedback", "text=my+secret+coffee&form_token=" + token, first)
      let feedback = try #require(
        try await console.get("/member/feedback", first).text.firstMatch(of: /member\/feedback\/(\w+)/))
      let device = try #require(
        try await console.get("/member/me/devices", first).text
          .firstMatch(of: /member\/me\/devices\/(\w+_\w+)/))
      let things = [
        String(feedback.output.1), String(device.output.1),
        console.coalition.publicIDs.text(receipt.transaction.id),
        console.coalition.publicIDs.text(console.member.id),
      ]
      let second = try await console.enter("13900139000")
      let own = try await console.get("/member/me", second).text.formToken
      let routes = console.routes.filter { $0.path.hasPrefix("/member/") && $0.path.contains("{id}") }
      var asked = 0
      for route in routes {
        for id in things {
          let path = route.path.replacing("{id}", with: id)
          asked += 1
          let answer =
            route.method == .get
            ? try await console.get(path, second)
            : try await console.post(path, "text=intruding&form_token=" + own, second)
          #expect(!answer.text.contains("my secret coffee") && !answer.text.contains("+120"), "\(path)")
          // Ending a device that is not one's own says what ending one's own says, and ends nothing.
          let isEnd = path.contains("/devices/") && answer.status == .seeOther
          #expect(400..<500 ~= answer.status.code || isEnd, "\(route.method) \(path): \(answer.status)")
        }
      }
      for cookies in [first, another] { #expect(try await console.get("/member", cookies).status == .ok) }
      let thread = try await console.get("/member/feedback/" + things[0], first).text
      #expect(thread.contains("my secret coffee") && !thread.contains("intruding"))
      print("member isolation: \(asked) requests of \(routes.count) routes with foreign ids, 0 leaks")
    }
  }

  @Test func `no page or form of a seat knows what was done at another`() async throws {
    try await TestSeat.open { seat in
      let here = try await seat.work()
      _ = try await seat.trade("member=13800138000&kind=earn&amount=61", key: "key-foreign-1", here)
      let close = try await seat.send("/seat/shift/close", "", here)
      let shift = try #require(close.headers[.location])
      let there = try await seat.work("201", at: 1)
      let paths = [
        "/seat/result?key=key-foreign-1", "/seat/slip?key=key-foreign-1",
        "/seat/slip/escpos?key=key-foreign-1", shift, shift + "/escpos",
      ]
      for path in paths {
        #expect(try await seat.console.get(path, there).status == .notFound, "\(path)")
      }
      let head = try await seat.console.ledger.head()
      for path in ["/seat/slip", "/seat/result/drop"] {
        #expect(try await seat.send(path, "key=key-foreign-1", there).status == .notFound, "\(path)")
      }
      #expect(try await seat.console.ledger.head() == head)
      let named = seat.console.routes.filter { $0.path.hasPrefix("/seat/") && $0.path.contains("{id}") }
      #expect(named.count == 10, "an address of the seat that names a thing is missing above")
      print("seat isolation: \(paths.count + 2) requests with foreign keys, 0 leaks")
    }
  }

  @Test func `no seat sees or changes a card that another handed out and nobody holds`() async throws {
    try await TestSeat.open { seat in
      let cookies = try await seat.work()
      let coalition = seat.console.coalition
      let card = try #require(try await coalition.issueCards(1, by: .system).first)
      let place = "/seat/cards/" + coalition.publicIDs.text(card.id)
      #expect(try await seat.console.get(place, cookies).status == .notFound)
      let form = "key=key-foreign-2&member=13800138000&how=pin&proof=135792&pin=246813&pin_again=246813"
      for act in ["activate", "bind", "code", "lost", "pin", "release", "replace"] {
        #expect(try await seat.send(place + "/" + act, form, cookies).status == .notFound, "\(act)")
      }
      #expect(try await coalition.card(card.id, by: .system) == card)
    }
  }

  private static let form = "pin=135792&reason=doubled&name=Mine&text=intruding&points=1&form_token="
}

extension TestDesk {
  /// One of everything that another merchant has and that an address can name.
  fileprivate func foreignThings() async throws -> [String] {
    [
      foreign.transaction, foreign.member, foreign.person, foreign.terminal, foreign.store, foreign.key,
      text(foreign.merchant), try await foreignFeedback(),
    ]
  }

  private func foreignFeedback() async throws -> String {
    let cookies = try await console.enter("13900139000")
    let token = try await console.get("/member/feedback", cookies).text.formToken
    _ = try await console.post(
      "/member/feedback", "text=Rival+coffee&to=\(text(foreign.merchant))&form_token=" + token, cookies)
    let page = try await console.get("/member/feedback", cookies).text
    return String(try #require(page.firstMatch(of: /member\/feedback\/(\w+)/)).output.1)
  }

  /// What of the other merchant's a form could have changed.
  fileprivate func foreignState() async throws -> [String] {
    let merchant = foreign.merchant
    let questions: [SQL] = [
      "SELECT name || status FROM store WHERE merchant_id = \(merchant) ORDER BY id",
      "SELECT status || code FROM terminal WHERE merchant_id = \(merchant) ORDER BY id",
      "SELECT status || name || login FROM operator_user WHERE merchant_id = \(merchant) ORDER BY id",
      "SELECT name FROM api_key WHERE merchant_id = \(merchant) AND revoked_at IS NULL ORDER BY id",
    ]
    return try await console.coalition.database.read { tx in
      try questions.flatMap { question in try tx.query(question) { $0[0] as String } }
    }
  }
}
