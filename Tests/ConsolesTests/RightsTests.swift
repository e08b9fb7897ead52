import Coalition
import DatabaseTesting
import Foundation
import HTTPTypes
import HummingbirdTesting
import Ledger
import LedgerStore
import Loyalty
import Testing

@testable import Consoles

/// Every route of the console, taken from the router, asked by every role of the operator's people.
///
/// What each may do stands in Golden/rights.txt, a line a route; a route that is new, or lets in or turns
/// away somebody else than it says there, fails. `UPDATE_GOLDEN=1` writes the file anew, to be read before it
/// is committed.
@Suite(.database) struct RightsTests {
  private static let visitors: [(name: String, role: Role?)] =
    Role.named.filter { Role.ofOperator.contains($0.role) }.map { ($0.name, $0.role) } + [("nobody", nil)]

  @Test func `every page and form lets each role in as the table says`() async throws {
    let seen = Seen()
    try await TestConsole.open { console in
      for (index, (name, role)) in Self.visitors.enumerated() {
        let visitor = try await Visitor(role, console, index)
        for route in visitor.routes { await seen.note(route, name, try await visitor.ask(route)) }
        try await visitor.expectNothingMoved()
      }
    }
    let table = await seen.table(of: Self.visitors.map(\.name))
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/rights.txt")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(table.utf8).write(to: file)
    }
    let kept = try String(decoding: Data(contentsOf: file), as: UTF8.self)
    #expect(table == kept)
    print("console rights: \(await seen.count) answers of \(await seen.routes) routes")
  }

  @Test func `no merchant's person comes into the operator's console`() async throws {
    try await TestConsole.open { console in
      for (name, role, _) in Role.named where Role.ofMerchant.contains(role) {
        _ = try await console.coalition.createUser(
          UserDraft(
            login: name, name: name, password: TestConsole.password, roles: role,
            merchant: console.merchant.id), by: .system)
        let answer = try await console.trySignIn(name)
        #expect(answer.status == .unauthorized && !answer.cookies.contains("tb_operator"))
        console.clock.advance(seconds: 901)
      }
    }
  }

  @Test func `whoever only reads finds no form that takes anything of theirs`() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/rights.txt")
    let lines = try String(decoding: Data(contentsOf: file), as: UTF8.self).split(separator: "\n")
    let column = try #require(lines.first?.split(separator: " ").firstIndex(of: "auditor"))
    // One's own account, lists and files, the way out, and two proofs that change nothing.
    let own = [
      "/operator/account", "/operator/sign-", "/operator/confirm", "/verify", "/language",
      "/operator/views", "/operator/news", "/operator/exports",
    ]
    for line in lines.dropFirst() where line.hasPrefix("POST") {
      let cells = line.split(separator: " ")
      if own.contains(where: { cells[1].contains($0) }) { continue }
      #expect(cells[column] == "no" || cells[column] == "absent", "\(line)")
    }
  }
}

