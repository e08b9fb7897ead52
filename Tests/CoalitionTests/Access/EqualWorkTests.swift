import Coalition
import DatabaseTesting
import Ledger
import Testing

/// Time is compared by what takes it: a password's check is some 20 ms, all else of a door below one.
@Suite(.database) struct EqualWorkTests {
  private static let secret = "a long enough secret"

  /// What a try came to: its answer, and how many passwords were checked for it.
  private struct Try: Equatable {
    var answer: String
    var checks: Int
  }

  private func tried(
    _ coalition: Coalition, _ enter: () async throws -> Void
  ) async throws -> Try {
    let before = await coalition.passwordRuns()
    var answer = "in"
    do { try await enter() } catch let refusal as AccessRefusal { answer = "\(refusal)" } catch let refusal
      as MemberAccessRefusal
    { answer = "\(refusal)" }
    return Try(answer: answer, checks: await coalition.passwordRuns() - before)
  }

  @Test func `staff who do not exist, may not enter or mistype get one answer after one check`() async throws
  {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      for (login, roles, merchant) in [
        ("chief", Role.administrator, MerchantID?.none), ("owner", .merchantOwner, shop.merchant.id),
        ("gone", .administrator, nil), ("till", .cashier, shop.merchant.id),
      ] {
        let user = try await coalition.createUser(
          UserDraft(login: login, name: login, password: Self.secret, roles: roles, merchant: merchant),
          by: .system)
        if login == "gone" {
          _ = try await coalition.setStatus(.disabled, ofUser: user.id, by: .system)
        }
      }
      let wrong = Try(answer: "notAuthenticated", checks: 1)
      for (face, right, foreign) in [(Face.platform, "chief", "owner"), (.merchant, "owner", "chief")] {
        for (number, (login, password)) in [
          ("nobody", Self.secret), (right, "wrong"), (foreign, Self.secret), ("gone", Self.secret),
          ("", ""), ("no\u{0}body", "x"),
        ].enumerated() {
          let found = try await tried(coalition) {
            _ = try await coalition.signIn(
              login: login, password: password, to: face, from: "\(face) \(number)")
          }
          #expect(found == wrong, "\(face) \(login)")
        }
        let entered = try await tried(coalition) {
          _ = try await coalition.signIn(login: right, password: Self.secret, to: face, from: "\(face)")
        }
        #expect(entered == Try(answer: "in", checks: 1))
      }
      let seat = try await coalition.createTerminal(in: shop.store.id, code: "W1", kind: .seat, by: .system)
      let code = try await coalition.createPairingCode(forTerminal: seat.id, by: .system).code
      let browser = try await coalition.pairSeat(code: code, from: "seat").token
      for (login, password) in [("nobody", Self.secret), ("till", "wrong"), ("chief", Self.secret)] {
        let found = try await tried(coalition) {
          _ = try await coalition.signInToSeat(
            browser, login: login, password: password, from: "seat \(login)")
        }
        #expect(found == wrong, "\(login)")
      }
    }
  }

  @Test func `a member's number or address that is nobody's costs what a wrong password costs`() async throws
  {
    try await TestShop.open(sink: MessageTray().sink) { shop in
      let coalition = shop.coalition
      let me = try await shop.me(try await shop.enter())
      _ = try await coalition.setPassword(
        Self.secret, code: try await shop.ownCode(me), from: TestShop.place, by: me)
      _ = try await coalition.updateMember(
        shop.member.id, MemberChange(identities: [.email("unproven@example.com")]), by: .system)
      let wrong = Try(answer: "wrong", checks: 1)
      for (number, (login, password)) in [
        ("13900139000", Self.secret), ("13800138000", "not the secret"), ("13800138001", Self.secret),
        ("nobody@example.com", Self.secret), ("unproven@example.com", Self.secret),
      ].enumerated() {
        let found = try await tried(coalition) {
          _ = try await coalition.enter(
            login: login, password: password, from: EntryPlace(address: "\(number)"))
        }
        #expect(found == wrong, "\(login)")
      }
      // A code for a number is sent and answered alike, whoever's it is, and checks no password.
      for number in ["13700137000", "13800138001"] {
        let asked = try await tried(coalition) {
          try await coalition.requestEntryCode(to: number, language: .en, from: TestShop.place)
        }
        #expect(asked == Try(answer: "in", checks: 0))
        let guessed = try await tried(coalition) {
          _ = try await coalition.enter(phone: number, code: "000", from: TestShop.place)
        }
        #expect(guessed == Try(answer: "wrong", checks: 0))
      }
    }
  }
}
