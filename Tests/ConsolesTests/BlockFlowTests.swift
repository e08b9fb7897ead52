import DatabaseTesting
import HTTPTypes
import HummingbirdTesting
import Ledger
import Loyalty
import Testing

@testable import Coalition
@testable import Consoles

/// A merchant orders a block by its pages, two people of finance note its payment, and both see what is left.
@Suite(.database) struct BlockFlowTests {
  private static func open(_ test: @Sendable @escaping (TestDesk) async throws -> Void) async throws {
    try await TestDesk.open { desk in
      let console = desk.console
      try await console.addReviewer()
      for login in ["money-one", "money-two"] {
        _ = try await console.coalition.createUser(
          UserDraft(login: login, name: "Mo", password: TestConsole.password, roles: .finance), by: .system)
      }
      try await console.agreeOnPrice(with: console.merchant.id)
      try await test(desk)
    }
  }

  private static func send(
    _ console: TestConsole, _ form: String, to path: String, from page: String? = nil, _ cookies: String
  ) async throws -> TestResponse {
    let token = try await console.get(page ?? path, cookies).text.formToken
    return try await console.post(path, form + "&form_token=" + token, cookies)
  }

  /// Sets the mode as two people do, by their pages.
  private static func fund(_ desk: TestDesk, _ form: String) async throws {
    let console = desk.console
    let path = "/operator/issuing-funding/" + desk.text(console.merchant.id)
    let proposed = try await send(
      console, "program=TB&reason=contract&" + form, to: path, try await console.signIn("money-one"))
    let place = try #require(proposed.headers[.location])
    let second = try await console.signIn("money-two")
    let done = try await send(console, "", to: place + "/approve", from: place, second)
    #expect(done.status == .seeOther)
  }