private actor Seen {
  private var answers: [String: [String: String]] = [:]

  var count: Int { answers.values.reduce(0) { $0 + $1.count } }
  var routes: Int { answers.count }

  func note(_ route: Visitor.Route, _ role: String, _ answer: String) {
    answers[route.name, default: [:]][role] = answer
  }

  /// A line a route; the first names the columns.
  func table(of roles: [String]) -> String {
    var lines = ["method route " + roles.joined(separator: " ")]
    for (route, cells) in answers.sorted(by: { $0.key < $1.key }) {
      lines.append(([route] + roles.map { cells[$0] ?? "?" }).joined(separator: " "))
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// A person of one role before a console in which there is something of everything.
private struct Visitor {
  struct Route: Sendable {
    let method: HTTPRequest.Method
    let path: String

    var name: String { "\(method.rawValue) \(path)" }
  }

  let console: TestConsole
  let cookies: String
  let token: String
  private let number: Int
  private let things: [String: String]
  private let head: ChainHead

  /// - Parameter number: names what is made for this visitor alone.
  init(_ role: Role?, _ console: TestConsole, _ number: Int) async throws {
    self.console = console
    self.number = number
    let coalition = console.coalition
    let receipt = try await console.earn(12_000, key: "before \(number)")
    let store = try await coalition.createStore(
      of: console.merchant.id, code: "S\(number)", name: "Pier", by: .system)
    let terminal = try await coalition.createTerminal(
      in: store.id, code: "T\(number)", kind: .pos, by: .system)
    _ = try await coalition.registerPOSTerminal(
      terminal.id, acceptor: "898440359980011", number: "1000000\(number)", by: .system)
    let difference = try await coalition.raiseCase(
      CaseDraft(
        .missingHere, from: .dayFile, subjectKey: "a\(number)", channel: .merchantSystem,
        merchant: console.merchant.id, day: BusinessDay(daysSince1970: 20_514), reason: .unsaid))
    let colleague = try await coalition.createUser(
      UserDraft(
        login: "colleague\(number)", name: "Zhao", password: TestConsole.password, roles: .auditor),
      by: .system)
    let found = try await coalition.users(UserQuery(login: "chief"), by: .system).items
    let chief = try #require(found.first).principal
    let proposal = AdjustProposal(
      member: console.member.id, asset: console.program.asset, points: 5_000, memo: "")
    let approval = try await coalition.propose(.adjust(proposal), reason: "lost", by: chief)
    let names = coalition.publicIDs
    let made = try await Self.alliance(console, number, chief)
    let webhook = try await coalition.createWebhook(
      WebhookDraft(url: "https://hooks.example.com/"), by: .system)
    let delivery = try await coalition.testWebhook(webhook.webhook.id, by: .system)
    let imported = try await coalition.uploadImport(
      ImportDraft(
        merchant: console.merchant.id, asset: console.program.asset, name: "a.csv", bytes: Array("a".utf8)),
      by: chief)
    let statement = try await coalition.receiveBankFile(
      Array(
        ("account,day,direction,amount,currency,reference,bank_reference,counterparty,purpose,returned"
          + "\n").utf8),
      name: "a.csv", by: chief)
    if number == 0 { try await console.agreeOnPrice(with: console.merchant.id) }
    let block = try await coalition.orderBlock(
      of: 100, for: console.merchant.id, in: console.program.asset, request: "b\(number)", by: .system)
    things = [
      "issuing-funding": names.text(console.merchant.id), "points-blocks": names.text(block.id),
      "imports": names.text(imported.id), "bank-files": names.text(statement.id),
      "members": names.text(console.member.id), "transactions": names.text(receipt.transaction.id),
      "approvals": names.text(approval.id), "terminals": names.text(terminal.id),
      "merchants": names.text(console.merchant.id),
      "cases": names.text(difference.id), "staff": names.text(colleague.id),
      "programs": names.text(console.program.asset),
      "accounts": "issuer.\(names.text(console.program.asset)).\(names.text(console.merchant.id))",
      "sessions": names.text(SessionID(1)), "webhooks": names.text(webhook.webhook.id),
      "webhook-deliveries": names.text(delivery), "views": "none", "jobs": "expire",
      "projections": "merchant_books",
    ].merging(made) { $1 }
    if let role {
      _ = try await coalition.createUser(
        UserDraft(login: "visitor\(number)", name: "Visitor", password: TestConsole.password, roles: role),
        by: .system)
      cookies = try await console.signIn("visitor\(number)")
    } else {
      cookies = ""
    }
    token = try await console.get("/operator/account", cookies).text.formToken
    head = try await console.ledger.head()
  }

  /// An application, a rule of earning, a promotion and an announcement, by their places in addresses.
  private static func alliance(
    _ console: TestConsole, _ number: Int, _ chief: Principal
  ) async throws -> [String: String] {
    let (coalition, names) = (console.coalition, console.coalition.publicIDs)
    let application = try await coalition.applyAsMerchant(
      ApplicationDraft(
        name: "Tea \(number)",
        profile: MerchantProfile(
          category: .food, legalName: "Tea", registration: "R\(number)", contact: "Chen",
          phone: "13900139000", email: "c@example.com"), storeName: "First"),
      key: "application-\(number)", from: "192.0.2.\(number)"
    ).application.id
    let rule = EarningRuleProposal(
      BonusRule(0, gives: .fixed(1)), named: Names("Rule"), of: console.program.asset, from: nil, until: nil)
    let proposed = try await coalition.propose(.earningRule(rule), reason: "r", by: .system)
    _ = try await coalition.approve(proposed.id, by: chief) { try await coalition.execute($0) }
    let rules = try await coalition.earningRules(of: console.program.asset, by: .system)
    let ruleNumber = try #require(rules.first { $0.approval == proposed.id }).rule.number
    let now = console.coalition.clock.now()
    let cards = try await coalition.propose(
      .pointsCards(
        PointsCardsProposal(
          making: 1, of: 1, in: console.program.asset, for: .gift, buyer: "",
          validUntil: now.adding(seconds: 86_400))), reason: "r", by: .system)
    let batch = try await coalition.approve(cards.id, by: chief) { try await coalition.execute($0) }.outcome
    let promotion = try await coalition.writePublication(
      .promotion,
      PublicationDraft(
        promotion: LocalText(en: "Offer \(number)"), body: LocalText(en: "Text"), from: now,
        until: now.adding(seconds: 86_400)), of: console.merchant.id, key: "promotion-\(number)", by: .system)
    _ = try await coalition.submitPublication(promotion.id, by: .system)
    let text = LocalText(hans: "a", hant: "b", en: "c")
    let announcement = try await coalition.writeAnnouncement(
      AnnouncementDraft(
        title: text, body: text, to: .members, from: now, until: now.adding(seconds: 86_400)),
      key: "announcement-\(number)", by: .system)
    let card = try await coalition.issueCard(to: nil, by: .system)
    return [
      "applications": names.text(application), "publications": names.text(promotion.id),
      "announcements": names.text(announcement.id), "points-cards": batch,
      "cards": names.text(card.id),
      "earning-rules": "\(names.text(console.program.asset))-\(ruleNumber)",
    ]
  }

  /// What ends the session comes last, and what another person proposed is approved by nobody here.
  var routes: [Route] {
    let all = console.routes.map { Route(method: $0.method, path: $0.path) }
      .filter { $0.path.hasPrefix("/operator") && !$0.path.hasSuffix("/approve") }
    let late = ["/operator/sign-out", "/operator/account/factor", "/operator/account/password"]
    return all.filter { !late.contains($0.path) } + all.filter { late.contains($0.path) }.reversed()
  }

  /// `yes`, `part` where a block of the page says which right is missing, `no`, `sign-in`, or `absent` where
  /// nothing is made to be found.
  func ask(_ route: Route) async throws -> String {
    let parts = route.path.split(separator: "/").map(String.init)
    var path = ""
    for (index, part) in parts.enumerated() {
      path += "/" + (part.hasPrefix("{") ? things[parts[index - 1]] ?? "none" : part)
    }
    let answer =
      route.method == .get
      ? try await console.get(path, cookies)
      : try await console.post(path, form(of: route), cookies)
    if answer.status == .forbidden { return "no" }
    if answer.status == .seeOther, answer.headers[.location]?.hasPrefix("/operator/sign-in") == true {
      return "sign-in"
    }
    if answer.status == .notFound { return "absent" }
    #expect(answer.status.code < 500, "\(route.name): \(answer.status)")
    #expect(!answer.text.contains("confirm_secret"), "\(route.name) asked for a proof of a fresh session")
    return answer.text.contains("You may not see this") ? "part" : "yes"
  }

  /// Filled in so that the right is what decides.
  private func form(of route: Route) -> String {
    var fields = [
      "form_token": token, "reason": "needed", "text": "seen", "resolution": "booked", "owner": "me",
    ]
    switch route.path {
    case "/operator/terminals/{id}/status": fields["status"] = "enabled"
    case "/operator/terminals/new":
      fields.merge([
        "merchant": "SHOP", "store": "S\(number)", "code": "N\(number)", "acceptor": "898440359980011",
        "number": "2000000\(number)",
      ]) { $1 }
    case "/operator/announcements", "/operator/announcements/{id}":
      fields.merge([
        "key": "visitor-\(number)", "title_hans": "a", "title_hant": "b", "title_en": "c", "body_hans": "a",
        "body_hant": "b", "body_en": "c", "to_members": "1", "from": "2026-03-02T08:00",
        "until": "2026-03-09T08:00",
      ]) { $1 }
    case "/operator/merchants/{id}/standing": fields["status"] = "active"
    case "/operator/merchants/{id}/profile": fields["category"] = "food"
    case "/operator/merchants/{id}/terms":
      fields.merge(["program": "TB", "points": "1", "per": "1", "rounding": "down"]) { $1 }
    case "/operator/exports": fields.merge(["list": "members", "query": ""]) { $1 }
    case "/operator/webhooks", "/operator/webhooks/{id}/change":
      fields["url"] = "https://hooks.example.com/\(number)"
    case "/operator/staff/{id}/status": fields["status"] = "active"
    case "/operator/earning-rules":
      fields.merge([
        "program": console.coalition.publicIDs.text(console.program.asset), "name_hans": "a",
        "name_hant": "a", "name_en": "a", "effect": "fixed", "amount": "1",
      ]) { $1 }
    case "/operator/approvals/rules":
      fields.merge(["operation": "terms.set", "above": "5", "control": "require"]) { $1 }
    case "/operator/cases/{id}/propose":
      fields.merge(["member": things["members"] ?? "", "program": "TB", "points": "5"]) { $1 }
    case "/operator/issuing-funding/{id}": fields.merge(["program": "TB", "mode": "open"]) { $1 }
    case "/operator/points-blocks/{id}/pay":
      fields.merge(["payment": "B\(number)", "amount": "0.20"]) { $1 }
    case "/operator/settings/devices": fields.merge(["minimum": "1.0", "latest": "2.0"]) { $1 }
    case "/operator/members/{id}/adjust":
      fields.merge(["program": "TB", "points": "5", "reason": "goodwill", "key": "k\(number)"]) { $1 }
    case "/operator/members/{id}/merge":
      fields.merge(["other": "13800138008", "key": "m\(number)"]) { $1 }
    case "/operator/terminals/{id}/key":
      fields.merge(["component": String(repeating: "1", count: 32), "check_value": "111111"]) { $1 }
    case "/operator/terminals/{id}/parameters":
      fields.merge(["kind_earn": "1", "advice_limit": "10", "batch_advice_limit": "100"]) { $1 }
    default: break
    }
    return fields.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "&")
  }

  /// G22: one identity, whatever its role, moves no points by any form of the console.
  func expectNothingMoved() async throws {
    #expect(try await console.ledger.head() == head)
  }
}
