import Foundation
import Ledger
import Loyalty
import Storage
import Synchronization
import Testing

@testable import Coalition

/// Stands where a partner stands: keeps a book of its own by our numbers, and is as good as it is told to be.
final class OutsideBook: Sendable {
  enum Mood: Sendable {
    case well
    /// Does what it is asked and says nothing, as when the answer is lost.
    case loses
    /// Says nothing and does nothing.
    case away
    case refuses
    /// Answers, but not to what was asked.
    case mistakes
  }

  struct Line: Sendable {
    let direction: String
    let points: Int
  }

  struct Lost: Error {}

  private let moods = Mutex<[Mood]>([])
  private let kept = Mutex<[String: Line]>([:])
  private let seen = Mutex<[WebhookRequest]>([])
  /// What its account of a day says instead of the truth.
  private let told = Mutex<[String: String]>([:])
  /// What happens while it looks up its account.
  private let pause = Mutex<@Sendable () -> Void>({})
  /// What it waits for before it says anything.
  private let wait = Mutex<@Sendable (WebhookRequest) async throws -> Void>({ _ in })

  /// The accounts of its customers.
  let accounts = OutsideAccounts()

  /// What was done, by our number.
  var lines: [String: Line] { kept.withLock { $0 } }
  var requests: [WebhookRequest] { seen.withLock { $0 } }

  func mood(_ next: Mood...) { moods.withLock { $0 += next } }
  func pause(_ body: @escaping @Sendable () -> Void) { pause.withLock { $0 = body } }
  func wait(_ body: @escaping @Sendable (WebhookRequest) async throws -> Void) { wait.withLock { $0 = body } }
  func tell(_ account: String?, of day: BusinessDay) { told.withLock { $0[day.isoDate] = account } }

  var sink: WebhookSink {
    WebhookSink { request in
      try await self.wait.withLock { $0 }(request)
      return try self.answer(request)
    }
  }

