import Coalition
import DatabaseTesting
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Ledger
import LedgerStore
import Logging
import Loyalty
import NIOCore
import Storage

@testable import Consoles

/// The faces on a real platform with a real ledger, asked through Hummingbird's test client.
struct TestConsole {
  let coalition: Coalition
  let ledger: SQLiteLedger
  let clock: MovableClock
  let program: Program
  let merchant: Merchant
  let member: Member
  let codes: CodeTray
  /// What was sent to members.
  let inbox: MessageTray
  let client: any TestClientProtocol
  let exporter: Exporter
  var exportFolder: String { coalition.settings.exportFolder ?? "" }
  /// Every route of the faces, as the router has it.
  let routes: [(method: HTTPRequest.Method, path: String)]

  static let password = "a long enough secret"

  static func open(
    isSecondFactorRequired: Bool = false, _ test: @Sendable @escaping (TestConsole) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "tongbao-face-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }  // what stays is temporary
    let clock = MovableClock(Instant(microseconds: 1_772_438_400_000_000))
    let calendar = BusinessCalendar()
    let ledger = try SQLiteLedger(
      in: LedgerFolder(folder.path), logger: Logger(label: "test"), now: clock.clock.now,
      day: { calendar.businessDay(of: $0) })
    defer { ledger.stop() }
    let codes = CodeTray()
    let inbox = MessageTray(clock: clock.clock)
    var settings = CoalitionSettings(isSecondFactorRequired: isSecondFactorRequired)
    settings.exportFolder = folder.appending(path: "exports").path
    let coalition = Coalition(
      database: try TestDatabase.open(), ledger: ledger, clock: clock.clock,
      ids: IDSource(seed: 7, clock: clock.clock),
      settings: settings,
      secrets: try CoalitionSecrets(root: [UInt8](repeating: 42, count: 32)), codeSink: codes.sink,
      messageSink: inbox.sink)
    let file = folder.appending(path: "ledger.db").path
    let router = try router(coalition, file, inbox)
    let routes = router.routes.map { (method: $0.method, path: $0.path.description) }
    try await Application(router: router).test(.router) { client in
      let console = try await furnish(coalition, ledger, clock, codes, inbox, client, routes)
      try await test(console)
    }
  }

  private static func exporter(_ coalition: Coalition) throws -> Exporter {
    try Faces(zone: Faked.zone, isSecure: false, isDemo: false, apiBase: "http://127.0.0.1:8080")
      .exporter(for: coalition, record: { _, _ in })
  }

  private static func router(
    _ coalition: Coalition, _ file: String, _ inbox: MessageTray
  ) throws -> Router<BasicRequestContext> {
    let faces = try Faces(zone: Faked.zone, isSecure: false, isDemo: false, apiBase: "http://127.0.0.1:8080")
    let router = Router()
    faces.addRoutes(
      to: router, coalition: coalition,
      proof: { progress in
        var verifier = try Verifier(ledger: file, progress: progress)
        return try verifier.verify()
      },
      settings: [
        PlatformSetting(
          key: "zone", variable: "TONGBAO_ZONE", value: "Asia/Shanghai", source: .file),
        PlatformSetting(
          key: "database", variable: "TONGBAO_DATABASE", value: "postgres://u:hidden@h", source: .environment,
          isSecret: true),
      ], inbox: inbox, record: { _, _ in },
      caller: { _, _ in FaceCaller(requestID: "req_1", address: "192.0.2.1") })
    return router
  }

  private static func furnish(
    _ coalition: Coalition, _ ledger: SQLiteLedger, _ clock: MovableClock, _ codes: CodeTray,
    _ inbox: MessageTray, _ client: any TestClientProtocol,
    _ routes: [(method: HTTPRequest.Method, path: String)]
  ) async throws -> TestConsole {
    var draft = ProgramDraft(
      code: "TB", names: Names("Universal points"),
      worth: Worth(500, are: Money(minorUnits: 100, currency: "CNY")))
    draft.validity = [.awarded: .endOfMonth(12)]
    let program = try await coalition.createProgram(draft, by: .system)
    let merchant = try await coalition.createMerchant(
      code: "SHOP", names: Names("Harbour <Coffee>"), by: .system)
    try await coalition.setTerms(
      MerchantTerms(merchant: merchant.id, asset: program.asset, earning: EarnTerms(1, perMinorUnits: 100)),
      by: .system)
    let member = try await coalition.createMember(
      MemberDraft(.phone("13800138000"), name: "=Li Ming"), by: .system)
    for (login, roles) in [("chief", Role.administrator), ("reader", .auditor)] {
      _ = try await coalition.createUser(
        UserDraft(login: login, name: "Lin Yue", password: password, roles: roles), by: .system)
    }
    return TestConsole(
      coalition: coalition, ledger: ledger, clock: clock, program: program, merchant: merchant,
      member: member, codes: codes, inbox: inbox, client: client, exporter: try exporter(coalition),
      routes: routes)
  }