  @Test func `a block goes from its price to its payment by two people, once however often it is sent`()
    async throws
  {
    try await Self.open { desk in
      let console = desk.console
      try await Self.fund(desk, "mode=prepaid")
      let (owner, path) = (try await desk.signIn("accountant"), "/merchant/points-blocks")
      #expect(try await console.get("/merchant", owner).text.contains("0 of Universal points"))
      let first = try await console.get(path, owner).text
      #expect(first.contains("Little is left") && first.contains("No blocks yet"))
      let shown = try await Self.send(console, "program=TB&points=1,000", to: path, owner).text
      #expect(shown.contains("CNY\u{00A0}2.00"))
      let price = try #require(shown.hiddenField("price"))
      let key = try #require(shown.hiddenField("key"))
      let form = "program=TB&points=1000&price=\(price)&key=\(key)"
      let dearer = form.replacing("price=\(price)", with: "price=1").replacing("&key=", with: "&key=x")
      let refused = try await Self.send(console, dearer, to: path, owner)
      #expect(refused.status == .unprocessableContent && refused.text.contains("The price has changed"))
      let place = try #require(
        try await Self.send(console, form, to: path, owner).headers[.location])
      #expect(place.hasPrefix("/merchant/points-blocks/blk_"))
      #expect(try await Self.send(console, form, to: path, owner).headers[.location] == place)
      let block = String(place.dropFirst(path.count + 1))
      #expect(try await console.get(place, owner).text.contains("Reference of the transfer"))

      let page = "/operator/points-blocks/" + block
      let (one, two) = (try await console.signIn("money-one"), try await console.signIn("money-two"))
      let list = try await console.get("/operator/points-blocks?state=waiting&merchant=SHOP", one).text
      #expect(list.contains(page) && list.contains("Merchants with little left"))
      #expect(
        try await !console.get("/operator/points-blocks?merchant=RIVAL", one).text.contains(page))
      let wrong = try await Self.send(console, "payment=B1&amount=2.01", to: page + "/pay", from: page, one)
      #expect(wrong.status == .conflict && wrong.text.contains("not the order"))
      let said = "payment=B1&amount=2.00"
      #expect(try await Self.send(console, said, to: page + "/pay", from: page, one).status == .seeOther)
      #expect(try await console.get(page, one).text.contains("B1"))
      #expect(try await !console.get(page, two).text.contains("B1"), "the second gives it by themselves")
      #expect(try await console.get(place, owner).text.contains("Payment being checked"))
      #expect(try await Self.send(console, "", to: page + "/drop", from: page, two).status == .seeOther)
      for person in [two, one] {
        #expect(
          try await Self.send(console, said, to: page + "/pay", from: page, person).status == .seeOther)
      }
      #expect(try await console.get(page, two).text.contains("B1"))
      #expect(try await console.get(path, owner).text.contains("1,000 left of 1,000"))
      #expect(try await !console.get("/merchant", owner).text.contains("0 of Universal points"))
    }
  }

  @Test func `a merchant says what is little, and its people see what their rights allow`() async throws {
    try await Self.open { desk in
      let console = desk.console
      // Another merchant's price counts from tomorrow, as it has traded.
      try await console.agreeOnPrice(with: desk.foreign.merchant)
      console.clock.advance(seconds: 86_400)
      try await Self.fund(desk, "mode=credit&limit=1,000")
      let (owner, path) = (try await desk.signIn("owner"), "/merchant/points-blocks")
      #expect(try await console.get(path, owner).text.contains("Credit limit"))
      let set = try await Self.send(console, "program=TB&low=1,000", to: path + "/low", from: path, owner)
      #expect(set.status == .seeOther)
      #expect(try await console.get("/merchant", owner).text.contains("1,000 of Universal points"))
      let wrong = try await Self.send(console, "program=TB&low=-1", to: path + "/low", from: path, owner)
      #expect(wrong.status == .unprocessableContent)
      let empty = try await Self.send(console, "program=TB&low=", to: path + "/low", from: path, owner)
      #expect(empty.status == .seeOther)
      #expect(try await !console.get("/merchant", owner).text.contains("1,000 of Universal points"))
      for (form, text) in [
        ("program=TB&points=0", "no number of points"), ("program=TB&points=x", "no number of points"),
        ("program=XX&points=1", "Choose a programme"),
      ] {
        let refused = try await Self.send(console, form, to: path, owner)
        #expect(refused.status == .unprocessableContent && refused.text.contains(text), "\(form)")
      }
      // A block of another merchant is not found, and who works in single stores sees none.
      let foreign = try await console.coalition.orderBlock(
        of: 100, for: desk.foreign.merchant, in: console.program.asset, request: "r", by: .system)
      #expect(try await console.get(path + "/" + desk.text(foreign.id), owner).status == .notFound)
      #expect(try await !console.get(path, owner).text.contains(desk.text(foreign.id)))
      for login in ["manager", "cashier"] {
        let cookies = try await desk.signIn(login)
        #expect(try await console.get(path, cookies).status == .forbidden, "\(login)")
        let token = try await console.get("/merchant", cookies).text.formToken
        let form = "program=TB&points=100&form_token=" + token
        #expect(try await console.post(path, form, cookies).status == .forbidden, "\(login)")
        #expect(try await console.post(path + "/low", form, cookies).status == .forbidden, "\(login)")
      }
    }
  }

  @Test func `what cannot be proposed of a merchant's funding is said, and what was typed stays`()
    async throws
  {
    try await Self.open { desk in
      let console = desk.console
      let path = "/operator/issuing-funding/" + desk.text(console.merchant.id)
      let cookies = try await console.signIn("money-one")
      for (form, text) in [
        ("program=XX&mode=open", "Choose a programme"), ("program=TB&mode=x", "Choose one of the modes"),
        ("program=TB&mode=credit", "A limit is above 0"),
        ("program=TB&mode=open&limit=7", "A limit is above 0"),
        ("program=TB&mode=credit&limit=2000000000000000", "A limit is above 0"),
      ] {
        let refused = try await Self.send(console, form + "&reason=because", to: path, cookies)
        #expect(refused.status == .unprocessableContent && refused.text.contains(text), "\(form)")
        #expect(refused.text.contains("because"))
      }
      #expect(
        try await Self.send(console, "program=TB&mode=open&reason=", to: path, cookies).status
          == .unprocessableContent)
      console.clock.advance(seconds: 301)
      let asked = try await Self.send(console, "program=TB&mode=open&reason=a", to: path, cookies)
      #expect(asked.text.contains("name=\"\(ConfirmPage.secretName)\""))
    }
  }
}

extension TestConsole {
  /// Terms with a price of 1.00 for 500 points, paid as they are given.
  func agreeOnPrice(with merchant: MerchantID) async throws {
    var people: [Principal] = []
    for login in ["price-one-\(merchant.rawValue)", "price-two-\(merchant.rawValue)"] {
      let user = try await coalition.createUser(
        UserDraft(login: login, name: "Pei", password: Self.password, roles: .finance), by: .system)
      people.append(
        Principal(
          kind: .platform, scopes: .all,
          actor: Actor(kind: .user, id: user.id.rawValue, answerable: user.id.rawValue)))
    }
    let proposal = SettlementProposal(
      SettlementTerms(issuePrice: PointPrice(100, perPoints: 500)), of: merchant, in: program.asset,
      from: BusinessDay(daysSince1970: 0))
    let proposed = try await coalition.propose(.settlementTerms(proposal), reason: "r", by: people[0])
    let done = try await coalition.approve(proposed.id, by: people[1]) { try await coalition.execute($0) }
    #expect(done.state == .succeeded, "\(done.outcome)")
  }
}