  private func answer(_ request: WebhookRequest) throws -> WebhookAnswer {
    seen.withLock { $0.append(request) }
    let asked = try #require(try JSONSerialization.jsonObject(with: Data(request.body)) as? [String: Any])
    if asked["object"] as? String == "partner_day" {
      pause.withLock { $0 }()
      return answer(200, account(of: asked["day"] as? String ?? ""))
    }
    let mood = moods.withLock { $0.isEmpty ? Mood.well : $0.removeFirst() }
    let id = try #require(asked["id"] as? String)
    if let said = accounts.answer(asked, id, mood) {
      if case .loses = mood { throw Lost() }
      if case .away = mood { throw Lost() }
      return answer(200, said)
    }
    let points = try #require(asked["points"] as? Int)
    let line = Line(direction: asked["object"] as? String == "partner_debit" ? "in" : "out", points: points)
    switch mood {
    case .away: throw Lost()
    case .refuses where lines[id] == nil:
      return answer(422, #"{"id":"\#(id)","status":"refused","code":"account_unknown"}"#)
    case .mistakes: return answer(200, #"{"id":"pex_0","status":"done"}"#)
    case .well, .loses, .refuses:
      // Its own record of the number: asked again it says the same and does nothing.
      kept.withLock { if $0[id] == nil { $0[id] = line } }
      if case .loses = mood { throw Lost() }
      return answer(200, #"{"id":"\#(id)","status":"done","reference":"R-\#(points)"}"#)
    }
  }

  private func answer(_ status: Int, _ body: String) -> WebhookAnswer {
    WebhookAnswer(status: status, body: Array(body.utf8))
  }

  private func account(of day: String) -> String {
    if let told = told.withLock({ $0[day] }) { return told }
    let lines = lines.sorted { $0.key < $1.key }.map {
      #"{"id":"\#($0.key)","direction":"\#($0.value.direction)","points":\#($0.value.points)}"#
    }
    return #"{"lines":[\#(lines.joined(separator: ","))]}"#
  }
}

/// What an outside partner knows of accounts of its own: what lies there, and which codes it sent.
final class OutsideAccounts: Sendable {
  private let kept = Mutex<[String: Int]>([:])
  private let codes = Mutex<[String: String]>([:])

  func set(_ account: String, to points: Int) { kept.withLock { $0[account] = points } }

  /// Nil for what is no question about an account.
  fileprivate func answer(_ asked: [String: Any], _ id: String, _ mood: OutsideBook.Mood) -> String? {
    let account = asked["account"] as? String ?? ""
    let refused = #"{"id":"\#(id)","status":"refused","code":"no"}"#
    switch asked["object"] as? String {
    case "partner_link_code", "partner_link_check", "partner_balance": break
    default: return nil
    }
    if case .refuses = mood { return refused }
    if case .mistakes = mood { return #"{"id":"lac_0","status":"done","points":7}"# }
    switch asked["object"] as? String {
    case "partner_link_code":
      codes.withLock { $0[id] = "code of \(account)".filter { $0 != " " } }
      return #"{"id":"\#(id)","status":"done"}"#
    case "partner_link_check":
      let isRight = codes.withLock { $0[id] } == asked["code"] as? String
      // It takes accounts in whatever case, and says how it spells them.
      return isRight ? #"{"id":"\#(id)","status":"done","account":"\#(account.uppercased())"}"# : refused
    default:
      return #"{"id":"\#(id)","status":"done","points":\#(kept.withLock { $0[account] } ?? 0)}"#
    }
  }
}

/// A shop with a partner whose points are two for one of ours going out, and two for one coming in.
struct PartnerStall {
  let shop: TestShop
  let book: OutsideBook
  let partner: Partner

  static func open(
    _ limits: ExchangeLimits = ExchangeLimits(), links: Bool = false, brings: Bool = false,
    _ test: (PartnerStall) async throws -> Void
  ) async throws {
    let book = OutsideBook()
    try await TestShop.open(webhooks: book.sink) { shop in
      let (author, second) = (try await shop.admin("first"), try await shop.admin("other"))
      let draft = PartnerDraft(
        code: "SKY", names: Names("Sky miles"), merchant: shop.other.id,
        url: "https://points.sky.example/tongbao", linksAccounts: links,
        bringsInto: brings ? shop.program.asset : nil, secret: PartnerStall.secret)
      let proposed = try await shop.coalition.proposePartner(draft, reason: "contract", by: author)
      let decided = try await shop.coalition.approve(proposed.approval.id, by: second) {
        try await shop.coalition.execute($0)
      }
      #expect(decided.state == .succeeded && proposed.secret == nil)
      let partner = try #require(try await shop.coalition.partners(by: .system).first)
      let rate = try #require(ExchangeRate(gives: 1, receives: 2, spread: .zero))
      let back = try #require(ExchangeRate(gives: 2, receives: 1, spread: .zero))
      try await shop.coalition.publishRates(
        ExchangeRatesProposal([
          .init(RatedPair(from: shop.program.asset, into: partner.asset, rate), limits),
          .init(RatedPair(from: partner.asset, into: shop.program.asset, back)),
        ]), by: .system)
      try await shop.earn(100_000, key: "earned")
      try await test(PartnerStall(shop: shop, book: book, partner: partner))
    }
  }

  /// What it signs with.
  static let secret = "a-secret-of-sky-and-of-nobody-else"

  /// The member, who proved a moment ago to be there.
  var me: MemberPrincipal { me(shop.member) }

  func me(_ member: Member) -> MemberPrincipal {
    MemberPrincipal(member.id, session: .none, provenAt: shop.clock.clock.now())
  }

  func quote(_ points: Points, _ direction: PartnerExchange.Direction = .out) async throws -> HeldQuote {
    try await shop.coalition.offerPartnerExchange(
      of: points, direction, in: shop.program.asset, with: partner.id, by: me)
  }

  /// A quote, and what becomes of it at once.
  func begin(
    _ points: Points, _ direction: PartnerExchange.Direction = .out
  ) async throws -> PartnerExchange {
    try await shop.coalition.beginPartnerExchange(
      quote(points, direction).id, account: "SKY-881", proof: direction == .in ? "123456" : "", by: me)
  }

  func run() async throws {
    for lane in [Job.Name.Lane.partners, .partnerDays] { try await shop.coalition.runDueJobs(lane: lane) }
  }

  func now(_ exchange: PartnerExchange) async throws -> PartnerExchange {
    try await shop.coalition.partnerExchange(exchange.id, by: .system).exchange
  }

  /// Spendable and held.
  func wallet() async throws -> [Points] {
    let view = try await shop.coalition.wallet(
      WalletKey(member: shop.member.id, asset: shop.program.asset), by: .system)
    return [view.spendable, view.balance.held]
  }
}
