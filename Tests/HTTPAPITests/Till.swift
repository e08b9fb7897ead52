import Coalition
import Crypto
import HTTPAPI
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore
import Synchronization

// A toy shop: enough to declare operations of every kind, nothing of the platform.

struct Purchase: Sendable {
  let id: String
  let points: Int64
  let at: Int64
  let note: String?
}

struct Basket: Sendable, Hashable {
  let member: MemberReference
  let points: Int64
}

actor Till {
  private(set) var spends: [Purchase] = []
  private var done: [String: (hash: [UInt8], spend: Purchase)] = [:]
  private var gate: CheckedContinuation<Void, Never>?
  private var isWaiting = false
  private var arrived: CheckedContinuation<Void, Never>?

  func spend(_ once: Once, _ points: Int64, _ note: String?, at now: Int64) throws -> Answer<Purchase> {
    if let known = done[once.key] {
      guard known.hash == once.requestHash else { throw Problem(.idempotencyMismatch) }
      return Answer(known.spend, isReplayed: true)
    }
    guard points <= 5_000 else { throw Problem(.insufficientPoints, "5000", balance: 5_000) }
    let spend = Purchase(id: "txn_\(spends.count + 1)", points: points, at: now, note: note)
    guard !once.isDryRun else { return Answer(spend) }
    spends.append(spend)
    done[once.key] = (once.requestHash, spend)
    return Answer(spend)
  }

  func waitAtGate() async {
    await withCheckedContinuation { continuation in
      gate = continuation
      arrived?.resume()
      arrived = nil
    }
  }

  func untilSomebodyWaits() async {
    guard gate == nil else { return }
    await withCheckedContinuation { arrived = $0 }
  }

  func openGate() { gate?.resume() }
}

extension Schema<Purchase> {
  static var spend: Schema {
    .reply(
      "Spend",
      .constant("object", "spend"),
      .always("id", .id("txn"), { $0.id }),
      .always("points", .points(), { $0.points }),
      .always("created", .timestamp, { $0.at }),
      .maybe("note", .text(1...40), { $0.note }))
  }
}

extension Schema<Basket> {
  static var order: Schema {
    .object(
      .required("member", .member, of: \.member),
      .required("points", .points(1...1_000), of: \.points),
      make: { Basket(member: $0, points: $1) })
  }
}

extension Operation<Till> {
  static var all: [Operation] { [spend, spends, spendByID, batch, ping, wait, broken] }

  static var spend: Operation {
    Operation(
      moving: "/v1/spends", "Spend points", id: "spend", needs: .spend,
      refusals: [.insufficientPoints, .memberNotFound], status: 201,
      examples: Examples(
        request: ["member": "mem_1", "points": 500],
        reply: ["object": "spend", "id": "txn_1", "points": 500, "created": "2026-01-31T08:00:00Z"]),
      takes: .body("member", .member), .body("points", .points(1...1_000_000)),
      .body("note", optional: .text(1...40)),
      gives: .spend
    ) { call, once, member, points, note in
      guard member.claim != .id("mem_unknown") else { throw Problem(.memberNotFound) }
      return try await call.services.spend(once, points, note, at: call.now)
    }
  }

  static var spends: Operation {
    Operation(
      .get, "/v1/spends", "List spends", id: "listSpends", needs: .readTransactions,
      takes: .page(default: 2, max: 3), .bounds("created", .timestamp),
      .query("least", .points(), default: 1),
      gives: .list(of: .spend)
    ) { call, page, created, least in
      let start: Int64 = if case .integer(let points)? = page.after?.first { points } else { 0 }
      let rows = await call.services.spends.filter { spend in
        spend.points > start && spend.points >= least && spend.at >= created.atLeast ?? .min
      }
      return page.listing(Array(rows.prefix(page.rowsWanted))) { [.integer($0.points)] }
    }
  }

  static var spendByID: Operation {
    Operation(
      .get, "/v1/spends/{id}", "Read a spend", id: "readSpend", needs: .readTransactions,
      refusals: [.transactionNotFound], takes: .path("id", .id("txn")), gives: .spend
    ) { call, id in
      guard let spend = await call.services.spends.first(where: { $0.id == id }) else {
        throw Problem(.transactionNotFound)
      }
      return spend
    }
  }