  var till: Principal {
    Principal(
      kind: .merchant, merchant: merchant.id, scopes: .merchantMost,
      actor: Actor(kind: .key, id: 99, answerable: 98), isLoginProof: true)
  }

  @discardableResult
  func earn(_ fen: Int64, key: String) async throws -> Receipt {
    var occasion = Occasion()
    occasion.reference = "R-" + key
    return try await coalition.earn(
      EarnOrder(
        member: .id(member.id), .purchase(Money(minorUnits: fen, currency: "CNY")), occasion: occasion),
      key: key, by: till)
  }

  @discardableResult
  func spend(_ points: Points, key: String) async throws -> Receipt {
    try await coalition.spend(
      SpendOrder(member: .id(member.id), .points(points)), key: key, by: till)
  }

  /// A page as a browser that speaks English and keeps cookies gets it.
  func get(_ path: String, _ cookies: String = "") async throws -> TestResponse {
    try await client.execute(uri: path, method: .get, headers: headers(cookies))
  }

  func post(_ path: String, _ form: String, _ cookies: String = "") async throws -> TestResponse {
    var headers = headers(cookies)
    headers[.contentType] = "application/x-www-form-urlencoded"
    return try await client.execute(
      uri: path, method: .post, headers: headers, body: ByteBuffer(string: form))
  }

  private func headers(_ cookies: String) -> HTTPFields {
    var headers: HTTPFields = [.acceptLanguage: "en"]
    if !cookies.isEmpty { headers[.cookie] = cookies }
    return headers
  }

  /// Loads the form and sends it, as a person does.
  func trySignIn(
    _ login: String = "chief", _ password: String = TestConsole.password, next: String = ""
  ) async throws -> TestResponse {
    let page = try await get("/operator/sign-in")
    return try await post(
      "/operator/sign-in",
      "login=\(login)&password=\(password.replacing(" ", with: "+"))&next=\(next)"
        + "&form_token=\(page.text.formToken)", page.cookies)
  }

  /// The cookies of a member who entered by code, agreeing where it was the first time.
  func enter(_ phone: String = "13800138000") async throws -> String {
    clock.advance(seconds: 61)
    let first = try await get("/member/enter")
    let token = "&form_token=" + first.text.formToken
    _ = try await post("/member/enter", "phone=" + phone + token, first.cookies)
    let code = codes.latest(for: "+86" + phone)?.code ?? ""
    let proven = try await post("/member/enter/code", "phone=\(phone)&code=\(code)" + token, first.cookies)
    guard let ticket = proven.text.hiddenField("ticket") else { return proven.cookies }
    let encoded = ticket.replacing("+", with: "%2B").replacing("/", with: "%2F").replacing("=", with: "%3D")
    let form = "ticket=\(encoded)&agree=1&language=en" + token
    let entered = try await post("/member/enter/agree", form, first.cookies)
    return entered.cookies.split(separator: "; ").filter { !$0.hasPrefix("tb_language") }
      .joined(separator: "; ")
  }

  /// The cookies of a signed-in person.
  func signIn(_ login: String = "chief") async throws -> String { try await trySignIn(login).cookies }
}

extension TestResponse {
  var text: String { String(buffer: body) }

  /// What a browser would send back; cleared cookies are not.
  var cookies: String {
    headers[values: .setCookie].compactMap { $0.split(separator: ";").first.map(String.init) }
      .filter { !$0.hasSuffix("=") }.joined(separator: "; ")
  }
}

extension String {
  var formToken: String {
    guard let range = range(of: "name=\"form_token\" value=\"") else { return "" }
    return String(self[range.upperBound...].prefix { $0 != "\"" })
  }
}