  static var batch: Operation {
    Operation(
      .post, "/v1/spends/batch", "Read orders one by one", id: "batch", needs: .readTransactions,
      takes: .body("orders", .attempts(of: .order, 1...3)), gives: .anything
    ) { call, orders in
      .array(
        orders.map { order in
          switch order {
          case .success(let order): .integer(order.points)
          case .failure(let faults): Problem(faults).document(in: call.language, requestID: call.requestID)
          }
        })
    }
  }

  static var ping: Operation {
    Operation(
      .post, "/v1/ping", "Say nothing", id: "ping", needs: nil, status: 204,
      takes: .body("loud", .boolean, default: false), gives: .nothing
    ) { _, _ in }
  }

  static var wait: Operation {
    Operation(
      moving: "/v1/wait", "Wait for the gate", id: "wait", needs: .spend, dryRun: false,
      takes: .body("n", .integer()), gives: .anything
    ) { call, _, number in
      await call.services.waitAtGate()
      return Answer(.integer(number))
    }
  }

  static var broken: Operation {
    Operation(
      .get, "/v1/broken", "Fail", id: "broken", needs: nil,
      takes: .query("as", .choice("a", "b"), default: "a"), gives: .anything
    ) { _, _ in throw Broken() }
  }
}

struct Broken: Error {}

/// A shop with a door: sends requests and shows whole replies as text.
struct Shop: Sendable {
  static let start: Int64 = 1_769_846_400_000_000  // 2026-01-31T08:00:00Z
  let till = Till()
  let api: API<Till>
  let clock: Clock

  final class Clock: Sendable {
    let now = Mutex(Shop.start)
    let requests = Mutex(0)
  }

  init(limit: RateLimit = RateLimit(requests: 100, windowSeconds: 10), bodyBytes: Int = 400) {
    let clock = Clock()
    var settings = APISettings(
      clock: { clock.now.withLock { $0 } },
      newRequestID: {
        clock.requests.withLock {
          $0 += 1; return "req_\($0)"
        }
      },
      cursorKey: SymmetricKey(data: [UInt8](repeating: 7, count: 32)))
    settings.rateLimit = limit
    settings.maximumBodyBytes = bodyBytes
    self.clock = clock
    api = API(Operation<Till>.all, services: till, settings: settings) { key, _ in
      switch key {
      case "tb_test_all":
        Principal(
          kind: .platform, scopes: [.spend, .readTransactions],
          actor: Actor(kind: .key, id: 1, answerable: 0))
      case "tb_test_read":
        Principal(
          kind: .merchant, merchant: MerchantID(1), scopes: .readTransactions,
          actor: Actor(kind: .key, id: 2, answerable: 0))
      default: nil
      }
    }
  }

  func reply(
    _ method: HTTPRequest.Method, _ target: String, key: String? = "tb_test_all", once: String? = nil,
    type: String = "application/json", language: String = "en", headers more: HTTPFields = [:],
    _ body: String = ""
  ) async -> Reply {
    var headers = more
    headers[.authorization] = key.map { "Bearer " + $0 }
    headers[HTTPField.Name("Idempotency-Key")!] = once  // a valid name
    if !body.isEmpty { headers[.contentType] = type }
    headers[.acceptLanguage] = language
    let head = HTTPRequest(method: method, scheme: nil, authority: nil, path: target, headerFields: headers)
    return await api.reply(to: Request(head: head, body: .init(buffer: ByteBuffer(string: body))))
  }
}

extension Reply {
  /// Status, headers in order of name without the fixed ones, and body.
  var text: String {
    let fixed: Set = ["Cache-Control", "X-Content-Type-Options", "RateLimit", "RateLimit-Policy"]
    let lines = headers.filter { !fixed.contains($0.name.rawName) }.map { "\($0.name.rawName): \($0.value)" }
    return ([String(status)] + lines.sorted() + ["", String(decoding: body, as: UTF8.self)])
      .joined(separator: "\n")
  }

  var json: JSON { get throws { try JSON(parsing: body) } }

  /// `status code`, and each fault as `pointer code`.
  var refusal: String {
    get throws {
      let json = try json
      let faults = json["errors"]?.elements.map { " \($0["pointer"]?.text ?? "") \($0["code"]?.text ?? "")" }
      return "\(status) \(json["code"]?.text ?? "")" + (faults ?? []).joined(separator: ",")
    }
  }
}
